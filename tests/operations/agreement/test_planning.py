"""A plan of further coding: which numbers it is of, what two coders would need, which documents come next."""

from pathlib import Path

import pytest

from annotator.agreement.planning import plan
from annotator.agreement.study.study import Aspect, Design
from annotator.model.document import DocumentDraft
from annotator.operations.agreement.planning import coded_by, planned_of
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people.people import layers_named
from tests.operations.agreement.coded import coded_table
from tests.operations.desks import Table

DESIGN = Design()


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Eight documents of three coders, three of Ana alone with one, four and two appeals, one of nobody."""
    made = coded_table(tmp_path)
    text = "France urged China. " * 6
    added, _ = documents.add_drafts(made.project, [DocumentDraft(f"Next {at}", f"{at} {text}") for at in range(4)])
    layer = made.sit("Ana")
    for document, appeals in zip(added, (1, 4, 2, 0), strict=True):
        for at in range(appeals):
            start = 2 + 20 * at
            annotate.add_span(made.project, document.id, layer.id, [(start, start + 18)], "appeal")
    return made


def test_each_label_has_its_plan_and_those_of_two_coders_beside_it(table: Table) -> None:
    study, found = planned_of(table.project, layers_named(table.project, None), DESIGN)
    by_label = {one.figure.label: one for one in found if one.figure.aspect is Aspect.ALL}
    assert {None, "appeal", "warning"} <= by_label.keys()
    assert all(one.figure.coders == (0, 1, 2) for one in found)
    appeal = by_label["appeal"]  # type: ignore[index]
    left = appeal.figure.result.left_out
    assert left is not None and appeal.plan == plan(left, 0.95) and appeal.plan.documents == 8
    assert appeal.by_two is not None and appeal.plan.needed is not None
    assert (coded_by(study, 1), coded_by(study, 0), coded_by(study, 3)) == (3, 3, 8)


def test_the_documents_that_come_next_are_those_in_which_the_label_is_most_frequent(table: Table) -> None:
    _, found = planned_of(table.project, layers_named(table.project, None), DESIGN)
    by_label = {one.figure.label: one for one in found if one.figure.aspect is Aspect.ALL}
    titles = {info.id: info.title for info in table.project.documents.all()}
    following = by_label["appeal"].next_documents  # type: ignore[index]
    assert [(titles[one.document], one.spans, one.coder) for one in following] == [
        ("Next 1", 4, 0),
        ("Next 2", 2, 0),
        ("Next 0", 1, 0),
    ]
    assert following[0].adds == pytest.approx(2 * following[1].adds) and following[0].adds > 0
    assert by_label["warning"].next_documents == ()  # type: ignore[index]


def test_what_is_narrow_enough_names_no_document(table: Table) -> None:
    _, found = planned_of(table.project, layers_named(table.project, None), DESIGN, goal=0.9)
    enough = [one for one in found if one.plan.needed is not None]
    assert enough and all(one.next_documents == () for one in enough)
