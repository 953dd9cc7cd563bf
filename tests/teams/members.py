"""A member of a team at one copy of the project: plays the verbs that their role lets them, at random."""

import contextlib
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import TeamRole
from annotator.model.errors import NotAllowed, UserError
from annotator.model.ids import ActorId, CoderId
from annotator.model.register import register_json
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import roles
from annotator.operations.project import reverting
from annotator.operations.team import conflicts
from annotator.store.project import Project
from tests.operations.test_undo_everything import Users

Play = Callable[["Member", random.Random], None]
TEXTS = (
    "Ana urged 🕊 Ben.\nBen agreed.",
    "France spoke to Ana. Ben left.",
    "Ana\u0301 said: a b é 中",
    "دعا بن آنا. b a",
)
_MOST = 10_000


class Member(Users):
    """One person at one copy; what the rule forbids them is not done."""

    def __init__(self, project: Project, person: CoderId, folder: Path) -> None:
        super().__init__()
        self.project, self.member, self.place = project, person, folder
        self.acts = 0
        self.text = folder / "text.txt"
        self.register = folder / "actors.json"
        self.arrive()

    def arrive(self) -> None:
        """Sit down at the copy, once it is open."""
        self.project.person = self.member
        roles.obey(self.project)
        first = next(iter(self.project.actors.all()), None)
        self.actor = first.id if first else ActorId("nobody")

    def attempt(self, verb: Any, *arguments: Any, **named: Any) -> None:
        if self.project.owner is None:
            self.project.journal.person = self.member
        before = self.project.journal.latest()
        try:
            verb(self.project, *arguments, **named)
        except UserError:
            return
        self.acts += self.project.journal.latest() > before

    def a_span(self, pick: int) -> Any:
        """Return one of their own spans, as most verbs want."""
        mine = {layer.id for layer in self.project.layers.of_coder(self.member)}
        infos = self.project.documents.all()
        spans = [span for info in infos for span in self.project.spans.of_document(info.id) if span.layer in mine]
        return self.one(spans, pick)

    def my_place(self, rng: random.Random) -> int:
        """Return the pick of a document and of a layer of theirs."""
        layers = [at for at, one in enumerate(self.project.layers.all()) if one.coder == self.member]
        count = self.project.documents.count()
        if not layers or not count:
            return 0
        layer, document = rng.choice(layers), rng.randrange(count)
        return 7 * layer + (document - 7 * layer) % count if count <= 7 else 7 * layer

    def restart(self) -> None:
        """Close the copy and open it again."""
        path = self.project.path
        self.project.close()
        self.project = Project.open(path)
        self.arrive()

    def decide_conflict(self, rng: random.Random) -> None:
        """Decide something that two copies said otherwise."""
        if open_now := conflicts.listed(self.project):
            one = rng.choice(open_now)
            self.attempt(conflicts.decide, one.key, rng.choice(one.choices).letter)

    def revert(self, rng: random.Random) -> None:
        """Take back a step with what stands on it."""
        step = rng.choice(self.project.history(15)).number
        found = reverting.plan(self.project, step)
        if not found.refusal:
            self.attempt(reverting.revert, step, found.steps)


def _flag(rng: random.Random) -> bool:
    return rng.random() < 0.5


def _pick(rng: random.Random) -> int:
    return rng.randrange(_MOST)


def _extent(rng: random.Random) -> list[tuple[int, int]]:
    start = rng.randrange(10)
    return [(start, start + rng.randint(1, 9))]


def _import(member: Member, rng: random.Random) -> None:
    member.text.write_text(rng.choice(TEXTS) + rng.choice(["", " x", " y"]), "utf-8")
    member.import_text()


def _import_own(member: Member, rng: random.Random) -> None:
    """Import codings by their quotes into a coder's copy: some of theirs, some of others, some of no text here."""
    if member.project.owner is None:
        return
    rows = ["document,coder,label,quote"]
    titles = [info.title for info in member.project.documents.all()] + ["Elsewhere"]
    names = [coder.name for coder in member.project.coders.all()] + ["Somebody"]
    for _ in range(rng.randint(1, 5)):
        label, quote = rng.choice(["Appeal", "Actor", "Other"]), rng.choice(["Ana", "Ben", "urged", "a", "France"])
        rows.append(f"{rng.choice(titles)},{rng.choice(names)},{label},{quote}")
    table = member.place / "codings.csv"
    table.write_text("\n".join(rows) + "\n", "utf-8")
    member.attempt(importing.import_sources, [ImportSource(table)], is_update=_flag(rng))


