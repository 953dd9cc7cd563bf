"""The counts of passages at work, on a project that has acts."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.pictures.count_figures import PassagesPicture
from annotator.ui.pictures.counts_view import CountsView


class CountingDesk:
    """Ana at the counts, which she looks at by keys."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.session = Session()
        self.session.open(Project.open(path))
        self.session.set_coder(self.session.coders()[0])
        self.view = CountsView(self.session)
        self.view.set_labels(self.session.project.codebook.labels)
        qtbot.addWidget(self.view)
        self.searches: list[str] = []
        self.passages: list[tuple[str, str]] = []
        self.refused: list[str] = []
        self.view.search_chosen.connect(self.searches.append)
        self.view.passage_chosen.connect(lambda document, span: self.passages.append((document, span)))
        self.session.refused.connect(self.refused.append)
        self.view.resize(900, 600)
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()

    def ask(self, search: str) -> "CountingDesk":
        """Count what a search finds."""
        self.view.show_search(search)
        return self.settled()

    def settled(self) -> "CountingDesk":
        """Wait until nothing is counted."""
        self.qtbot.waitUntil(lambda: not self.view.is_busy)
        return self

    @property
    def picture(self) -> PassagesPicture:
        """What is shown."""
        assert self.view.picture.picture is not None
        return self.view.picture.picture

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the keyboard is, within the figure."""
        self.view.take_keyboard()
        for key in keys:
            QTest.keyClick(self.view.picture, key)
