"""A machine plays the users: random verbs by several people, all undone, all redone, and the tables compared.

What the history says of each step is looked at too, and whether the machine knows all the verbs that it can say.
"""

import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.adjudication.cases import Case
from annotator.model import verbs
from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.assigning.choice import WorkChoice
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, CodingUnit, Label, Role, Scope
from annotator.model.codebook_rules import slug_for
from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.document_field import FieldKind
from annotator.model.errors import UserError
from annotator.model.ids import ActorId, AttributeId, LabelId, RoleId, new_id
from annotator.model.joining.matching import JoinKey, KeyPair, MetadataTable, Origin
from annotator.model.joining.taking import TakenColumn
from annotator.model.register import register_json
from annotator.model.verbs import actors as actor_verbs
from annotator.model.verbs import codebook as codebook_verbs
from annotator.model.verbs import coding as coding_verbs
from annotator.model.verbs import project as project_verbs
from annotator.model.verbs import reverting as reverting_verbs
from annotator.model.verbs import team as team_verbs
from annotator.model.verbs.verb import Verb
from annotator.operations.actors import actors, register_files
from annotator.operations.adjudication import (
    adjudicate,
    case_queue,
    newcomers,
    policy_plans,
    reason_list,
    without_names,
)
from annotator.operations.agreement import recoding
from annotator.operations.codebook import codebook, label_plans, labels, stale
from annotator.operations.coding import acts, annotate, mentions, punctuation
from annotator.operations.documents import (
    documents,
    duplicates,
    editing,
    fields,
    joining,
    languages,
    memos,
    rereading,
    sets,
    units,
)
from annotator.operations.documents.joining import JoinRequest
from annotator.operations.documents.source_files import keep_source
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.feedback import feedback, releases, training
from annotator.operations.passages import acting, kept
from annotator.operations.passages.finding import PassageLine
from annotator.operations.people import merging, people
from annotator.operations.project import describing, history, remarks
from annotator.operations.recycle_bin import listing, putting_back, removing
from annotator.operations.team import assigning, renewing
from annotator.store.project import Project
from annotator.store.schema.schema import SEARCH_TABLES
from tests.examples import examples
from tests.sync.by_parts import by_parts, differences, in_tables

TEXTS = st.text(st.sampled_from("ab \n.🕊中é\u0301\x00دع"), min_size=1, max_size=30)
MANNER = Attribute(id=AttributeId("manner"), name="Manner", kind=AttributeKind.CHOICE, values=("openly", "in secret"))
BOOK = Codebook(
    labels=(
        Label(
            id=LabelId("appeal"),
            name="Appeal",
            attributes=(Attribute(id=AttributeId("polite"), name="Polite", kind=AttributeKind.FLAG),),
            roles=(
                Role(id=RoleId("speaker"), name="Speaker"),
                Role(id=RoleId("to"), name="To", several=True, attributes=(MANNER,)),
            ),
        ),
        Label(id=LabelId("actor"), name="Actor", names_actors=True),
        Label(id=LabelId("genre"), name="Genre", scope=Scope.DOCUMENT),
    )
)
PICK = st.integers(0, 10_000)
PLACE = st.integers(0, 31)
AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7")

NOT_PLAYED: dict[type[Verb], str] = {
    project_verbs.DescribeDocuments: "it is done once, while the sample is made",
    team_verbs.TakeIn: "it needs another copy: tests/store/taking holds it",
    team_verbs.DecideConflict: "it needs what another copy wrote: tests/operations/team/test_conflicts.py undoes it",
    reverting_verbs.Revert: "it has a machine of its own, in test_revert_everything.py",
    project_verbs.ImportAnnotations: "it is a part of importing files, which is named by those",
    coding_verbs.ImportOwn: "it needs a coder's copy: tests/teams plays it, and operations/exchange/test_own_share.py",
    project_verbs.SeeOthers: "it changes nothing that could be taken back",
    codebook_verbs.TakeOverCodebook: "it is a part of importing into an empty project",
    actor_verbs.AddShippedActors: "it imports a register with hundreds of actors, which would slow the machine down",
    **dict.fromkeys(
        (project_verbs.EraseDocuments, project_verbs.EraseNames, project_verbs.EmptyBin),
        "nothing takes it back: tests/store/erasing holds what it leaves",
    ),
    **dict.fromkeys(
        (project_verbs.Rescue, project_verbs.RescueAll), "it begins a file made of a damaged one: tests/store/recovery"
    ),
}
"""The verbs that the machine does not play, and why."""


KEPT = {
    **dict.fromkeys(("steps", "changes", "journal"), "the history itself, to which undo and redo add"),
    **dict.fromkeys(("strands", "parts", "segments", "tips"), "what the history tells other copies"),
    "texts": "a text stays in the file when its document goes",
    "source_files": "so does the file that it was read from",
    **dict.fromkeys(SEARCH_TABLES, "the index of texts that stay"),
    **dict.fromkeys(("_sqlite_migrations", "sqlite_sequence"), "bookkeeping of SQLite and of the migrations"),
}
"""The tables that undo does not take back, each with the reason."""


