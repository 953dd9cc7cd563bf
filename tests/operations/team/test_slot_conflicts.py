"""Whatever label, slot, attribute or value two copies change apart: what a slot cannot hold is listed, and decided."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.errors import AnnotatorError
from annotator.model.ids import ActorId, AttributeId, LabelId, RoleId
from annotator.model.role_kinds import Takes
from annotator.model.span import Link, Span
from annotator.operations.actors import actors
from annotator.operations.codebook import codebook
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.team import conflicts
from annotator.store.project import Project
from annotator.store.taking.misfit_slots import MisfitSlot, MisfitSlots
from tests.examples import examples
from tests.operations.desks import TEXT, attribute, new_project
from tests.operations.team.apart import decide_all
from tests.store.taking.copies import copy_of, take
from tests.sync.by_parts import apart, by_parts, differences, in_tables


def asked_where(id: str, other: str, *values: str) -> Attribute:
    return attribute(id, AttributeKind.FLAG).model_copy(update={"when": {AttributeId(other): values}})


KIND = attribute("kind", AttributeKind.CHOICE, "state", "group")
TO = Role(id=RoleId("to"), name="To", several=True, attributes=(KIND, asked_where("armed", "kind", "group")))
SPEAKER = Role(id=RoleId("speaker"), name="Speaker", labels=(LabelId("actor"),))
CONTENT = Role(id=RoleId("content"), name="Content", takes=Takes.PASSAGE)
APPEAL = Label(
    id=LabelId("appeal"),
    name="Appeal",
    roles=(SPEAKER, TO, CONTENT),
    attributes=(attribute("polite", AttributeKind.FLAG), asked_where("sincere", "polite", "yes")),
)
WARNING = Label(
    id=LabelId("warning"),
    name="Warning",
    roles=(
        SPEAKER.model_copy(update={"several": True, "labels": ()}),
        TO.model_copy(update={"several": False, "attributes": (KIND,)}),
        CONTENT.model_copy(update={"takes": Takes.PARTY}),
    ),
)
OTHERS = (Label(id=LabelId("actor"), name="Actor", names_actors=True), Label(id=LabelId("plain"), name="Plain"))
BOOK = Codebook(labels=(APPEAL, WARNING, *OTHERS))
BOOKS = (
    BOOK,
    Codebook(labels=(APPEAL.model_copy(update={"roles": (SPEAKER, CONTENT)}), WARNING, *OTHERS)),
    Codebook(labels=(APPEAL, WARNING.model_copy(update={"roles": (SPEAKER, TO)}), *OTHERS)),
    Codebook(
        labels=(APPEAL.model_copy(update={"attributes": (), "roles": (SPEAKER, WARNING.roles[1])}), *BOOK.labels[1:])
    ),
)
LABELS = ("appeal", "warning", "actor", "plain")
ROLES = ("speaker", "to", "content")

PICK = st.integers(0, 3)
WAYS = ("relabel", "relabel", "fill", "fill", "fill", "clear", "say", "say", "set", "remove", "undo", "redo")
Step = tuple[int, str, int, int, int]
STEPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(WAYS), PICK, PICK, PICK), min_size=2, max_size=16)


class Copy:
    """One of two machines at which Ana codes."""

    def __init__(self, project: Project, person: str) -> None:
        self.project = project
        project.person = project.coders.all()[0].id
        assert project.person == person

    def spans(self) -> list[Span]:
        return self.project.spans.of_document(self.project.documents.all()[0].id)

    def links(self) -> list[Link]:
        return self.project.links.of_document(self.project.documents.all()[0].id)

    def act(self, way: str, *picks: int) -> None:
        """Do something, if it can be done."""
        with suppress(AnnotatorError):
            getattr(self, f"_{way}")(*picks)

    def _relabel(self, one: int, label: int, _: int) -> None:
        if spans := self.spans():
            annotate.relabel(self.project, [spans[one % len(spans)].id], LABELS[label])

    def _fill(self, one: int, role: int, what: int) -> None:
        spans, known = self.spans(), self.project.actors.all()
        if len(spans) < 2:
            return
        party = spans[(one + what + 1) % len(spans)].id
        fillers = (
            SlotFiller(actor=known[0].id),
            SlotFiller(actor=known[1].id),
            SlotFiller(span=party),
            SlotFiller(extents=((one, one + 5),)),
        )
        acts.fill_slot(self.project, spans[one % len(spans)].id, ROLES[role % 3], fillers[what])

    def _clear(self, one: int, *_: int) -> None:
        if links := self.links():
            link = links[one % len(links)]
            acts.clear_slot(self.project, link.act, link.id)

    def _say(self, one: int, what: int, value: int) -> None:
        if links := self.links():
            link = links[one % len(links)]
            said = ("kind", ("state", "group", "group", None)[value]) if what < 2 else ("armed", value > 1)
            acts.set_slot_value(self.project, link.act, link.id, *said)

    def _set(self, one: int, what: int, value: int) -> None:
        if spans := self.spans():
            said = ("polite" if what < 2 else "sincere", value > 0)
            annotate.set_attribute(self.project, spans[one % len(spans)].id, *said)

    def _book(self, which: int, *_: int) -> None:
        codebook.save(self.project, BOOKS[which])

    def _remove(self, one: int, *_: int) -> None:
        if spans := self.spans():
            annotate.remove_spans(self.project, [spans[one % len(spans)].id])

    def _undo(self, *_: int) -> None:
        self.project.undo()

    def _redo(self, *_: int) -> None:
        self.project.redo()

    def misfits(self) -> list[MisfitSlot]:
        return list(MisfitSlots(self.project._connection).all())

    def is_sound(self) -> None:
        """Hold what is shown against the parts, and all rules of a file."""
        connection = self.project._connection
        assert differences(by_parts(connection), in_tables(connection)) == []
        assert apart(connection) == [] and self.project.check() == []


@pytest.fixture
def two(tmp_path: Path) -> Callable[[], list[Copy]]:
    project, count = new_project(tmp_path / "begun.annot", BOOK), iter(range(10_000))
    ana, layer = people.add_coder(project, "Ana")
    people.set_roles(project, ana.id, {TeamRole.LEAD, TeamRole.CODER})
    documents.add_drafts(project, [DocumentDraft("Readout", TEXT)])
    document = project.documents.all()[0]
    for id in ("france", "china"):
        actors.add(project, Actor(id=ActorId(id), name=id.capitalize(), kind=ActorKind.STATE))
    project.person = ana.id
    for start, label in ((0, "appeal"), (3, "warning"), (8, "actor"), (14, "appeal")):
        annotate.add_span(project, document.id, layer.id, [(start, start + 4)], label)
    return lambda: [Copy(copy_of(project, tmp_path / f"{next(count)}.annot"), ana.id) for _ in range(2)]


def shown(copy: Copy) -> list[tuple[object, ...]]:
    """Return what is open: the same in both."""
    return [(one.key, one.what, one.why, one.choices) for one in conflicts.listed(copy.project)]


def come_together(copies: list[Copy], letters: list[int]) -> None:
    """Let both take in what the other did, and decide all that is open in one of them, as the letters say."""
    one, other = copies
    for _ in range(2):
        take(one.project, other.project)
        take(other.project, one.project)
    for copy in copies:
        copy.is_sound()
    assert shown(one) == shown(other)
    listed = {found.key for found in conflicts.listed(one.project)}
    assert {f"slot/spans/{slot.act}/{slot.role}" for slot in one.misfits()} <= listed
    decide_all(one.project, letters)
    assert shown(one) == [] == one.misfits()
    take(other.project, one.project)
    for copy in copies:
        copy.is_sound()
    assert shown(other) == [] == other.misfits()


LETTERS = st.lists(st.integers(0, 7), min_size=2, max_size=6)
EACH = settings(max_examples=examples(40, usual=6), suppress_health_check=list(HealthCheck), deadline=None)


@EACH
@given(steps=STEPS, letters=LETTERS)
@example(steps=[(0, "fill", 0, 1, 0), (0, "fill", 0, 1, 1), (1, "relabel", 0, 1, 0)], letters=[0, 0])
@example(steps=[(0, "fill", 0, 1, 0), (1, "relabel", 0, 3, 0)], letters=[0, 1])
@example(steps=[(0, "fill", 1, 1, 0), (1, "fill", 1, 1, 1)], letters=[0, 1])
def test_what_a_slot_cannot_hold_is_listed_alike_and_decided(
    two: Callable[[], list[Copy]], steps: list[Step], letters: list[int]
) -> None:
    copies = two()
    try:
        for who, way, *picks in steps:
            copies[who].act(way, *picks)
            assert copies[who].misfits() == []  # what is done in one copy leaves none
        come_together(copies, letters)
    finally:
        for copy in copies:
            copy.project.close()


@EACH
@given(
    steps=st.lists(
        st.one_of(STEPS.map(lambda some: some[0]), st.tuples(st.integers(0, 1), st.just("book"), PICK, PICK, PICK)),
        min_size=2,
        max_size=16,
    ),
    letters=LETTERS,
)
def test_so_is_what_another_codebook_lets_it_hold_no_more(
    two: Callable[[], list[Copy]], steps: list[Step], letters: list[int]
) -> None:
    copies = two()
    try:
        for who, way, *picks in steps:
            copies[who].act(way, *picks)
        come_together(copies, letters)
    finally:
        for copy in copies:
            copy.project.close()
