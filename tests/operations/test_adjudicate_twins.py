"""No gold twice: not beside what a person decided about spans that are gone, nor beside what was added."""

from pathlib import Path

import pytest

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Settled, Status
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.people import people
from tests.operations.adjudicating import cases_all, differing
from tests.operations.desks import TEXT, Table
from tests.operations.test_undo_everything import tables


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return differing(tmp_path)


def gold(table: Table) -> list[tuple[str, str]]:
    return [(span.label, span.quote) for span in table.gold()]


def remark(table: Table, quote: str, *names: str) -> None:
    """Let coders remove what they marked on these words and mark it as an actor, as if for the first time."""
    for name in names:
        table.sit(name)
        own = [span.id for span in table.spans() if span.quote == quote and span.layer == table.layers[name].id]
        annotate.remove_spans(table.project, own)
    for name in names:
        table.code(name, "actor", quote)
    table.sit("Dana")


def of_words(table: Table, quote: str) -> Settled:
    return next(one for one in cases_all(table) if one.case.candidates[0].quote == quote)


def test_gold_of_a_person_whose_spans_are_all_gone_is_found_and_never_doubled(table: Table) -> None:
    project, layers = table.project, people.layers_named(table.project, None)
    decision = adjudicate.decide_by(project, of_words(table, "All sides").case, "take", table.layers["Ana"].id)
    assert adjudicate.orphans(project, table.documents[0]) == []
    remark(table, "All sides", "Ana", "Ben")
    assert adjudicate.orphans(project, table.documents[0]) == [decision]
    again, before = of_words(table, "All sides"), tables(project)
    assert again.status is Status.OPEN
    with pytest.raises(
        NotAllowed, match=r"^“All sides” \(\d+–\d+\) is in gold as “Actor” already, .* take that one back"
    ):
        adjudicate.decide_by(project, again.case, "take", table.layers["Ben"].id)
    assert tables(project) == before
    adjudicate.decide_by(project, again.case, "relabel", label="warning")
    adjudicate.reopen(project, again.case)
    report = adjudicate.settle(project, "unanimous", layers)
    assert (report.orphaned, report.left[CaseKind.AGREED]) == (1, 1), "left to a person"
    assert adjudicate.propose(project, "unanimous", layers) == []
    adjudicate.remove_gold(project, decision)
    report = adjudicate.settle(project, "unanimous", layers)
    assert (report.orphaned, report.settled) == (0, {"unanimous": 1})
    assert gold(table).count(("actor", "All sides")) == 1


def test_a_label_on_the_whole_document_is_not_doubled_either(table: Table) -> None:
    layers = people.layers_named(table.project, None)
    adjudicate.add(table.project, table.documents[0], "genre", [], layers)
    table.code("Ana", "genre")
    table.sit("Dana")
    case = next(one.case for one in cases_all(table) if one.case.candidates[0].label == "genre")
    with pytest.raises(NotAllowed, match=r"^The whole document is in gold as “Genre” already"):
        adjudicate.decide_by(table.project, case, "take", table.layers["Ana"].id)


def test_what_was_added_is_not_doubled_by_a_policy_and_gold_that_a_policy_left_gives_way(table: Table) -> None:
    project, layers = table.project, people.layers_named(table.project, None)
    adjudicate.settle(project, "unanimous", layers)
    remark(table, "France", "Ana", "Ben")
    assert adjudicate.orphans(project, table.documents[0]) == [], "what a policy made is nobody's to take back"
    adjudicate.decide_by(project, of_words(table, "France").case, "take", table.layers["Ben"].id)
    assert gold(table) == [("actor", "France")] and project.decisions.counts() == {Rule.TAKEN: 1}
    adjudicate.add(project, table.documents[0], "actor", [(TEXT.index("China"), TEXT.index("China") + 5)], layers)
    for name in ("Ana", "Ben"):
        table.code(name, "actor", "China")
    table.sit("Dana")
    proposals, report = adjudicate.preview(project, "unanimous", layers)
    assert proposals == [] and report.left[CaseKind.AGREED] == 1
    assert adjudicate.settle(project, "unanimous", layers) == report
    assert sorted(gold(table)) == [("actor", "China"), ("actor", "France")]


def test_a_decision_that_is_made_again_is_not_in_its_own_way(table: Table) -> None:
    case = of_words(table, "All sides").case
    for _ in range(2):
        adjudicate.decide_by(table.project, case, "take", table.layers["Ana"].id)
    assert gold(table) == [("actor", "All sides")]
