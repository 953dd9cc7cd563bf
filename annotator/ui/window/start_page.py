"""The start page: look at the sample, begin a project, open one, or go on with what was open lately.

It knows only paths. The recent projects stand in the order given, the first of them under the focus, so that Enter
goes on where one left off.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.ui.kit import theme
from annotator.ui.kit.icons import icon
from annotator.ui.kit.widgets import Look, button, discard, hairline, pressed_by_enter, spaced, words
from annotator.ui.settings.settings import RecentProject
from annotator.ui.window.first_steps import FirstSteps

_WIDTH, _STEPS_WIDTH = 500, 380
_BESIDE = 2 * 24 + _WIDTH + 48 + _STEPS_WIDTH
"""From this width on the first steps have room beside."""


class StartPage(QWidget):
    """What to do first."""

    new_requested = Signal()
    open_requested = Signal(object)
    """A path, or None to choose a file."""
    recent_removed = Signal(object)
    sample_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Start")
        self.setProperty("look", Look.PAGE.value)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sample_button = button("Open the &sample", Look.ROW)
        self.new_button = button("&New project…", Look.ROW)
        self.open_button = button("&Open a project…", Look.ROW)
        self.sample_button.setAccessibleDescription("Eleven texts coded by three people, to look at and to try out.")
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

    def set_recent(
        self, projects: Sequence[RecentProject], exists: Callable[[Path], bool] | None = None, today: date | None = None
    ) -> None:
        """List the recent projects; those for which `exists` (the file system by default) says no are greyed."""
        for row in self.rows:
            self._list.removeWidget(row)
            discard(row)
        there = exists or _exists
        self.rows = [RecentRow(project, there(project.path), today or date.today()) for project in projects]
        for row in self.rows:
            row.opened.connect(self.open_requested)
            row.removed.connect(self.recent_removed)
            self._list.addWidget(row)
        self._empty.setVisible(not self.rows)
        self._order_tabs()

    def know_steps(self, known: bool) -> None:
        """Show the first steps to whoever does not know them."""
        self._knows_steps = known
        self._show_steps()

    def _show_steps(self) -> None:
        self.steps.setVisible(not self._knows_steps and self.width() >= _BESIDE)

    def say(self, text: str) -> None:
        """Say something that the user should know, or (with an empty text) nothing any more."""
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

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
            words("Who appeals to whom, who commits to what, who warns whom. Everything stays on this computer.")
        )
        self.notice.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.notice)
        column.addSpacing(24)
        for each in (self.sample_button, self.new_button, self.open_button):
            each.setIconSize(QSize(20, 20))
            pressed_by_enter(each)
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
        outer = QHBoxLayout(self)
        spaced(outer, 0, (24, 24, 24, 24))
        outer.addStretch(1)
        outer.addWidget(holder)
        outer.addSpacing(48)
        self.steps.setFixedWidth(_STEPS_WIDTH)
        outer.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)

    def _order_tabs(self) -> None:
        chain: list[QWidget] = [self.sample_button, self.new_button, self.open_button]
        for row in self.rows:
            chain += [row.button, row.remove_button]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _colour(self) -> None:
        accent = theme.current().accent
        for each, name in ((self.new_button, "new"), (self.open_button, "open"), (self.sample_button, "sample")):
            each.setIcon(icon(name, accent))
        for row in self.rows:
            row.apply_theme()

    # Qt calls these.

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Without the first steps, which give way in a narrow window."""
        return QSize(2 * 24 + _WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_steps()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.focus_first()


class RecentRow(QWidget):
    """A recent project: its name and folder, when it was open, and a button that takes it from the list."""

    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, project: RecentProject, present: bool, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        when = when_opened(project.opened, today)
        self.button = QPushButton()
        self.button.setProperty("look", Look.ENTRY.value)
        self.button.setEnabled(present)
        pressed_by_enter(self.button)
        missing = "" if present else "the file is no longer there"
        folder = short_folder(project.path.parent)
        self.button.setAccessibleName(", ".join(part for part in (project.name, folder, when, missing) if part))
        self.button.setToolTip(str(project.path))
        self.remove_button = QToolButton()
        self.remove_button.setToolTip("Remove from this list; the file is not touched")
        self.remove_button.setAccessibleName(f"Remove {project.name} from the list")
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.apply_theme()
        self._build(folder if present else f"{folder} – {missing}", when, present)
        self.button.clicked.connect(self._on_clicked)
        self.remove_button.clicked.connect(self._on_removed)

    def apply_theme(self) -> None:
        """Take the colours of the current theme."""
        self.remove_button.setIcon(icon("cross", theme.current().secondary))

    def _build(self, place: str, when: str, present: bool) -> None:
        name = QLabel(self._project.name)
        name.setEnabled(present)
        texts = QVBoxLayout()
        spaced(texts, 0)
        texts.addWidget(name)
        texts.addWidget(words(place, Look.SECONDARY))
        face = QHBoxLayout(self.button)
        spaced(face, 8, (12, 4, 12, 4))
        face.addLayout(texts, 1)
        face.addWidget(QLabel(when))
        for label in self.button.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.button.findChildren(QLabel)[-1].setProperty("look", Look.SECONDARY.value)
        row = QHBoxLayout(self)
        spaced(row, 4)
        row.addWidget(self.button, 1)
        row.addWidget(self.remove_button)

    @Slot()
    def _on_clicked(self) -> None:
        self.opened.emit(self._project.path)

    @Slot()
    def _on_removed(self) -> None:
        self.removed.emit(self._project.path)


def when_opened(opened: str, today: date) -> str:
    """Return "today", "yesterday" or the day as people write it; "" where it is not known."""
    try:
        day = datetime.fromisoformat(opened).date()
    except ValueError:
        return ""
    days = (today - day).days
    if days in (0, 1):
        return ("today", "yesterday")[days]
    return f"{day.day} {day:%B}" if day.year == today.year else f"{day.day} {day:%B %Y}"


def short_folder(folder: Path) -> str:
    """Return a folder with the home folder as ~."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a folder that we may not enter, a name that no file can have
        return False
