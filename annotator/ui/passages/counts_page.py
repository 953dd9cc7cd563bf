"""The page Counts of the workspace Passages: what a search finds, counted, on a page that scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from annotator.ui.background.session import Session
from annotator.ui.kit.widgets import Look
from annotator.ui.pictures.counts_view import CountsView


class CountsPage(QScrollArea):
    """`search_chosen` carries the search of a cell, `passage_chosen` a document and a span of it."""

    search_chosen = Signal(str)
    passage_chosen = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CountsView(session)
        self.view.search_chosen.connect(self.search_chosen)
        self.view.passage_chosen.connect(self.passage_chosen)
        self.setWidget(self.view)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("look", Look.QUIET.value)

    def show_search(self, search: str) -> None:
        """Count what this search finds, anew where it is the one before."""
        self.view.show_search(search)

    def take_keyboard(self) -> None:
        """Put the keyboard on the figure, or where one chooses what to see."""
        self.view.take_keyboard()
