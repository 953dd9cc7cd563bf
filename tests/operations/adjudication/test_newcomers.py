"""A coder who comes when cases are decided: nothing is taken back, all is said, and answered in one step."""

from pathlib import Path

import pytest

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Status
from annotator.model.coder import Layer
from annotator.model.decision import Rule
from annotator.operations.adjudication import adjudicate, newcomers
from annotator.operations.people import people
from tests.operations.adjudicating import cases_all, decide, differing, settle
from tests.operations.desks import Table
from tests.operations.test_undo_everything import tables


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table at which all was decided between Ana and Ben, and then Dana coded: one case as it was decided."""
    made = differing(tmp_path)
    settle(made)
    decide(made, CaseKind.BOUNDARY, "take", "Ana")
    decide(made, CaseKind.LABEL, "take", "Ben")
    decide(made, CaseKind.MISSING, "none")
    made.code("Dana", "appeal", "urged China")
    made.sit("Dana")
    return made


def layers_of(table: Table) -> list[Layer]:
    return people.layers_named(table.project, None)


def test_nothing_is_taken_back_and_what_the_newcomer_says_is_told_apart(table: Table) -> None:
    gold = table.gold()
    assert {one.status for one in cases_all(table)} == {Status.DECIDED} and len(cases_all(table)) == 4
    found = newcomers.arrival(table.project, layers_of(table))
    assert found.layers == {table.layers["Dana"].id} and found.documents == (table.documents[0],)
    quotes = [{span.quote for span in one.case.candidates} for one in found.alike]
    assert quotes == [{"urged China", "urged China 🕊 to talk"}, {"All sides"}], "as decided: the same, and nothing"
    assert len(found.apart) == 2 and found.cases == 4
    assert adjudicate.open_counts(table.project, layers_of(table)) == {table.documents[0]: 0, table.documents[1]: 0}
    assert table.gold() == gold
    assert newcomers.arrival(table.project, layers_of(table), [table.documents[1]]).cases == 0


def test_all_are_kept_in_one_step_with_what_the_newcomer_says_and_that_is_undone_in_one(table: Table) -> None:
    before, gold = tables(table.project), table.gold()
    assert newcomers.answer(table.project, layers_of(table), opens=False) == (4, 0)
    assert newcomers.arrival(table.project, layers_of(table)).cases == 0
    assert {one.status for one in cases_all(table)} == {Status.DECIDED} and table.gold() == gold
    rules = {Rule.UNANIMOUS, Rule.TAKEN, Rule.NONE}
    assert {one.decision.rule for one in cases_all(table) if one.decision is not None} == rules
    table.project.undo()
    assert tables(table.project) == before


def test_those_that_differ_are_opened_and_the_others_kept_in_one_step(table: Table) -> None:
    before = tables(table.project)
    assert newcomers.answer(table.project, layers_of(table), opens=True) == (2, 2)
    standing = {one.case.kind: one.status for one in cases_all(table)}
    assert sorted(one.status for one in cases_all(table)) == [Status.DECIDED] * 2 + [Status.OPEN] * 2, standing
    assert [span.quote for span in table.gold()] == ["urged China"]
    assert newcomers.arrival(table.project, layers_of(table)).cases == 0
    table.project.undo()
    assert tables(table.project) == before


def test_what_a_newcomer_changes_after_it_was_answered_comes_back_as_any_change(table: Table) -> None:
    newcomers.answer(table.project, layers_of(table), opens=False)
    table.code("Dana", "warning", "warned: no force")
    assert Status.CHANGED in {one.status for one in cases_all(table)}


def test_where_nobody_came_nothing_is_written(table: Table) -> None:
    newcomers.answer(table.project, layers_of(table), opens=False)
    steps = table.project.journal.count()
    assert newcomers.answer(table.project, layers_of(table), opens=True) == (0, 0)
    assert table.project.journal.count() == steps


def test_cases_that_were_joined_are_kept_as_one_decision_and_opened_as_one(tmp_path: Path) -> None:
    table = differing(tmp_path)
    settle(table)
    two = [one.case for one in cases_all(table) if one.case.kind in (CaseKind.BOUNDARY, CaseKind.LABEL)]
    made = adjudicate.join(table.project, two, label="appeal")
    table.code("Dana", "actor", "France")
    assert {one.newcomers for one in cases_all(table) if one.decision == made} == {frozenset({table.layers["Dana"].id})}
    newcomers.answer(table.project, layers_of(table), opens=False)
    joined = [one for one in cases_all(table) if one.decision is not None and one.decision.id == made.id]
    assert [one.status for one in joined] == [Status.DECIDED] * 2 and not any(one.newcomers for one in joined)
    (kept,) = {one.decision.id: one.decision for one in joined if one.decision is not None}.values()
    assert [len(group) for group in kept.cases] == [2, 2] and table.layers["Dana"].id in kept.absent
    table.project.undo()
    assert newcomers.answer(table.project, layers_of(table), opens=True).reopened >= 2
    assert not [one for one in cases_all(table) if one.decision is not None and one.decision.id == made.id]


def test_a_policy_settles_anew_what_it_settled_before_the_newcomer_where_all_say_it(table: Table) -> None:
    table.code("Dana", "actor", "France")
    assert settle(table).settled == {"unanimous": 1}
    (found,) = (one for one in cases_all(table) if {span.quote for span in one.case.candidates} == {"France"})
    assert found.status is Status.DECIDED and not found.newcomers
    assert settle(table).settled == {}
