"""One coder at two machines, while whoever leads splits and joins units: what is coded twice is listed, and decided."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.model.codebook import CodesPerUnit, CodingUnit
from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.errors import AnnotatorError
from annotator.model.ids import CoderId
from annotator.operations.coding import acts, annotate, unit_coding
from annotator.operations.coding.acts import SlotFiller
from annotator.operations.documents import documents, units
from annotator.operations.people import people
from annotator.operations.team import conflicts
from annotator.store.project import Project
from annotator.store.taking.coded_twice import DoubledCodings
from tests.examples import examples
from tests.operations.desks import BOOK, TEXT, new_project
from tests.operations.team.apart import decide_all
from tests.store.taking.copies import copy_of, take
from tests.sync.by_parts import apart, by_parts, differences, in_tables

ONE = BOOK.model_copy(update={"unit": CodingUnit.SENTENCE})
BOOKS = {"one": ONE, "several": ONE.model_copy(update={"codes_per_unit": CodesPerUnit.SEVERAL}), "free": BOOK}
LABELS = ("appeal", "warning", "actor")
PICK = st.integers(0, 5)
WAYS = ("code", "code", "code", "relabel", "fill", "note", "clear", "undo", "redo", "meet")
LEADS = ("split", "split", "join", "cut", "undo", "redo", "meet")
Step = tuple[int, str, int, int]
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(WAYS), PICK, PICK)
    | st.tuples(st.just(2), st.sampled_from(LEADS), PICK, PICK),
    min_size=2,
    max_size=14,
)


class Copy:
    """One of two machines at which Ana codes, or the copy of whoever leads."""

    def __init__(self, project: Project, person: CoderId) -> None:
        self.project = project
        project.person = person
        self.document = project.documents.all()[0].id
        self.layer = project.layers.all()[0].id

    def act(self, way: str, one: int, other: int, copies: "list[Copy]") -> None:
        """Do something, if it can be done."""
        with suppress(AnnotatorError):
            if way == "meet":
                take(self.project, copies[one % len(copies)].project)
            else:
                getattr(self, f"_{way}")(one, other)

    def _code(self, one: int, label: int) -> None:
        given = self.project.units.of_document(self.document)
        if given and units.is_given(self.project):
            at = one % len(given)
            some = given[at : at + 1 + label % 2]
            unit_coding.code_units(self.project, self.document, self.layer, some, LABELS[label % 2])
        else:
            place = [(one, one + 5)]
            annotate.add_span(self.project, self.document, self.layer, place, LABELS[label % 3])

    def _clear(self, one: int, _: int) -> None:
        given = self.project.units.of_document(self.document)
        if given:
            unit_coding.clear_units(self.project, self.document, self.layer, [given[one % len(given)]])

    def _relabel(self, one: int, label: int) -> None:
        if spans := self.project.spans.of_document(self.document, self.layer):
            annotate.relabel(self.project, [spans[one % len(spans)].id], LABELS[label % 2])

    def _fill(self, one: int, other: int) -> None:
        if spans := self.project.spans.of_document(self.document, self.layer):
            act, party = spans[one % len(spans)], spans[other % len(spans)]
            acts.fill_slot(self.project, act.id, "speaker", SlotFiller(span=party.id))

    def _note(self, one: int, other: int) -> None:
        if spans := self.project.spans.of_document(self.document, self.layer):
            annotate.set_note(self.project, spans[one % len(spans)].id, f"note {other}")

    def _split(self, one: int, at: int) -> None:
        if given := self.project.units.of_document(self.document):
            unit = given[one % len(given)]
            units.split_unit(self.project, self.document, one % len(given), [unit.start + 3 + at])

    def _join(self, one: int, _: int) -> None:
        count = len(self.project.units.of_document(self.document)) or 1
        units.join_units(self.project, self.document, one % count, one % count + 1)

    def _cut(self, *_: int) -> None:
        units.cut_units(self.project, again=True)

    def _undo(self, *_: int) -> None:
        self.project.undo()

    def _redo(self, *_: int) -> None:
        self.project.redo()

    def is_sound(self) -> None:
        """Hold what is shown against the parts, and all rules of a file."""
        connection = self.project._connection
        assert differences(by_parts(connection), in_tables(connection)) == []
        assert apart(connection) == [] and self.project.check() == []

    def doubled(self) -> list[object]:
        return list(DoubledCodings(self.project._connection).all())


@pytest.fixture
def team(tmp_path: Path) -> Callable[[str], list[Copy]]:
    begun, count = dict[str, Project](), iter(range(10_000))

    def make(book: str) -> list[Copy]:
        if book not in begun:
            project = begun[book] = new_project(tmp_path / f"{book}.annot", BOOKS[book])
            people.add_coder(project, "Ana")
            lea, _ = people.add_coder(project, "Lea")
            people.set_roles(project, lea.id, {TeamRole.LEAD})
            documents.add_drafts(project, [DocumentDraft("Readout", TEXT)])
            if book != "free":
                units.cut_units(project)
        ana, lea = begun[book].coders.all()
        files = [copy_of(begun[book], tmp_path / f"{next(count)}.annot") for _ in range(3)]
        return [Copy(file, person.id) for file, person in zip(files, (ana, ana, lea), strict=True)]

    return make


def shown(copy: Copy) -> list[tuple[object, ...]]:
    """Return what is open in Ana's work."""
    return [(one.key, one.what, one.why, one.choices) for one in conflicts.listed(copy.project)]


