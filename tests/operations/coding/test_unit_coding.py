"""What a coder says of units that are given."""

from pathlib import Path

import pytest

from annotator.model.codebook import CodesPerUnit
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.model.verbs.units import SplitUnit
from annotator.operations.coding import annotate, unit_coding
from annotator.operations.documents import documents, units
from tests.operations.given_units import code, codes, given
from tests.projects import Desk, make_desk, said


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_one_key_gives_a_unit_its_code_and_another_one_in_its_place(desk: Desk) -> None:
    project = given(desk)
    code(desk, 0, "appeal")
    code(desk, 2, "warning")
    code(desk, 0, "commitment")
    assert [label for _, label in codes(desk)] == ["commitment", "warning"]
    assert "Commitment" in said(project)
    project.undo()
    assert [label for _, label in codes(desk)] == ["appeal", "warning"]


def test_a_unit_gets_as_many_codes_as_the_codebook_says(desk: Desk) -> None:
    given(desk, codes=CodesPerUnit.SEVERAL)
    code(desk, 0, "appeal")
    code(desk, 0, "warning")
    assert [label for _, label in codes(desk)] == ["appeal", "warning"]


def test_nothing_but_units_can_be_coded(desk: Desk) -> None:
    project = given(desk)
    of = desk.documents[0].id
    with pytest.raises(NotAllowed, match="only a whole unit"):
        annotate.add_span(project, of, desk.layer.id, [(0, 5)], "appeal")
    code(desk, 0, "appeal")
    (span,) = project.spans.of_document(of, desk.layer.id)
    with pytest.raises(NotAllowed, match="only a whole unit"):
        annotate.set_extents(project, span.id, [(0, 5)])
    documents.add_drafts(project, [DocumentDraft("New", "Not cut yet.")])
    new = project.documents.all()[-1].id
    with pytest.raises(NotAllowed, match="not cut into units yet"):
        annotate.add_span(project, new, desk.layer.id, [(0, 12)], "appeal")


def test_a_coding_of_what_was_split_elsewhere_counts_for_each_part_and_is_squared_when_one_is_coded(desk: Desk) -> None:
    project = given(desk)
    of = desk.documents[0]
    code(desk, 0, "appeal")
    (before,) = project.spans.of_document(of.id)
    units.split_unit(project, of.id, 0, [of.text.index("to use")])
    with project.transact(SplitUnit(document=of.id, unit=1)):  # as it comes from a copy
        project.spans.delete([one.id for one in project.spans.of_document(of.id)])
        project.spans.add([before])
    code(desk, 1, "warning")
    assert codes(desk) == [("The French President urged China", "appeal"), ("to use its influence.", "warning")]


def test_codes_are_taken_away_in_one_step(desk: Desk) -> None:
    project = given(desk, codes=CodesPerUnit.SEVERAL)
    of = desk.documents[0].id
    for label in ("appeal", "warning"):
        code(desk, 1, label)
    code(desk, 2, "appeal")
    assert unit_coding.clear_units(project, of, desk.layer.id, project.units.of_document(of)[1:2]) == 2
    assert [label for _, label in codes(desk)] == ["appeal"]
    project.undo()
    assert len(codes(desk)) == 3


def test_a_code_that_all_units_have_already_changes_nothing(desk: Desk) -> None:
    project = given(desk)
    code(desk, 0, "appeal")
    steps = project.journal.latest()
    code(desk, 0, "appeal")
    assert project.journal.latest() == steps and len(codes(desk)) == 1
