"""What the tests of the desk share: going there, and what is at hand."""

from itertools import product

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from annotator.adjudication.decisions import Settled
from annotator.model.coder import Layer
from annotator.model.decision import Decision
from annotator.model.span import Span
from annotator.ui.adjudication.at_hand import GoldAtHand
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.kit.picker import Picker
from tests.ui.windows import Stage

TEXT = "China urged France to talk. France warned Russia. Both will help Kyiv. They met in Rome. All was said."
KEYED = "China urged France to talk now. France warned Russia. Both will help Kyiv. They met in Rome. All was said."
OTHER = "Paris called on Beijing to act."


def enter(stage: Stage) -> None:
    """Go to the desk, the cases in the order of the texts."""
    look(stage, QueueView(order="document"))


def look(stage: Stage, view: QueueView) -> None:
    """Go to the desk, with the queue as it is wanted."""
    workspace = stage.window.adjudication
    workspace.panel.bar.show_view(view)
    stage.press("Ctrl+4")
    settled(stage)


def settled(stage: Stage) -> None:
    """Wait until nothing is worked out any more."""
    workspace = stage.window.adjudication
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy and not workspace.is_reading)


def gold(stage: Stage) -> list[tuple[str, str]]:
    """Return (quote, label) of the gold of the document."""
    layer: Layer | None = stage.window.session.project.layers.gold()
    return stage.spans(layer) if layer else []


def decisions(stage: Stage) -> list[Decision]:
    """Return the decisions about the document."""
    return stage.window.session.project.decisions.of_document(stage.window.document or "")


def case(stage: Stage) -> str:
    """Return the longest quote of the case at hand, empty for none."""
    one = stage.window.adjudication.current
    return max((span.quote for span in one.case.candidates), key=len) if one else ""


def looked_at(stage: Stage) -> Span | None:
    """Return the gold span that is looked at, None where there is none."""
    at_hand = stage.window.adjudication.shown.at_hand
    return at_hand.span if isinstance(at_hand, GoldAtHand) else None


def shown(stage: Stage) -> list[str]:
    """Return what the case's column says, line by line, without the marks that keep directions apart."""
    QApplication.processEvents()
    panel = stage.window.adjudication.panel
    found = [label.text() for label in stage.window.adjudication.right.findChildren(QLabel) if label.isVisible()]
    for view in (panel.table, panel.filling.table):
        cells = view.cells
        if view.isVisible():
            found += [str(cells.headerData(at + 1, Qt.Orientation.Horizontal)) for at in range(len(cells.columns))]
            places = product(range(cells.rowCount()), range(1, cells.columnCount()))
            found += [cells.spoken(row, column) for row, column in places]
    lines = [line for text in found for line in text.split("\n")]
    return [line.replace("\u2068", "").replace("\u2069", "") for line in lines if line]


def cases(stage: Stage) -> list[Settled]:
    """Return the cases of the text that somebody has to look at, in its order."""
    found = stage.window.adjudication.shown.document.cases.values()
    return sorted((one for one in found if one.case.differs), key=lambda one: one.case.start)


def gold_slots(stage: Stage) -> list[tuple[str, str | None]]:
    """Return (role, actor) of what fills the slots of gold."""
    project = stage.window.session.project
    layer = project.layers.gold()
    spans = project.spans.of_document(stage.window.document or "", layer.id) if layer else []
    return sorted((link.role, link.actor) for link in project.links.of_spans([span.id for span in spans]))


def pick(stage: Stage, name: str) -> None:
    """Choose a label in the picker by its name."""
    stage.dialog(Picker)
    stage.write(name)
    stage.press("Return")
    stage.without_dialog()


def last(stage: Stage) -> Decision:
    """Return the latest decision about the document."""
    return max(decisions(stage), key=lambda one: one.id)