def _import_actors(member: Member, rng: random.Random) -> None:
    group = Actor(id=ActorId("group"), name="Group", kind=ActorKind.GROUP)
    paris = Actor(id=ActorId("paris"), name="Paris", kind=ActorKind.OFFICE, parent=group.id)
    member.register.write_text(register_json([paris, group]), "utf-8")
    member.import_actors()


CODER: Mapping[str, tuple[int, Play]] = {
    "code": (
        9,
        lambda m, r: m.code(m.my_place(r), r.choice(["appeal", "appeal", "actor", "genre"]), _extent(r)),
    ),
    "move_edge": (2, lambda m, r: m.move_edge(_pick(r), r.randrange(9), r.randint(1, 9))),
    "relabel": (2, lambda m, r: m.relabel(_pick(r), r.choice(["appeal", "actor"]))),
    "act_on_passages": (
        1,
        lambda m, r: m.act_on_passages(m.my_place(r), r.randrange(9), r.choice(["appeal", "actor"]), r.choice("crvn")),
    ),
    "remove_span": (2, lambda m, r: m.remove_span(_pick(r))),
    "say": (2, lambda m, r: m.say(_pick(r), r.choice(["", "why", "see"]), _flag(r))),
    "link": (3, lambda m, r: m.link(_pick(r), _pick(r), r.choice(["speaker", "to"]), _flag(r))),
    "fill_with_new": (1, lambda m, r: m.fill_with_new(_pick(r), r.choice(["speaker", "to"]))),
    "name_new": (1, lambda m, r: m.name_new(_pick(r))),
    "fill_as": (1, lambda m, r: m.fill_as(_pick(r), _pick(r))),
    "unlink": (1, lambda m, r: m.unlink(_pick(r))),
    "mark": (2, lambda m, r: m.mark(m.my_place(r), _flag(r))),
    "finish_practice": (1, lambda m, r: m.finish_practice(m.my_place(r))),
    "accept_mentions": (1, lambda m, r: m.accept_mentions(m.my_place(r))),
    "confirm": (1, lambda m, r: m.confirm(_pick(r))),
    "mention": (2, lambda m, r: m.mention(_pick(r), _flag(r))),
    "register_actor": (1, lambda m, r: m.register_actor(_pick(r), r.choice(["Ana", "Ben"]), r.choice(["", "ANA"]))),
    "remark": (1, lambda m, r: m.remark(_pick(r), _pick(r), "Please take this back.")),
    "settle_remark": (1, lambda m, r: m.settle_remark(_pick(r), _pick(r), _flag(r))),
    "keep_search": (1, lambda m, r: m.keep_search(r.randrange(3), _pick(r), r.choice(["peace", "label:appeal"]))),
    "remove_search": (1, lambda m, r: m.remove_search(_pick(r))),
    "write_memo": (1, lambda m, r: m.write_memo(_pick(r), _pick(r), r.choice(["What a start.", "笔记"]))),
    "change_memo": (1, lambda m, r: m.change_memo(_pick(r), r.choice(["Another.", ""]), _flag(r))),
    "import_own": (2, _import_own),
    "add_layer": (1, lambda m, r: m.add_layer(_pick(r))),
    "remove_layer": (1, lambda m, r: m.remove_layer(_pick(r), _flag(r))),
    "put_back": (1, lambda m, r: m.put_back(_pick(r), _flag(r))),
    "undo": (3, lambda m, r: m.undo_some(1, 0)),
    "redo": (1, lambda m, r: m.undo_some(0, 1)),
    "revert": (1, lambda m, r: m.revert(r)),
    "decide_conflict": (2, lambda m, r: m.decide_conflict(r)),
    "restart": (1, lambda m, r: m.restart()),
}
"""What a coder does, how often, and how."""

