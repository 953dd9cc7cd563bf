"""What the tests of the desk share: going there, and what is at hand."""

from PySide6.QtWidgets import QApplication, QLabel

from annotator.model.coder import Layer
from annotator.model.decision import Decision
from annotator.ui.adjudication.queue_view import QueueView
from tests.ui.windows import Stage


def look(stage: Stage, view: QueueView) -> None:
    """Go to the desk, with the queue as it is wanted."""
    workspace = stage.window.adjudication
    workspace.panel.bar.show_view(view)
    workspace.panel.model.look(view)
    stage.press("Ctrl+2")
    settled(stage)


def settled(stage: Stage) -> None:
    """Wait until nothing is worked out any more."""
    workspace = stage.window.adjudication
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy and not workspace.is_reading, timeout=20_000)


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


def shown(stage: Stage) -> list[str]:
    """Return what the panel says, line by line, without the marks that keep directions apart."""
    QApplication.processEvents()
    found = [label.text() for label in stage.window.adjudication.panel.findChildren(QLabel) if label.isVisible()]
    lines = [line for text in found for line in text.split("\n")]
    return [line.replace("\u2068", "").replace("\u2069", "") for line in lines if line]
