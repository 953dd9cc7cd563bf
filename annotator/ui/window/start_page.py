"""The start page: look at the sample, begin a project, open one, or go on with what was open lately.

It knows only paths. The recent projects stand in the order given, the first of them under the focus, so that Enter
goes on where one left off.
"""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator import __version__
from annotator.store.folders import is_there
from annotator.ui.kit.widgets import Look, discard, hairline, spaced, words
from annotator.ui.settings.settings import RecentProject
from annotator.ui.window.first_steps import FirstSteps
from annotator.ui.window.start_rows import RecentRow, StartRow

_WIDTH, _STEPS_WIDTH = 500, 380
_FOOT = 32
_ABOVE, _ROW = 416, 46
"""Pixels of what stands above and below the recent projects, and of one of them."""
_LEAST_ROWS = 2
_BESIDE = 2 * 24 + _WIDTH + 48 + _STEPS_WIDTH
"""From this width on the first steps have room beside."""


class StartPage(QWidget):
    """What to do first."""

    new_requested = Signal()
    open_requested = Signal(object)
    """A path, or None to choose a file."""
    recent_removed = Signal(object)
    sample_requested = Signal()
    join_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Start")
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sample_button = StartRow(
            "Open the sample", "Eleven texts about Ukraine in four languages, coded by three people.", "sample"
        )
        self.new_button = StartRow(
            "New project…", "A name, a codebook, your texts. One file on this computer.", "new", "project.new"
        )
        self.open_button = StartRow("Open a project…", "Or drop its file here.", "open", "project.open")
        self.join_button = StartRow(
            "Join with an invitation…",
            "To a team’s project, over its hub. Or drop the file here.",
            "people",
            "project.join_hub",
        )
        self.rows: list[RecentRow] = []
        self._list = QVBoxLayout()
        spaced(self._list, 0)
        self._empty = words("The projects that you open are listed here.", Look.SECONDARY)
        self.notice = words("", Look.SECONDARY)
        self.notice.hide()
        self._recent_title = words("Lately", Look.HEADING)
        self.steps = FirstSteps()
        self._knows_steps = False
        self._build()
        self.new_button.clicked.connect(self.new_requested)
        self.open_button.clicked.connect(lambda: self.open_requested.emit(None))
        self.sample_button.clicked.connect(self.sample_requested)
        self.join_button.clicked.connect(self.join_requested)

    @property
    def _ways(self) -> tuple[StartRow, ...]:
        return self.sample_button, self.new_button, self.open_button, self.join_button

    def set_recent(
        self, projects: Sequence[RecentProject], exists: Callable[[Path], bool] | None = None, today: date | None = None
    ) -> None:
        """List the recent projects; those for which `exists` (the file system by default) says no are greyed."""
        for row in self.rows:
            self._list.removeWidget(row)
            discard(row)
        there = exists or is_there
        self.rows = [RecentRow(project, there(project.path), today or date.today()) for project in projects]
        for row in self.rows:
            row.opened.connect(self.open_requested)
            row.removed.connect(self.recent_removed)
            self._list.addWidget(row)
        self._empty.setVisible(not self.rows)
        self._order_tabs()
        self._show_rows()

    def know_steps(self, known: bool) -> None:
        """Show the first steps to whoever does not know them."""
        self._knows_steps = known
        self._show_steps()

    def _show_steps(self) -> None:
        self.steps.setVisible(not self._knows_steps and self.width() >= _BESIDE)

    def _show_rows(self) -> None:
        """Show as many of the projects as there is room for, the newest."""
        said = self.notice.heightForWidth(_WIDTH) if self.notice.text() else 0
        room = max(1 if said else _LEAST_ROWS, (self.height() - _ABOVE - said) // _ROW)
        for number, row in enumerate(self.rows):
            row.setVisible(number < room)

    def say(self, text: str) -> None:
        """Say something that the user should know, or (with an empty text) nothing any more."""
        self.notice.setText(text)
        self.notice.setVisible(bool(text))
        self._show_rows()

    def focus_first(self) -> None:
        """Put the focus where Enter does what is most likely wanted."""
        present = next((row.button for row in self.rows if row.button.isEnabled()), None)
        (present or self.sample_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        column = QVBoxLayout()
        spaced(column, 0)
        column.addStretch(2)
        column.addWidget(words("Annotator", Look.TITLE))
        column.addSpacing(4)
        column.addWidget(
            words("Who appeals to whom, who commits to what, who warns whom: coded by several, settled by one.")
        )
        self.notice.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.notice)
        column.addSpacing(24)
        for each in self._ways:
            column.addWidget(each)
        column.addSpacing(24)
        column.addWidget(self._recent_title)
        column.addSpacing(8)
        column.addWidget(hairline())
        column.addSpacing(4)
        self._empty.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self._empty)
        column.addLayout(self._list)
        column.addStretch(3)
        holder = QWidget()
        holder.setLayout(column)
        holder.setFixedWidth(_WIDTH)
        outer = QHBoxLayout()
        spaced(outer, 0, (24, 16, 24, 16))
        outer.addStretch(1)
        outer.addWidget(holder)
        outer.addSpacing(48)
        self.steps.setFixedWidth(_STEPS_WIDTH)
        outer.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)
        whole = QVBoxLayout(self)
        spaced(whole, 0)
        whole.addLayout(outer, 1)
        whole.addWidget(hairline())
        whole.addWidget(_foot())

    def _order_tabs(self) -> None:
        chain: list[QWidget] = [*self._ways]
        for row in self.rows:
            chain += [row.button, row.remove_button]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _colour(self) -> None:
        for each in self._ways:
            each.apply_theme()
        for row in self.rows:
            row.apply_theme()

    # Qt calls these.

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Without the first steps, which give way in a narrow window, and the older projects, in a low one."""
        return QSize(2 * 24 + _WIDTH, _ABOVE + _LEAST_ROWS * _ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_steps()
        self._show_rows()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.focus_first()


def _foot() -> QWidget:
    """Return the line at the foot, which is there in every part of the window."""
    made = QWidget()
    made.setFixedHeight(_FOOT)
    made.setAutoFillBackground(True)
    row = QHBoxLayout(made)
    spaced(row, 8, (12, 0, 12, 0))
    row.addWidget(words("Everything stays on this computer, unless you share it", Look.SECONDARY), 1)
    version = words(f"version {__version__}", Look.SECONDARY)
    version.setWordWrap(False)
    row.addWidget(version)
    return made