LEAD: Mapping[str, tuple[int, Play]] = {
    **{
        name: (weight, play)
        for name, (weight, play) in CODER.items()
        if name in ("restart", "undo", "redo", "put_back")
    },
    "revert": (2, lambda m, r: m.revert(r)),
    "decide_conflict": (8, lambda m, r: m.decide_conflict(r)),
    "give_roles": (1, lambda m, r: m.give_roles(_pick(r), {r.choice(list(TeamRole))}, _flag(r))),
    "merge_people": (1, lambda m, r: m.merge_people(_pick(r), _pick(r))),
    "show_to_copies": (1, lambda m, r: m.show_to_copies()),
    "undo": (6, lambda m, r: m.undo_some(1, 0)),
    "redo": (2, lambda m, r: m.undo_some(0, 1)),
    "code": (2, CODER["code"][1]),
    "relabel": (1, CODER["relabel"][1]),
    "remove_span": (1, CODER["remove_span"][1]),
    "link": (1, CODER["link"][1]),
    "add_coder": (1, lambda m, r: m.add_coder(r.choice(["Chloé", "Eve", "Ana"]))),
    "rename_coder": (1, lambda m, r: m.rename_coder(_pick(r), r.choice(["Anna", "Ben", "Zoe"]))),
    "remove_coder": (1, lambda m, r: m.remove_coder(_pick(r), _flag(r))),
    "give_by_hand": (4, lambda m, r: m.give_by_hand(_pick(r), r.choice([None, "2026-12-24"]), r.choice("gggtd"))),
    "give_out": (1, lambda m, r: m.give_out(r.randrange(3), r.randrange(3), r.choice([None, "2026-12-24"]))),
    "import_text": (2, _import),
    "remove_document": (1, lambda m, r: m.remove_document(_pick(r), _flag(r))),
    "cut_units": (3, lambda m, r: m.cut_units(_pick(r), r.randrange(30), r.choice(["cut", "split", "split", "join"]))),
    "read_anew": (1, lambda m, r: m.read_anew(_pick(r), r.randrange(9), r.choice(["", " anew "]))),
    "remove_label": (1, lambda m, r: m.remove_label(_pick(r), _flag(r))),
    "describe": (1, lambda m, r: m.describe(_pick(r))),
    "join_table": (1, lambda m, r: m.join_table(r.choice("ab"), _flag(r))),
    "keep_source": (1, lambda m, r: m.keep_the_source_of_a_document(_pick(r))),
    "rename_document": (1, lambda m, r: m.rename_document(_pick(r), r.choice(["one", "two"]))),
    "change_documents": (1, lambda m, r: m.change_documents(_pick(r), r.choice(["Paris", None]), _flag(r))),
    "keep_apart": (1, lambda m, r: m.keep_apart(_pick(r), _flag(r))),
    "make_set": (1, lambda m, r: m.make_set(_pick(r), r.choice(["Round", "Other"]), r.choice(["", "place:*"]))),
    "remove_set": (1, lambda m, r: m.remove_set(_pick(r))),
    "change_codebook": (1, lambda m, r: m.change_codebook(r.choice(["Genre", "Kind"]), _flag(r))),
    "change_label": (1, lambda m, r: m.change_label(_pick(r), _pick(r), r.choice(["Plea", "Kind"]), _flag(r))),
    "merge_labels": (1, lambda m, r: m.merge_labels(_pick(r), _pick(r))),
    "split_label": (1, lambda m, r: m.split_label(_pick(r), _flag(r))),
    "register_actor": (1, CODER["register_actor"][1]),
    "change_register": (
        3,
        lambda m, r: m.change_register(_pick(r), _pick(r), r.choice(["remove", "instead", "merge", "merge", "split"])),
    ),
    "import_actors": (1, _import_actors),
    "settle": (2, lambda m, r: m.settle(r.choice(["unanimous", "majority"]))),
    "decide": (5, lambda m, r: m.decide(_pick(r), r.choice(["take", "take", "union", "split", "none", "defer"]))),
    "join_or_reopen": (1, lambda m, r: m.join_or_reopen(_pick(r), _flag(r))),
    "answer_newcomers": (1, lambda m, r: m.answer_newcomers(_flag(r))),
    "add_to_gold": (1, lambda m, r: m.add_what_all_missed(_pick(r))),
    "take_out_of_gold": (1, lambda m, r: m.take_out_of_gold(_pick(r))),
    "adjudicate_blind": (1, lambda m, r: m.adjudicate_blind(_flag(r))),
    "learn_from": (1, lambda m, r: m.learn_from(_pick(r))),
    "set_reasons": (1, lambda m, r: m.set_reasons(["Too wide"] * r.randrange(2))),
    "choose": (1, lambda m, r: m.choose(_flag(r))),
    "release": (1, lambda m, r: m.release(_pick(r))),
    "set_round": (1, lambda m, r: m.set_round(_pick(r), r.choice([0.5, 0.8]))),
    "draw_again": (1, lambda m, r: m.draw_again(_pick(r), 1)),
    "remark": (1, CODER["remark"][1]),
    "settle_remark": (1, CODER["settle_remark"][1]),
    "keep_search": (1, CODER["keep_search"][1]),
    "remove_search": (1, CODER["remove_search"][1]),
    "write_memo": (1, CODER["write_memo"][1]),
    "change_memo": (1, CODER["change_memo"][1]),
}
"""What whoever leads or adjudicates does: what an adjudicator may not, the rule refuses."""


def act(member: Member, rng: random.Random, is_whole: bool) -> str:
    """Let a member do something; return what."""
    table = LEAD if is_whole else CODER
    name = rng.choices(list(table), [weight for weight, _ in table.values()])[0]
    with contextlib.suppress(NotAllowed):  # where a rule asks before it tries
        table[name][1](member, rng)
    return name