def tables(project: Project) -> dict[str, list[Any]]:
    """Return the rows of all tables of the file but those that undo does not take back."""
    run = project._connection.execute
    names = [name for (name,) in run("SELECT name FROM sqlite_schema WHERE type = 'table'") if name not in KEPT]
    # Of several things that were removed and that a row hangs on, it does not matter which one holds it.
    columns = {"hidden": "table_name, row, content"}
    return {table: run(f"SELECT {columns.get(table, '*')} FROM {table} ORDER BY 1, 2").fetchall() for table in names}


def decide(project: Project, case: Case, how: str) -> None:
    """Decide a case in favour of its first coder."""
    choice = adjudicate.verdict(case, how, case.candidates[0].layer)
    adjudicate.decide(project, case, choice, "why")


def a_person() -> Actor:
    """Return somebody whom no register knows."""
    return Actor(id=ActorId(new_id()), name="Somebody", kind=ActorKind.PERSON)


class Users(RuleBasedStateMachine):
    """Random verbs; whatever a rule forbids leaves the tables as they were.

    `compares_always`: what the parts say is compared with the tables after each verb, and not in the end alone.
    """

    compares_always = False
    book = BOOK

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.project = Project.create(Path(self.folder.name) / "p.annot", self.book)
        self.beginning = tables(self.project)
        self.played: set[type[Verb]] = set()
        self.heard = 0
        people.add_coder(self.project, "Ana")
        documents.add_drafts(self.project, [DocumentDraft("first", "Ana urged 🕊 Ben.\nBen agreed.")])
        actor = Actor(id=ActorId(new_id()), name="France", kind=ActorKind.STATE)
        actors.add(self.project, actor)
        self.actor = actor.id
        self.register = Path(self.folder.name) / "actors.json"
        group = Actor(id=ActorId("group"), name="Group", kind=ActorKind.GROUP)
        members = (Membership(group=group.id, since="1993"),)
        paris = Actor(id=ActorId("paris"), name="Paris", kind=ActorKind.OFFICE, parent=group.id, memberships=members)
        twin = Actor(id=ActorId("twin"), name="FRANCE", kind=ActorKind.STATE, codes={"iso3": "FRA"})
        self.register.write_text(register_json([paris, group, twin]), "utf-8")
        self.text = Path(self.folder.name) / "text.txt"
        self.text.write_text("France spoke. Paris agreed.", "utf-8")

    def teardown(self) -> None:
        if hasattr(self, "project"):
            try:
                if self.project._is_open:  # else somebody looks at the file
                    self.the_parts_say_what_the_tables_show()
            finally:
                self.project.close()
                self.folder.cleanup()

    def the_parts_say_what_the_tables_show(self) -> None:
        connection = self.project._connection
        assert differences(by_parts(connection), in_tables(connection)) == []

    def attempt(self, verb: Any, *arguments: Any, **named: Any) -> None:
        before = tables(self.project)
        try:
            verb(self.project, *arguments, **named)
        except UserError:
            assert tables(self.project) == before
        else:
            if self.compares_always:
                self.the_parts_say_what_the_tables_show()

    def listen(self) -> None:
        """Look at what the history says of the steps since the last look."""
        count = self.project.journal.latest() - self.heard
        self.heard += count
        stored = "SELECT verb, facts, label FROM steps WHERE number = ?"
        for step in self.project.history(count):
            id, facts, label = self.project._connection.execute(stored, [step.number]).fetchone()
            assert verbs.VERBS[id] is type(step.verb) and not label
            assert verbs.VERBS[id].model_validate_json(facts, strict=False) == step.verb
            assert json.loads(facts).keys() <= step.verb.model_fields_set
            self.played.add(type(step.verb))
            said = history.sentence(self.project, step.verb)
            assert said and not AN_ID.search(said) and "a label" not in said
        assert len(history.lines(self.project, count)) == count

    def one(self, rows: Sequence[Any], pick: int) -> Any:
        return rows[pick % len(rows)] if rows else None

    def a_span(self, pick: int) -> Any:
        spans = [
            span for document in self.project.documents.all() for span in self.project.spans.of_document(document.id)
        ]
        span = self.one(spans, pick)
        if span is not None:
            self.project.person = self.project.layers.get(span.layer).coder
        return span

    @rule(name=st.sampled_from(["Ben", "Chloé", "ana", ""]))
    def add_coder(self, name: str) -> None:
        self.attempt(people.add_coder, name)

    @rule(pick=PICK)
    def add_layer(self, pick: int) -> None:
        if coder := self.one(self.project.coders.all(), pick):
            self.attempt(people.add_layer, coder.id, "second pass")

    @rule(seed=st.integers(0, 3), several=st.integers(0, 3), day=st.sampled_from([None, "2026-12-24", "soon"]))
    def give_out(self, seed: int, several: int, day: str | None) -> None:
        coders = tuple(coder.id for coder in self.project.coders.all())
        drawn = assigning.plan_work(self.project, WorkChoice(coders, seed, several=several, pilot=several % 2))
        self.attempt(assigning.give_out, drawn, day)

    @rule(pick=PICK, day=st.sampled_from([None, "2026-12-24", "2027-02-30"]), verb=st.sampled_from("gtd"))
    def give_by_hand(self, pick: int, day: str | None, verb: str) -> None:
        document, coder = self.one(self.project.documents.all(), pick), self.one(self.project.coders.all(), pick // 7)
        if document and coder and verb == "t":
            self.attempt(assigning.unassign, [coder.id], [document.id])
        elif document and coder:
            which = assigning.assign if verb == "g" else assigning.set_due
            self.attempt(which, [coder.id], [document.id], day)

    @rule(texts=st.lists(TEXTS, max_size=3))
    def add_documents(self, texts: list[str]) -> None:
        self.attempt(documents.add_drafts, [DocumentDraft(text[:5] or "x", text) for text in texts])

    @rule(pick=PICK, sure=st.booleans())
    def remove_document(self, pick: int, sure: bool) -> None:
        if document := self.one(self.project.documents.all(), pick):
            self.attempt(documents.remove, [document.id], with_codings=sure)

    @rule(pick=PICK, at=PLACE, words=st.sampled_from(["", "-\n", " anew "]))
    def read_anew(self, pick: int, at: int, words: str) -> None:
        if document := self.one(self.project.documents.all(), pick):
            text = self.project.documents.get(document.id).text
            draft = DocumentDraft("anew", text[:at] + words + text[at + 1 :])
            self.attempt(lambda project: rereading.read_anew(project, [rereading.plan(project, document.id, draft)]))

    @rule(pick=PICK, at=PLACE, how=st.sampled_from(["cut", "again", "split", "join"]))
    def cut_units(self, pick: int, at: int, how: str) -> None:
        if document := self.one(self.project.documents.all(), pick):
            before, unit = self.project.codebook, [CodingUnit.SENTENCE, CodingUnit.PARAGRAPH][at % 2]
            self.attempt(codebook.save, before.model_copy(update={"unit": unit}))
            if how in ("cut", "again"):
                self.attempt(units.cut_units, again=how == "again")
            elif how == "split":
                self.attempt(units.split_unit, document.id, pick % 2, [at])
            else:
                self.attempt(units.join_units, document.id, 0, 1)
            self.attempt(codebook.save, self.project.codebook.model_copy(update={"unit": before.unit}))

    @rule(pick=PICK, sure=st.booleans())
    def remove_layer(self, pick: int, sure: bool) -> None:
        if layer := self.one(self.project.layers.all(), pick):
            self.attempt(removing.remove_layer, layer.id, with_codings=sure)

    @rule(pick=PICK, sure=st.booleans())
    def remove_coder(self, pick: int, sure: bool) -> None:
        if coder := self.one(self.project.coders.all(), pick):
            self.project.person = None
            self.attempt(removing.remove_coder, coder.id, with_codings=sure)

    @rule(pick=PICK, sure=st.booleans())
    def remove_label(self, pick: int, sure: bool) -> None:
        if label := self.one(self.project.codebook.labels, pick):
            self.attempt(removing.remove_label, label.id, with_codings=sure)

    @rule(pick=PICK, several=st.booleans())
    def put_back(self, pick: int, several: bool) -> None:
        in_bin = [one.removal.id for one in listing.listed(self.project)]
        if in_bin:
            self.attempt(putting_back.put_back, in_bin if several else [self.one(in_bin, pick)])

    @rule()
    def import_text(self) -> None:
        self.attempt(importing.import_sources, [ImportSource(self.text)])

    @rule(pick=PICK)
    def describe(self, pick: int) -> None:
        if document := self.one(self.project.documents.all(), pick):
            self.attempt(documents.set_metadata, document.id, {"number": pick})

    @rule(value=st.sampled_from(["a", "b"]), over=st.booleans())
    def join_table(self, value: str, over: bool) -> None:
        table = MetadataTable("t.csv", ("name", "country"), (("first", value), ("second", value)))
        key = JoinKey((KeyPair(Origin.TITLE, "name"),))
        self.attempt(joining.join, JoinRequest(table, key, (TakenColumn("country", "country"),), over))

    @rule(pick=PICK)
    def keep_the_source_of_a_document(self, pick: int) -> None:
        if document := self.one(self.project.documents.all(), pick):
            self.attempt(keep_source, document.id, "a.pdf", str(pick % 3).encode())

    @rule(pick=PICK, name=st.sampled_from(["Anna", "Ben", "gold"]))
    def rename_coder(self, pick: int, name: str) -> None:
        if coder := self.one(self.project.coders.all(), pick):
            self.attempt(people.rename_coder, coder.id, name)

    @rule(pick=PICK, roles=st.sets(st.sampled_from(TeamRole)), shared=st.booleans())
    def give_roles(self, pick: int, roles: set[TeamRole], shared: bool) -> None:
        if coder := self.one(self.project.coders.all(), pick):
            self.attempt(people.set_roles, coder.id, roles)
            self.attempt(people.share_codebook, shared)

    @rule(pick=PICK, other=PICK)
    def merge_people(self, pick: int, other: int) -> None:
        coders = self.project.coders.all()
        if (keep := self.one(coders, pick)) and (gone := self.one(coders, other)):
            self.attempt(merging.merge, keep.id, gone.id)

    @rule(pick=PICK, title=st.text(max_size=5))
    def rename_document(self, pick: int, title: str) -> None:
        if document := self.one(self.project.documents.all(), pick):
            self.attempt(documents.rename, document.id, title)

    @rule(
        pick=PICK,
        label=st.sampled_from(["appeal", "actor", "genre", "gone"]),
        pieces=st.lists(st.tuples(PLACE, PLACE).map(sorted).map(tuple), max_size=3),
    )
    def code(self, pick: int, label: str, pieces: list[Any]) -> None:
        document = self.one(self.project.documents.all(), pick)
        layer = self.one(self.project.layers.all(), pick // 7)
        if not document or not layer:
            return
        self.project.person = layer.coder
        self.attempt(annotate.add_span, document.id, layer.id, pieces, label)

    @rule(pick=PICK, start=st.integers(0, 30), length=st.integers(0, 9))
    def move_edge(self, pick: int, start: int, length: int) -> None:
        if span := self.a_span(pick):
            self.attempt(annotate.set_extents, span.id, [(start, start + length)])

    @rule(pick=PICK, label=st.sampled_from(["appeal", "actor", "genre"]))
    def relabel(self, pick: int, label: str) -> None:
        if span := self.a_span(pick):
            self.attempt(annotate.relabel, [span.id], label)

    @rule(pick=PICK, at=PLACE, label=st.sampled_from(["appeal", "actor", "gone"]), how=st.sampled_from("crvn"))
    def act_on_passages(self, pick: int, at: int, label: str, how: str) -> None:
        document, layer = self.one(self.project.documents.all(), pick), self.one(self.project.layers.all(), pick // 7)
        if not document or not layer:
            return
        self.project.person = layer.coder
        some = self.project.spans.of_document(document.id, layer.id)
        lines = [PassageLine(span.document, span.start, span.stop, span.id, span.layer, span.label) for span in some]
        lines += [PassageLine(document.id, at, at + 2)]
        if how == "c":
            self.attempt(acting.code_passages, layer.id, lines, label, list(acting.CodedPart)[pick % 3])
        elif how == "r":
            self.attempt(acting.relabel_passages, lines, label)
        elif how == "v":
            self.attempt(acting.set_on_passages, lines, "polite", bool(pick % 2))
        else:
            self.attempt(acting.note_passages, lines, str(pick % 3))

    @rule(pick=PICK)
    def remove_span(self, pick: int) -> None:
        if span := self.a_span(pick):
            self.attempt(annotate.remove_spans, [span.id])

    @rule(pick=PICK, note=st.text(max_size=4), doubt=st.booleans())
    def say(self, pick: int, note: str, doubt: bool) -> None:
        if span := self.a_span(pick):
            self.attempt(annotate.set_note, span.id, note)
            self.attempt(annotate.set_doubt, span.id, doubt)
            self.attempt(annotate.set_attribute, span.id, "polite", doubt)

    @rule(pick=PICK, other=PICK, role=st.sampled_from(["speaker", "to"]), named=st.booleans())
    def link(self, pick: int, other: int, role: str, named: bool) -> None:
        party, act = self.a_span(other), self.a_span(pick)
        if act and party:
            span, actor = (None, self.actor) if named else (party.id, None)
            self.attempt(acts.fill_slot, act.id, role, acts.SlotFiller(span=span, actor=actor))

    @rule(pick=PICK, role=st.sampled_from(["speaker", "to", "of"]))
    def fill_with_new(self, pick: int, role: str) -> None:
        if act := self.a_span(pick):
            self.attempt(acts.fill_with_new, act.id, role, a_person())

    @rule(pick=PICK)
    def name_new(self, pick: int) -> None:
        if span := self.a_span(pick):
            self.attempt(acts.name_new, span.id, a_person())

    @rule(on=st.booleans())
    def offer_mentions(self, on: bool) -> None:
        self.attempt(mentions.offer, on)

    @rule(pick=PICK, other=PICK)
    def fill_as(self, pick: int, other: int) -> None:
        act, before = self.a_span(pick), self.a_span(other)
        if act and before:
            self.attempt(acts.fill_as, act.id, before.id)

    @rule(codes=st.sets(st.sampled_from(["en", "fr", "zh"])))
    def choose_languages(self, codes: set[str]) -> None:
        self.attempt(languages.choose_languages, sorted(codes))

    @rule(title=st.sampled_from(["", "A corpus", "语料库"]), licence=st.sampled_from(["", "cc-by-4.0"]))
    def describe_dataset(self, title: str, licence: str) -> None:
        self.attempt(describing.describe, {"title": title, "licence": licence})

    @rule(on=st.booleans())
    def code_punctuation(self, on: bool) -> None:
        self.attempt(punctuation.code, on)

    @rule(pick=PICK)
    def accept_mentions(self, pick: int) -> None:
        document, layer = self.one(self.project.documents.all(), pick), self.one(self.project.layers.all(), pick // 7)
        if document and layer:
            self.project.person = layer.coder
            found = mentions.finder(self.project).find(self.project.documents.get(document.id).text)
            self.attempt(mentions.accept, document.id, layer.id, [(one, one.actors[0]) for one in found])

    @rule(pick=PICK)
    def unlink(self, pick: int) -> None:
        if span := self.a_span(pick):
            for link in self.project.links.of_spans([span.id]):
                self.attempt(acts.set_slot_value, link.act, link.id, MANNER.id, "openly")
                self.attempt(acts.clear_slot, link.act, link.id)

    @rule(pick=PICK, done=st.booleans())
    def mark(self, pick: int, done: bool) -> None:
        document = self.one(self.project.documents.all(), pick)
        layer = self.one(self.project.layers.all(), pick // 7)
        if document and layer:
            self.project.person = layer.coder
            self.attempt(annotate.mark_done, layer.id, document.id, done)

    @rule(name=st.sampled_from(["Genre", "Kind"]), short=st.booleans())
    def change_codebook(self, name: str, short: bool) -> None:
        *labels, last = self.book.labels
        self.attempt(
            codebook.save, Codebook(labels=(*labels, *([] if short else [last.model_copy(update={"name": name})])))
        )

    @rule(pick=PICK, other=PICK, name=st.sampled_from(["Plea", "Kind", " "]), up=st.booleans())
    def change_label(self, pick: int, other: int, name: str, up: bool) -> None:
        if not self.project.codebook.labels:
            return
        label, parent = (self.one(self.project.codebook.labels, number).id for number in (pick, other))
        self.attempt(labels.rename, label, name)
        self.attempt(labels.retire if up else labels.bring_back, label)
        self.attempt(labels.move, label, parent if up else None, None if up else parent)

    @rule(pick=PICK, other=PICK)
    def merge_labels(self, pick: int, other: int) -> None:
        if self.project.codebook.labels:
            keep, gone = (self.one(self.project.codebook.labels, number).id for number in (pick, other))
            self.attempt(labels.merge, keep, [gone])

    @rule(pick=PICK, polite=st.booleans())
    def split_label(self, pick: int, polite: bool) -> None:
        label = self.one(self.project.codebook.labels, pick)
        if label is None:
            return
        taken = frozenset(str(one.id) for one in self.project.codebook.labels)
        part = Label(id=LabelId(slug_for("part", taken)), name="Part", scope=label.scope)
        goes = label_plans.by_value(self.project, label.id, "polite", {polite: part.id})
        self.attempt(labels.split, label.id, [part], goes)

    @rule(pick=PICK)
    def confirm(self, pick: int) -> None:
        if span := self.a_span(pick):
            self.attempt(annotate.confirm, [one.span.id for one in stale.codings(self.project, span.layer)])

    @rule(pick=PICK, named=st.booleans())
    def mention(self, pick: int, named: bool) -> None:
        span, actor = self.a_span(pick), self.one(self.project.actors.all(), pick // 3)
        if span and actor:
            self.attempt(annotate.set_actor, span.id, actor.id if named else None)

    @rule(pick=PICK, name=st.sampled_from(["Ana", "Ben", " "]), code=st.sampled_from(["", "ANA"]))
    def register_actor(self, pick: int, name: str, code: str) -> None:
        parent = self.one(self.project.actors.all(), pick)
        actor = Actor(id=ActorId(new_id()), name=name, kind=ActorKind.PERSON, codes={"iso3": code} if code else {})
        self.attempt(actors.add, actor)
        if parent:
            self.attempt(actors.change, parent.model_copy(update={"aliases": (*parent.aliases, name)}))

    @rule(pick=PICK, other=PICK, how=st.sampled_from(["remove", "instead", "merge", "split"]))
    def change_register(self, pick: int, other: int, how: str) -> None:
        here = self.project.actors.all()
        actor, second = self.one(here, pick), self.one(here, other)
        if actor is None or second is None:
            return
        match how:
            case "remove":
                self.attempt(actors.remove, actor.id)
            case "instead":
                self.attempt(actors.remove, actor.id, second.id)
            case "merge":
                self.attempt(actors.merge, actor.id, [second.id])
            case "split":
                new = Actor(id=ActorId(new_id()), name="Part", kind=actor.kind)
                spans = [span.id for span in self.project.spans.mentioning(actor.id)]
                links = [link.id for link in self.project.links.naming(actor.id)]
                self.attempt(actors.split, actor.id, new, actor.aliases[:1], spans[:1], links[:1])

    @rule()
    def import_actors(self) -> None:
        self.attempt(register_files.import_register, self.register)

    @rule(policy=st.sampled_from(["unanimous", "majority"]))
    def settle(self, policy: str) -> None:
        self.attempt(policy_plans.settle, policy, people.layers_named(self.project, None))

    def cases(self, pick: int) -> list[Case]:
        document = self.one(self.project.documents.all(), pick)
        layers = people.layers_named(self.project, None)
        found = case_queue.cases_of(self.project, document.id, layers) if document else []
        return [one.case for one in found]

    @rule(pick=PICK, how=st.sampled_from(["take", "union", "majority", "split", "none", "defer"]))
    def decide(self, pick: int, how: str) -> None:
        if case := self.one(self.cases(pick), pick // 3):
            self.attempt(decide, case, how)

    @rule(pick=PICK, again=st.booleans())
    def join_or_reopen(self, pick: int, again: bool) -> None:
        if cases := self.cases(pick):
            if again:
                self.attempt(adjudicate.reopen, self.one(cases, pick // 3))
            else:
                self.attempt(adjudicate.join, cases[:2], LabelId("actor"))

    @rule(opens=st.booleans())
    def answer_newcomers(self, opens: bool) -> None:
        self.attempt(newcomers.answer, people.layers_named(self.project, None), opens)

    @rule(pick=PICK)
    def add_what_all_missed(self, pick: int) -> None:
        layers = people.layers_named(self.project, None)
        if document := self.one(self.project.documents.all(), pick):
            self.attempt(adjudicate.add, document.id, LabelId("actor"), [(0, 1)], layers)

    @rule(pick=PICK)
    def take_out_of_gold(self, pick: int) -> None:
        made = [one for info in self.project.documents.all() for one in self.project.decisions.of_document(info.id)]
        if decision := self.one(made, pick):
            self.attempt(adjudicate.remove_gold, decision)

    @rule(on=st.booleans())
    def adjudicate_blind(self, on: bool) -> None:
        self.attempt(without_names.hide_names, on)
        self.attempt(without_names.show_at_the_end, not on)

    @rule(pick=PICK)
    def learn_from(self, pick: int) -> None:
        made = [one for info in self.project.documents.all() for one in self.project.decisions.of_document(info.id)]
        if decision := self.one(made, pick):
            self.attempt(feedback.example_from, decision)

    @rule(wanted=st.lists(st.sampled_from(["Too wide", "Too narrow", " "]), max_size=3))
    def set_reasons(self, wanted: list[str]) -> None:
        self.attempt(reason_list.set_reasons, wanted)

    @rule(on=st.booleans())
    def choose(self, on: bool) -> None:
        self.attempt(without_names.hide_names, on)
        self.attempt(mentions.offer, on)

    @rule(pick=PICK)
    def release(self, pick: int) -> None:
        infos = self.project.documents.all()
        self.attempt(releases.set_released, [info.id for info in infos[pick % 3 : pick % 5]])

    @rule()
    def show_to_copies(self) -> None:
        self.attempt(renewing.renew_shown_gold)

    @rule(pick=PICK, mark=st.sampled_from([0.5, 0.8, 2]))
    def set_round(self, pick: int, mark: float) -> None:
        infos = self.project.documents.all()
        self.attempt(training.set_round, [info.id for info in infos[: pick % 3]], mark)

    @rule(pick=PICK)
    def finish_practice(self, pick: int) -> None:
        document, layer = self.one(self.project.documents.all(), pick), self.one(self.project.layers.all(), pick // 7)
        if document and layer and layer.coder:
            self.project.person = layer.coder
            self.attempt(training.mark_done, layer.id, document.id)

    @rule(pick=PICK, count=st.integers(1, 2))
    def draw_again(self, pick: int, count: int) -> None:
        if layer := self.one(self.project.layers.all(), pick):
            self.attempt(recoding.sample, layer.id, count, pick)

    @rule(pick=PICK, other=PICK, text=st.sampled_from(["Please take this back.", " ", "لا"]))
    def remark(self, pick: int, other: int, text: str) -> None:
        self.project.person = self.one(self.project.coders.all(), other).id if self.project.coders.count() else None
        if step := self.one(self.project.history(20), pick):
            self.attempt(remarks.write, step.number, text)

    @rule(pick=PICK, other=PICK, on=st.booleans())
    def settle_remark(self, pick: int, other: int, on: bool) -> None:
        if found := self.one(self.project.remarks.all(), pick):
            self.project.person = self.one([found.author, found.recipient], other)
            self.attempt(remarks.settle, [found.id], on)

    @rule(pick=PICK, other=PICK, text=st.sampled_from(["What a start.", " ", "笔记"]))
    def write_memo(self, pick: int, other: int, text: str) -> None:
        self.project.person = self.one(self.project.coders.all(), other).id if self.project.coders.count() else None
        on = self.one([None, *(info.id for info in self.project.documents.all())], pick)
        self.attempt(memos.write, text, "", on)

    @rule(pick=PICK, text=st.sampled_from(["Another.", "", "笔记"]), gone=st.booleans())
    def change_memo(self, pick: int, text: str, gone: bool) -> None:
        if found := self.one(self.project.memos.all(), pick):
            self.project.person = found.author
            self.attempt(memos.remove, found.id) if gone else self.attempt(memos.change, found.id, text)

    @rule(pick=PICK, on=st.booleans())
    def keep_apart(self, pick: int, on: bool) -> None:
        infos = self.project.documents.all()
        if len(infos) > 1:
            first = pick % (len(infos) - 1)
            self.attempt(duplicates.keep_apart, infos[first].id, infos[first + 1].id, on)

    @rule(pick=PICK, value=st.sampled_from(["Paris", "2026-01", None]), several=st.booleans())
    def change_documents(self, pick: int, value: str | None, several: bool) -> None:
        infos = self.project.documents.all()
        if infos:
            ids = [one.id for one in infos] if several else [self.one(infos, pick).id]
            self.attempt(editing.change_documents, ids, None if several else "Speech", {"place": value})

    @rule(
        pick=PICK, name=st.sampled_from(["Round", "round 2", "خ"]), text=st.sampled_from(["", "place:*", "set:Round"])
    )
    def make_set(self, pick: int, name: str, text: str) -> None:
        self.attempt(sets.make_set, name, text)
        if found := self.one(self.project.document_sets.all(), pick):
            self.attempt(sets.change_set, found.id, None, [info.id for info in self.project.documents.all()])
            self.attempt(sets.rename_set, found.id, f"{name} anew")
            self.attempt(sets.order_sets, [found.id])

    @rule(pick=PICK)
    def remove_set(self, pick: int) -> None:
        if found := self.one(self.project.document_sets.all(), pick):
            self.attempt(sets.remove_set, found.id)

    @rule(pick=PICK, other=PICK, text=st.sampled_from(["peace", "label:appeal coder:Ana", "set:Round", "a OR"]))
    def keep_search(self, pick: int, other: int, text: str) -> None:
        self.project.person = self.one(self.project.coders.all(), other).id if self.project.coders.count() else None
        self.attempt(kept.keep, f"Search {pick}", text)
        if found := self.one(kept.kept(self.project), pick):
            self.attempt(kept.change, found.id, f"{text} war")
            self.attempt(kept.rename, found.id, f"{found.name} anew")
            self.attempt(kept.order, [found.id])

    @rule(pick=PICK)
    def remove_search(self, pick: int) -> None:
        if found := self.one(self.project.kept_searches.all(), pick):
            self.attempt(kept.remove, found.id)

    @rule(kind=st.sampled_from([FieldKind.DATE, FieldKind.TEXT]), stay=st.booleans())
    def define_field(self, kind: FieldKind, stay: bool) -> None:
        self.attempt(fields.define_field, "place", kind, (), stay)
        if found := fields.field_named(self.project, "place"):
            self.attempt(fields.change_field, found.id, FieldKind.CHOICE, ["Paris"], stay)

    @rule(there=st.booleans(), gone=st.booleans())
    def rename_field(self, there: bool, gone: bool) -> None:
        self.attempt(fields.rename_field, *(("place", "venue") if there else ("venue", "place")))
        if gone:
            self.attempt(fields.remove_field, "venue", from_documents=there)

    @rule()
    def restart(self) -> None:
        path, person = self.project.path, self.project.journal.person
        self.project.close()
        self.project = Project.open(path)
        self.project.journal.person = person

    @rule(steps=st.integers(1, 4), again=st.integers(0, 4))
    def undo_some(self, steps: int, again: int) -> None:
        for _ in range(steps):
            self.attempt(Project.undo)
        for _ in range(again):
            self.attempt(Project.redo)

    @rule()
    @precondition(lambda self: self.project.history(1))
    def all_can_be_undone_and_redone(self) -> None:
        end, people_back = tables(self.project), []
        done = "SELECT person FROM steps WHERE state = 'done' ORDER BY number DESC LIMIT 1"
        while row := self.project._connection.execute(done).fetchone():
            self.project.journal.person = row[0]
            assert self.project.undo() is not None
            people_back.append(row[0])
        assert tables(self.project) == self.beginning
        for person in reversed(people_back):
            self.project.journal.person = person
            assert self.project.redo() is not None
        assert tables(self.project) == end

    @invariant()
    def the_file_is_sound_and_the_history_says_what_was_done(self) -> None:
        if hasattr(self, "project"):
            assert self.project.check() == []
            self.listen()


def test_the_machine_plays_every_verb() -> None:
    users = Users()
    users.compares_always = True
    try:
        users.begin()
        play_a_day(users)
        users.the_file_is_sound_and_the_history_says_what_was_done()
        users.all_can_be_undone_and_redone()
        users.the_file_is_sound_and_the_history_says_what_was_done()
        assert set(verbs.VERBS.values()) - users.played == NOT_PLAYED.keys()
    finally:
        users.teardown()


def play_a_day(users: Users) -> None:
    """Do with the machine’s rules, one after another, all that they can do."""
    users.add_coder("Ben")
    users.rename_coder(0, "Anna")
    users.give_roles(1, {TeamRole.ADJUDICATOR}, shared=True)
    users.add_layer(0)
    users.add_documents(["a b é", "b."])
    for how, letter in (("cut", 0), ("split", 4), ("join", 0), ("again", 1)):
        users.cut_units(0, letter, how)
    users.import_text()
    users.rename_document(1, "Speech")
    users.describe(1)
    users.keep_the_source_of_a_document(1)
    users.choose_languages({"en"})
    users.describe_dataset("A corpus", "cc-by-4.0")
    users.join_table("a", over=True)
    users.remove_document(2, sure=True)
    users.put_back(0, several=True)
    users.remove_document(2, sure=True)
    users.register_actor(0, "Ana", "")
    first, second = place(users, 0, "Anna"), place(users, 0, "Ben")
    users.offer_mentions(True)
    users.code_punctuation(True)
    users.accept_mentions(first)
    for pick in (first, second):
        users.code(pick, "appeal", [(0, 9)])
    users.settle("unanimous")
    users.code(first, "actor", [(12, 15)])
    users.code(second, "appeal", [(17, 20)])
    act = at(users, "appeal", "Anna")
    users.name_new(at(users, "actor", "Anna"))
    users.fill_with_new(act, "to")
    users.unlink(act)
    users.link(act, at(users, "actor", "Anna"), "speaker", named=True)
    users.code(first, "appeal", [(1, 9)])
    users.fill_as(at(users, "appeal", "Anna", 1), act)
    users.remove_span(at(users, "appeal", "Anna", 1))
    users.move_edge(act, 0, 8)
    users.say(act, "look", doubt=True)
    users.mention(act, named=True)
    users.mark(first, done=True)
    users.draw_again(first // 7, 1)
    users.adjudicate_blind(True)
    users.decide(0, "none")
    users.learn_from(1)
    users.join_or_reopen(0, again=True)
    users.join_or_reopen(0, again=False)
    users.add_what_all_missed(0)
    users.take_out_of_gold(0)
    users.decide(0, "take")
    users.add_coder("Chloé")
    users.remove_coder([one.name for one in users.project.coders.all()].index("Chloé"), sure=True)
    users.put_back(0, several=True)
    users.code(place(users, 0, "Chloé"), "appeal", [(0, 9)])
    users.answer_newcomers(True)
    users.give_out(1, 1, "2026-12-24")
    users.give_by_hand(0, "2027-01-31", "d")
    users.give_by_hand(0, None, "t")
    users.give_by_hand(0, None, "g")
    users.set_reasons(["Too wide"])
    for shown in (6, 7, 5):
        users.release(shown)
        users.show_to_copies()
    users.set_round(1, 0.5)
    users.confirm(at(users, "actor", "Anna"))
    users.relabel(act, "actor")
    users.remove_span(act)
    chloes = place(users, 0, "Chloé")
    for label, how in (("appeal", "c"), ("appeal", "v"), ("appeal", "n"), ("actor", "r")):
        users.act_on_passages(chloes, 3, label, how)
    users.change_codebook("Kind", short=False)
    users.change_label(0, 1, "Plea", up=True)
    users.change_label(2, 1, "Plea", up=False)
    users.split_label(1, polite=True)
    users.merge_labels(1, 2)
    users.import_actors()
    for pick in range(3):
        users.remark(pick, pick, "Please take this back.")
    users.settle_remark(0, 0, on=True)
    users.write_memo(0, 0, "What a start.")
    users.write_memo(1, 0, "笔记")
    users.change_memo(0, "Another.", gone=False)
    users.change_memo(1, "", gone=True)
    users.keep_apart(0, on=True)
    users.keep_apart(0, on=False)
    users.change_documents(0, "Paris", several=True)
    users.change_documents(0, None, several=False)
    users.read_anew(1, 0, " anew ")  # not the one that is coded, which others look into
    for name, text in (("Other", ""), ("Round", "place:*")):
        users.make_set(0, name, text)
    users.make_set(1, "خ", "")
    users.remove_set(0)
    users.keep_search(0, 0, "peace")
    users.keep_search(1, 0, "label:appeal")
    users.remove_search(0)
    users.define_field(FieldKind.TEXT, stay=True)
    users.rename_field(there=True, gone=True)
    users.remove_layer(0, sure=True)
    users.put_back(0, several=False)
    users.remove_label(0, sure=True)
    users.put_back(0, several=True)
    users.add_coder("Anne")
    users.merge_people(0, users.project.coders.count() - 1)
    users.project.undo()  # else all that follows would be of a project of several copies
    persons = [at for at, one in enumerate(users.project.actors.all()) if one.name == "Somebody"]
    for how in ("split", "merge", "instead", "remove"):
        users.change_register(*persons, how)


def place(users: Users, document: int, layer: str) -> int:
    """Return the pick of a document and a layer."""
    at = [one.name for one in users.project.layers.all()].index(layer)
    return 7 * at + (document - 7 * at) % users.project.documents.count()


def at(users: Users, label: str, layer: str, which: int = 0) -> int:
    """Return the pick of a span with a label in a layer, the first or another."""
    layers = {one.id: one.name for one in users.project.layers.all()}
    infos = users.project.documents.all()
    spans = [span for info in infos for span in users.project.spans.of_document(info.id)]
    return [at for at, span in enumerate(spans) if (span.label, layers[span.layer]) == (label, layer)][which]


TestUsers = Users.TestCase
TestUsers.settings = settings(
    max_examples=examples(45, usual=5),
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