def meet(copies: list[Copy]) -> None:
    for _ in range(2):
        for one in copies:
            for other in copies:
                if one is not other:
                    take(one.project, other.project)
    for copy in copies:
        copy.is_sound()
    assert shown(copies[0]) == shown(copies[1])


@settings(max_examples=examples(40, usual=6), suppress_health_check=list(HealthCheck), deadline=None)
@given(book=st.sampled_from(sorted(BOOKS)), steps=STEPS, letters=st.lists(PICK, min_size=2, max_size=5))
@example(book="one", steps=[(0, "code", 0, 0), (1, "code", 0, 1), (1, "note", 0, 1)], letters=[0, 1])
@example(book="one", steps=[(0, "code", 0, 0), (1, "code", 0, 0), (2, "split", 0, 0)], letters=[0, 0])
@example(
    book="one", steps=[(2, "split", 0, 0), (0, "meet", 2, 0), (0, "code", 0, 0), (1, "code", 0, 1)], letters=[0, 1]
)
@example(
    book="free", steps=[(0, "code", 0, 2), (1, "code", 0, 2), (1, "code", 1, 0), (1, "fill", 1, 0)], letters=[0, 0]
)
def test_what_is_coded_twice_is_listed_alike_and_decided(
    team: Callable[[str], list[Copy]], book: str, steps: list[Step], letters: list[int]
) -> None:
    copies = team(book)
    ana = copies[0]
    try:
        for who, way, one, other in steps:
            copies[who].act(way, one, other, copies)
        meet(copies)
        decide_all(ana.project, letters)
        assert shown(ana) == [] == ana.doubled()
        meet(copies)
        assert shown(ana) == [] == ana.doubled()
    finally:
        for copy in copies:
            copy.project.close()


def test_a_unit_that_gets_one_code_keeps_the_chosen_one(team: Callable[[str], list[Copy]]) -> None:
    copies = team("one")
    one, other, _ = copies
    one.act("code", 0, 0, copies)
    other.act("code", 0, 1, copies)
    meet(copies)
    (found,) = conflicts.listed(one.project)
    assert found.why == "Coded in two copies, neither knowing of the other: its unit gets one code."
    assert [choice.words for choice in found.choices] == ["Appeal", "Warning"]
    conflicts.decide(one.project, found.key, "B")
    meet(copies)
    first = one.project.units.of_document(one.document)[0]
    assert [span.label for span in other.project.spans.of_document(one.document) if span.extents == (first,)] == [
        "warning"
    ]
    for copy in copies:
        copy.project.close()


def test_of_codings_that_are_alike_one_stays_in_the_slots_of_both(team: Callable[[str], list[Copy]]) -> None:
    copies = team("free")
    one, other, _ = copies
    for copy in (one, other):
        copy.act("code", 2, 2, copies)
    other.act("code", 1, 0, copies)
    act, party = other.project.spans.of_document(other.document)
    acts.fill_slot(other.project, act.id, "speaker", SlotFiller(span=party.id))
    annotate.set_note(one.project, one.project.spans.of_document(one.document)[0].id, "here")
    meet(copies)
    (found,) = conflicts.listed(one.project)
    assert [choice.words for choice in found.choices] == ["Actor (note: here)", "Actor (note: –)"]
    conflicts.decide(one.project, found.key, "A")
    act, kept = one.project.spans.of_document(one.document)
    (link,) = one.project.links.of_spans([act.id])
    assert (kept.note, link.span) == ("here", kept.id)
    meet(copies)
    for copy in copies:
        copy.project.close()
