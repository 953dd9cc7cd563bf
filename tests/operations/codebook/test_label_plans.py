"""A plan says what a verb on labels is going to do, and changes nothing."""

from pathlib import Path

import pytest

from annotator.model.codebook import Label
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import LabelId, SpanId
from annotator.operations.codebook import label_plans, labels
from annotator.operations.coding import annotate
from tests.operations.adjudicating import differing, settle
from tests.operations.desks import Table

APPEAL, WARNING, ABSENT = LabelId("appeal"), LabelId("warning"), LabelId("absent")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return differing(tmp_path)


def test_no_plan_changes_the_project_and_each_counts_the_codings_of_its_label_by_layer(table: Table) -> None:
    settle(table)
    project = table.project
    before, book = project.history(100), project.codebook
    plans = [
        label_plans.to_rename(project, APPEAL, "  Call   for "),
        label_plans.to_retire(project, APPEAL),
        label_plans.to_bring_back(project, APPEAL),
        label_plans.to_move(project, APPEAL, None, None),
        label_plans.to_merge(project, WARNING, [APPEAL, APPEAL]),
    ]
    for plan in plans:
        spans = [span for span in table.spans() if span.label == APPEAL]
        assert dict(plan.preview.spans) == {
            layer: sum(span.layer == layer for span in spans) for layer in {span.layer for span in spans}
        }
        assert plan.preview.decisions == len(project.decisions.of_labels([APPEAL]))
        assert any(said.startswith("It concerns") for said in plan.preview.sentences)
    assert project.history(100) == before and project.codebook == book
    renamed = plans[0].codebook.get(APPEAL)
    assert renamed is not None and renamed.name == "Call for"
    assert plans[4].moving == (APPEAL,) and plans[4].codebook.get(APPEAL) is None


def test_what_is_done_is_what_was_planned(table: Table) -> None:
    project = table.project
    plan = label_plans.to_merge(project, WARNING, [APPEAL])
    moving = {span.id: plan.follows(span) for span in table.spans()}
    assert {id for id, following in moving.items() if following} == {
        span.id for span in table.spans() if span.label == APPEAL
    }
    project.person = None
    labels.merge(project, WARNING, [APPEAL])
    assert project.codebook.labels == plan.codebook.labels
    assert all(span.label == WARNING for span in table.spans() if moving[span.id])


def test_a_span_of_several_values_goes_where_the_first_of_them_that_goes_anywhere_does(table: Table) -> None:
    (one, other, *_) = [span for span in table.spans() if span.label == APPEAL]
    for span, values in ((one, ["talks", "aid"]), (other, ["aid"])):
        table.project.person = next(
            table.coders[name].id for name, layer in table.layers.items() if layer.id == span.layer
        )
        annotate.set_attribute(table.project, span.id, "means", values)
    talks = LabelId("talks")
    assert label_plans.by_value(table.project, APPEAL, "means", {"talks": talks}) == {one.id: talks}
    assert label_plans.by_value(table.project, APPEAL, "means", {}) == {}


def test_what_cannot_be_planned_is_refused_with_a_sentence(table: Table) -> None:
    project = table.project
    with pytest.raises(NotAllowed, match="needs a name"):
        label_plans.to_rename(project, APPEAL, " ")
    for plan in (label_plans.to_retire, label_plans.to_bring_back):
        with pytest.raises((NotAllowed, NotFound), match="absent"):
            plan(project, ABSENT)
    part = Label(id=LabelId("part"), name="Part")
    warned = next(span.id for span in table.spans() if span.label == WARNING)
    for goes, said in (({warned: part.id}, "Only spans that are coded as Appeal"), ({SpanId("x"): part.id}, "Only")):
        with pytest.raises(NotAllowed, match=said):
            label_plans.to_split(project, APPEAL, [part], goes)
    mine = next(span.id for span in table.spans() if span.label == APPEAL)
    with pytest.raises(NotAllowed, match="none of the labels"):
        label_plans.to_split(project, APPEAL, [part], {mine: ABSENT})
