"""The workspace at work on a project."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.agreement.study.study import Aspect, Figure, Study
from annotator.model.coder import Layer
from annotator.model.span import Span
from annotator.operations.agreement import measure
from annotator.operations.people import people, roles
from annotator.store.project import Project
from annotator.ui.agreement.choices import StudyChoices
from annotator.ui.agreement.label_columns import LabelColumn
from annotator.ui.agreement.workspace import AgreementWorkspace
from annotator.ui.background.session import Session


class Desk:
    """The workspace at work, with whoever leads at the desk, or the person called `who`."""

    def __init__(self, session: Session, path: Path, qtbot: QtBot, who: str = "", asked: bool = True) -> None:
        self.qtbot = qtbot
        self.session = session
        self.workspace = AgreementWorkspace(self.session)
        qtbot.addWidget(self.workspace)
        self.page, self.bar = self.workspace.page, self.workspace.bar
        self.session.changed.connect(self.workspace.on_changed)
        self.session.closing.connect(self.workspace.reset)
        self.refused: list[str] = []
        self.said: list[str] = []
        self.session.refused.connect(self.refused.append)
        self.session.said.connect(self.said.append)
        self.session.open(Project.open(path))
        self.workspace.set_codebook(self.session.project.codebook)
        people_there = self.session.coders()
        (seated,) = [one for one in people_there if one.name == who] if who else roles.leads(people_there)
        self.session.set_coder(seated)
        self.session.has_asked = asked
        self.workspace.resize(1100, 700)
        with qtbot.waitActive(self.workspace):
            self.workspace.show()
            self.workspace.activateWindow()
        self.bar.choices = StudyChoices()
        self.workspace._later.setInterval(20)
        self.workspace.enter()
        self.workspace.take_keyboard()
        self.settled()

    def settled(self) -> None:
        self.qtbot.waitUntil(lambda: not self.workspace.is_busy)

    @property
    def study(self) -> Study:
        assert self.workspace.found is not None and self.workspace.found.study is not None
        return self.workspace.found.study

    def computed(self) -> Study:
        """Return the study as the operation makes it, by itself."""
        layers = people.layers_named(self.session.project, None)
        return measure.agree(self.session.project, self.bar.choices.compared(layers), self.bar.choices.design())

    @contextmanager
    def away(self, name: str) -> Iterator[Layer]:
        """Let another person work in the project for a while, as from a window of theirs; their layer is given."""
        project = self.session.project
        layer = next(one for one in people.layers_named(project, None) if one.name == name)
        with people.acting_as(project, layer.coder):
            yield layer

    def go(self, aspect: Aspect, label: str | None = None, part: str = "") -> Figure:
        """Put a number at hand."""
        numbers, names = self.workspace.table.numbers_model.numbers, [None, *self.study.labels]
        wanted = next(name for name in names if name == label)
        row = next(row for row, one in enumerate(numbers.rows) if (one.aspect, one.part) == (aspect, part))
        self.workspace.table.setFocus()
        index = self.workspace.table.numbers_model.index(row, numbers.columns.index(LabelColumn(wanted)))
        self.workspace.table.setCurrentIndex(index)
        figure = self.workspace.table.figure
        assert figure is not None
        return figure

    def press(self, key: Qt.Key) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key)
        self.settled()

    def listed(self) -> list[Span]:
        return [one.span for one in self.workspace.passages.model.passages]

    def tab(self, name: str) -> None:
        self.page.show_tab(name)
        self.settled()


@contextmanager
def opened(path: Path, qtbot: QtBot, who: str = "", asked: bool = True) -> Iterator[Desk]:
    session = Session()
    try:
        yield Desk(session, path, qtbot, who, asked)
    finally:
        # Whatever failed: the timer of an open one would be collected in the thread of a later test, which crashes.
        session.close()


def copied(path: Path, to: Path) -> Path:
    shutil.copy(path, to)
    return to
