"""What the bar says is what is listed; a model is asked where its answer counts, and not a moment longer."""

from dataclasses import replace

from annotator.ui.adjudication.queue_view import QueueView
from tests.ui.windows import Stage


def test_what_is_chosen_is_listed_and_the_case_at_hand_stays(table: Stage) -> None:
    workspace = table.window.adjudication
    bar, model, at_hand = workspace.panel.bar, workspace.panel.model, workspace.shown.key
    view = QueueView(order="label", label="appeal")
    bar.changed.emit(view)
    assert model.view == view and workspace.shown.key == at_hand
    assert model.rows and all("appeal" in row.entry.labels for row in model.rows)


def test_a_model_is_asked_no_more_where_another_order_is_chosen(table: Stage) -> None:
    workspace = table.window.adjudication
    bar, doubts = workspace.panel.bar, workspace.listing.doubts
    bar.changed.emit(replace(bar.view, order="doubt"))
    assert doubts.is_busy
    bar.changed.emit(replace(bar.view, order="document"))
    assert not doubts.is_busy
