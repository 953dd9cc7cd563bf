"""The workspace Explore at work, on a project that has acts."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.span import Span
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.explore.choices import ALL_CODERS
from annotator.ui.explore.workspace import ExploreWorkspace
from annotator.ui.pictures.layout import At


class Desk:
    """The workspace at work: opened, entered, its acts read."""

    def __init__(self, path: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.session = Session()
        self.workspace = ExploreWorkspace(self.session)
        qtbot.addWidget(self.workspace)
        self.session.changed.connect(self.workspace.on_changed)
        self.session.closing.connect(self.workspace.reset)
        self.refused: list[str] = []
        self.session.refused.connect(self.refused.append)
        self.open(path)
        self.workspace.resize(1100, 700)
        with qtbot.waitActive(self.workspace):
            self.workspace.show()
            self.workspace.activateWindow()
        self.workspace.enter()
        self.workspace.take_keyboard()
        self.settled()

    def open(self, path: Path) -> None:
        self.session.open(Project.open(path))
        self.workspace.set_codebook(self.session.project.codebook)
        self.session.set_coder(self.session.coders()[0])
        self.session.has_asked = True

    def settled(self) -> None:
        workspace = self.workspace
        self.qtbot.waitUntil(
            lambda: (
                not (workspace.gatherer.is_busy or workspace.counter.is_busy or workspace.opening.is_busy)
                and not (workspace.arranger.is_busy or workspace.counts.is_busy)
            )
        )

    def of_all_coders(self) -> "Desk":
        return self.of_layer(ALL_CODERS)

    def of_layer(self, layer: str) -> "Desk":
        self.workspace.filters.choose_layer(layer)
        self.settled()
        return self

    def cell(self, source: str, target: str) -> At:
        assert self.workspace.matrix.picture is not None
        found = self.workspace.matrix.picture.find((source, target))
        assert found is not None
        return found

    def count(self, source: str, target: str) -> int:
        assert self.workspace.matrix.picture is not None
        return len(self.workspace.matrix.picture.acts(self.cell(source, target)))

    def open_cell(self, source: str, target: str) -> list[str]:
        self.workspace.matrix.setFocus()
        self.workspace.matrix.go_to(self.cell(source, target))
        QTest.keyClick(self.workspace.matrix, Qt.Key.Key_Return)
        self.settled()
        return self.listed()

    def listed(self) -> list[str]:
        return [one.span.quote for one in self.workspace.passages.model.passages]

    def caption(self) -> str:
        return self.workspace.page.line.accessibleName()

    def act(self, quote: str) -> Span:
        project = self.session.project
        spans = [span for info in project.documents.all() for span in project.spans.of_document(info.id)]
        return next(span for span in spans if span.quote == quote)
