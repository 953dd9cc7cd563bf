"""The middle of Adjudicate: the text, with who has come above it, or in its place what policies would do."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.ui.adjudication.arrival_strip import ArrivalStrip
from annotator.ui.adjudication.policy_page import PolicyPage
from annotator.ui.kit.widgets import LEAST_TEXT, spaced
from annotator.ui.reader.pane import ReaderPane


class DeskMiddle(QStackedWidget):
    """Shows the text until it is told otherwise."""

    def __init__(self, pane: ReaderPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip, self.policies = ArrivalStrip(), PolicyPage()
        self._text = QWidget()
        box = QVBoxLayout(self._text)
        spaced(box, 0)
        box.addWidget(self.strip)
        box.addWidget(pane, 1)
        self.addWidget(self._text)
        self.addWidget(self.policies)
        self.setMinimumWidth(LEAST_TEXT)

    def show_policies(self, shown: bool) -> None:
        """Show what policies would do, or the text again."""
        self.setCurrentWidget(self.policies if shown else self._text)
