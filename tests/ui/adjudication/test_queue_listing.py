"""What the bar says is what is listed; a model is asked where its answer counts, and not a moment longer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.adjudication.decisions import Status
from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.operations.documents.editing import change_documents
from annotator.operations.documents.sets import make_set, remove_set
from annotator.store.project import Project
from annotator.ui.adjudication.queue_view import QueueView, arranged
from tests.examples import examples
from tests.ui.adjudication.desks import enter, settled
from tests.ui.windows import Stage


@pytest.fixture
def in_sets(stage: Stage, path: Path) -> Iterator[Stage]:
    """Ana at the table; the second of two documents is in a set, and those whose kind is “letter” are in another."""
    with Project.open(path) as project:
        make_set(project, "Second", documents=[project.documents.all()[1].id])
        change_documents(project, [project.documents.all()[0].id], fields={"kind": "letter"})
        make_set(project, "Letters", "kind:letter")
    stage.open(path, "Ana")
    enter(stage)
    yield stage


def choose(stage: Stage, name: str) -> None:
    box = stage.window.adjudication.panel.bar.set
    box.setCurrentIndex(box.findText(name))
    box.activated.emit(box.currentIndex())
    settled(stage)


def listed(stage: Stage) -> set[str]:
    model, titles = stage.window.adjudication.panel.model, stage.window.session.project.documents.info
    return {titles(row.entry.document).title for row in model.rows}


def test_what_is_chosen_is_listed_and_the_case_at_hand_stays(table: Stage) -> None:
    workspace = table.window.adjudication
    bar, model, at_hand = workspace.panel.bar, workspace.panel.model, workspace.shown.key
    view = QueueView(order="label", label="appeal")
    bar.changed.emit(view)
    settled(table)
    assert model.view == bar.view == view and workspace.shown.key == at_hand
    assert model.rows and all("appeal" in row.entry.labels for row in model.rows)


def test_what_is_decided_while_the_cases_are_put_in_order_stands_where_it_belongs(table: Stage) -> None:
    """And of two orders that are asked for at once the later is shown."""
    workspace = table.window.adjudication
    bar, model = workspace.panel.bar, workspace.panel.model
    decided = workspace.shown.key
    bar.changed.emit(replace(bar.view, order="label"))
    bar.changed.emit(replace(bar.view, order="kind", open_only=False))
    workspace.verbs.take_marked()
    assert model.view.order == "document"
    settled(table)
    assert model.view == bar.view == QueueView("kind", open_only=False)
    fresh = arranged([*model.entries().values()], bar.view)
    assert model.rows == fresh.rows and model.counts_within() == fresh.within
    row = model.at(model.row_of(workspace.document, decided))
    assert row is not None and row.status is Status.DECIDED


@given(st.lists(st.sampled_from(["order", "stands", "decide", "undo", "wait", "again"]), min_size=1, max_size=6))
@settings(max_examples=examples(60, usual=8), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_one_chooses_and_decides_the_list_is_what_the_bar_says(
    table: Stage, steps: list[str]
) -> None:
    workspace = table.window.adjudication
    bar, model = workspace.panel.bar, workspace.panel.model
    does: dict[str, Callable[[], object]] = {
        "order": bar.next_order,
        "stands": lambda: bar.changed.emit(replace(bar.view, open_only=not bar.view.open_only)),
        "decide": workspace.verbs.take_marked,
        "undo": table.window.session.undo,
        "wait": lambda: settled(table),
        "again": lambda: workspace.queue_updater.settle(None),
    }
    for step in steps:
        does[step]()
    settled(table)
    assert model.view == bar.view
    known = {one.place: one for one in model.entries().values()}
    assert all(known[one.place] == one for one in model.rows)
    assert {one.place for one in known.values() if bar.view.wants(one.entry)} <= {one.place for one in model.rows}
    bar.changed.emit(bar.view)
    settled(table)
    assert model.rows == arranged([*known.values()], bar.view).rows


def test_a_model_is_asked_no_more_where_another_order_is_chosen(table: Stage) -> None:
    workspace = table.window.adjudication
    bar, doubts = workspace.panel.bar, workspace.listing.doubts
    bar.changed.emit(replace(bar.view, order="doubt"))
    assert doubts.is_busy
    bar.changed.emit(replace(bar.view, order="document"))
    assert not doubts.is_busy


def test_without_sets_there_is_none_to_choose(table: Stage) -> None:
    assert table.window.adjudication.panel.bar.set.isHidden()


def test_the_queue_its_counts_and_going_on_stay_within_the_set(in_sets: Stage) -> None:
    workspace = in_sets.window.adjudication
    model, panel = workspace.panel.model, workspace.panel.queue
    said: list[tuple[str, str]] = []
    panel.counts_said.connect(lambda *words: said.append(words))
    every = model.counts_within()
    assert every.undecided == model.undecided() and every.every == len(model.entries())
    choose(in_sets, "Second")
    within = model.counts_within()
    assert listed(in_sets) == {"Document 2"} and "Document 2" in in_sets.title
    assert 0 < within.undecided < every.undecided and panel.done.maximum() == within.every
    assert said[-1][0] == f"{within.undecided} open"
    for _ in range(within.undecided):
        assert workspace.shown.document.id == in_sets.window.session.project.documents.all()[1].id
        workspace.verbs.take_marked()
        settled(in_sets)
    assert model.counts_within().undecided == 0 and "others are" in in_sets.said and "Document 2" in in_sets.title
    choose(in_sets, "Any set")
    assert model.counts_within().undecided == every.undecided - within.undecided


def test_who_is_in_the_set_is_found_anew_where_fields_change(in_sets: Stage) -> None:
    choose(in_sets, "Letters")
    assert listed(in_sets) == {"Document 1"}
    second = in_sets.window.session.project.documents.all()[1].id
    in_sets.window.session.run(change_documents, [second], None, {"kind": "letter"})
    settled(in_sets)
    assert listed(in_sets) == {"Document 1", "Document 2"}
    letters = in_sets.window.session.project.document_sets.all()[1].id
    choose(in_sets, "Second")
    in_sets.window.session.run(remove_set, letters)
    settled(in_sets)
    assert listed(in_sets) == {"Document 2"} and in_sets.window.adjudication.panel.bar.set.count() == 2
    in_sets.window.session.run(remove_set, in_sets.window.session.project.document_sets.all()[0].id)
    settled(in_sets)
    assert listed(in_sets) == {"Document 1", "Document 2"}


def test_other_chips_keep_the_set_and_the_set_keeps_them(in_sets: Stage) -> None:
    bar, model = in_sets.window.adjudication.panel.bar, in_sets.window.adjudication.panel.model
    choose(in_sets, "Letters")
    bar.label.setCurrentIndex(bar.label.findData("warning"))
    bar.label.activated.emit(bar.label.currentIndex())
    settled(in_sets)
    assert model.rows and all("warning" in row.entry.labels for row in model.rows) and bar.view.within is not None
    choose(in_sets, "Second")
    assert model.rows == [] and bar.view.label == "warning"


def test_the_set_is_still_chosen_when_the_project_is_opened_again(in_sets: Stage, path: Path) -> None:
    choose(in_sets, "Second")
    in_sets.window.projects.close()
    in_sets.open(path, "Ana")
    enter(in_sets)
    assert listed(in_sets) == {"Document 2"} and in_sets.window.adjudication.panel.bar.set.currentText() == "Second"


def test_a_policy_settles_within_the_set_alone(in_sets: Stage) -> None:
    workspace = in_sets.window.adjudication
    choose(in_sets, "Second")
    first, second = (info.id for info in in_sets.window.session.project.documents.all())
    before = workspace.panel.model.undecided(first)
    in_sets.action("adjudicate.settle").trigger()
    settled(in_sets)
    assert "in the set" in workspace.policies.intro.text()
    workspace.policies.chosen.emit(PolicyPlan("preferred", workspace.layers[1].id))
    settled(in_sets)
    assert workspace.panel.model.undecided(first) == before and workspace.panel.model.undecided(second) == 0
