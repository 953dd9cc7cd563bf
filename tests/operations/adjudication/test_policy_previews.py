"""What policies would settle, several at once: each as by itself, nothing is written."""

from pathlib import Path

import pytest

from annotator.adjudication.policies import PolicyPlan
from annotator.model.errors import NotAllowed
from annotator.operations.adjudication import adjudicate
from annotator.operations.people import people
from tests.operations.adjudicating import differing
from tests.operations.desks import Table
from tests.operations.test_undo_everything import tables


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table with one case of each kind; see `differing`."""
    return differing(tmp_path)


def test_several_plans_are_each_what_they_are_by_themselves_and_what_settling_then_reports(table: Table) -> None:
    layers = people.layers_named(table.project, None)
    plans = [PolicyPlan("unanimous"), PolicyPlan("majority"), *(PolicyPlan("preferred", one.id) for one in layers)]
    before = tables(table.project)
    found = adjudicate.previews(table.project, plans, layers)
    assert tables(table.project) == before
    for plan, one in zip(plans, found, strict=True):
        assert one == adjudicate.preview(table.project, plan, layers)
        assert one.report == adjudicate.settle(table.project, plan, layers)
        assert sum(one.report.settled.values()) == len(one.proposals)
        table.project.undo()
    assert len({len(one.proposals) for one in found}) > 1


def test_one_plan_that_cannot_be_carried_out_refuses_all(table: Table) -> None:
    layers = people.layers_named(table.project, None)
    with pytest.raises(NotAllowed, match="needs a coder"):
        adjudicate.previews(table.project, ["majority", "preferred"], layers)
