"""A team with copies: Lea's whole project, and copies of it that coders code in."""

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId, DocumentId
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting
from annotator.operations.people import people, roles
from annotator.operations.team import assigning, handing_in, taking_in
from annotator.operations.team.copies import GivenOut, give_out
from annotator.store.project import Project
from tests.operations.desks import BOOK

TEXTS = ("France urged China to talk.", "It warned of force at once.", "All sides welcomed the pact.")


@dataclass
class CopiedTeam:
    """`project`: Lea's; `people`, `copies`: by name; `documents`: all have the first, Ana the second, Ben the third."""

    project: Project
    folder: Path
    people: dict[str, CoderId]
    documents: list[DocumentId]
    copies: dict[str, Path] = field(default_factory=dict)
    passphrase: str = ""

    def code(self, name: str, quote: str, label: str = "appeal", document: int = 0, note: str = "") -> None:
        """Let a coder code the first occurrence of a quote in their copy."""
        with Project.open(self.copies[name]) as copy:
            layer = copy.layers.of_coder(self.people[name])[0]
            at = TEXTS[document].index(quote)
            span = annotate.add_span(copy, self.documents[document], layer.id, [(at, at + len(quote))], label)
            if note:
                annotate.set_note(copy, span.id, note)

    def hand_in(self, name: str, everything: bool = False) -> Path:
        """Let a coder hand in what they did; return the packet."""
        with Project.open(self.copies[name]) as copy:
            return handing_in.hand_in(copy, self.folder, everything).path

    def take(self, *paths: Path) -> list[taking_in.Came]:
        """Let Lea take files in."""
        return taking_in.take_in(self.project, paths)

    def give(self, *names: str) -> list[GivenOut]:
        """Let Lea hand out to these people, and remember their copies."""
        given = give_out(self.project, self.folder, [self.people[name] for name in names], passphrase=self.passphrase)
        for one in given:
            if one.is_copy and one.path is not None:
                self.copies[one.name] = one.path
        return given


def make_team_of_copies(
    folder: Path,
    *names: str,
    before: Callable[[CopiedTeam], object] = lambda team: None,
    passphrase: str = "",
) -> CopiedTeam:
    """Create Lea's project, with these coders (Ana and Ben) and a copy for each; `before` they are given out."""
    names = names or ("Ana", "Ben")
    project = Project.create(folder / "Readouts.annot", BOOK, "Readouts", passphrase=passphrase)
    lea = people.add_coder(project, "Lea")[0].id
    project.person = lea
    people.set_roles(project, lea, [TeamRole.LEAD])
    documents.add_drafts(project, [DocumentDraft(f"Text {number}", text) for number, text in enumerate(TEXTS, 1)])
    there = {name: people.add_coder(project, name)[0].id for name in names}
    roles.obey(project)
    ids = [info.id for info in project.documents.all()]
    assigning.assign(project, list(there.values()), [ids[0]])
    for name, id in list(zip(names, ids[1:], strict=False)):
        assigning.assign(project, [there[name]], [id])
    team = CopiedTeam(project, folder, {"Lea": lea, **there}, ids, passphrase=passphrase)
    before(team)
    team.give(*names)
    return team


LABELS = ("appeal", "warning", "actor")


def exported(project: Project, folder: Path) -> dict[str, bytes]:
    """Return an export of everything: the content of its files."""
    to = folder / "export"
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir()
    exporting.export(project, to / "all.jsonl", layer="all", names=True)
    return {path.name: path.read_bytes() for path in to.iterdir()}


def work(copy: Project, team: CopiedTeam, draw: random.Random) -> None:
    """Let the coder of a copy code, change, undo, delete and finish, as it happens."""
    layer, document = copy.layers.of_coder(copy.person or "")[0], team.documents[0]
    for _ in range(draw.randrange(2, 6)):
        own = copy.spans.of_document(document, layer.id)
        start = draw.randrange(len(TEXTS[0]) - 4)
        what = draw.randrange(6)
        try:
            if what < 2 or not own:
                annotate.add_span(copy, document, layer.id, [(start, start + 4)], draw.choice(LABELS))
            elif what == 2:
                annotate.set_note(copy, draw.choice(own).id, f"note {draw.random()}")
            elif what == 3:
                annotate.relabel(copy, [draw.choice(own).id], draw.choice(LABELS))
            elif what == 4:
                annotate.remove_spans(copy, [draw.choice(own).id])
            else:
                copy.undo()
        except NotAllowed:
            pass  # it is coded so already
    annotate.mark_done(copy, layer.id, document, draw.random() < 0.6)


def packets_of(team: CopiedTeam, names: Sequence[str], rounds: int, seed: int) -> list[Path]:
    """Let coders work and hand in, so many times each."""
    draw, found = random.Random(seed), []
    for _ in range(rounds):
        for name in names:
            with Project.open(team.copies[name]) as copy:
                work(copy, team, draw)
                found.append(handing_in.hand_in(copy, team.folder).path)
    return found
