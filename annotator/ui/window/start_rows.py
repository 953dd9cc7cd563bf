"""The rows of the start page: what can be done first, and what was open lately."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.model.wording import counted
from annotator.store.folders import home_folder
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit import theme
from annotator.ui.kit.icons import icon, pixmap
from annotator.ui.kit.widgets import ElidedLabel, Look, pressed_by_enter, spaced, words
from annotator.ui.settings.settings import RecentProject

_ICON, _LOCK = 20, 16


class StartRow(QPushButton):
    """What one can do: an icon, its name, what it is in a sentence, and its key as it is now."""

    def __init__(self, name: str, why: str, icon_name: str, command: str = "") -> None:
        super().__init__()
        self._icon_name, self._command = icon_name, command
        self.setProperty("look", Look.ENTRY.value)
        self.setAutoDefault(False)
        self.setAccessibleName(name.rstrip("…"))
        self.setAccessibleDescription(why)
        pressed_by_enter(self)
        self._mark, self._key = QLabel(), words("", Look.SECONDARY)
        self._key.setWordWrap(False)
        texts = QVBoxLayout()
        spaced(texts, 0)
        texts.addWidget(words(name, Look.STRONG))
        texts.addWidget(words(why, Look.SECONDARY))
        row = QHBoxLayout(self)
        spaced(row, 12, (12, 4, 12, 4))
        row.addWidget(self._mark)
        row.addLayout(texts, 1)
        row.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        _see_through(self)
        follow_keys(self, self._say_key)
        self._say_key()
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the colours of the current theme."""
        self._mark.setPixmap(pixmap(self._icon_name, theme.current().accent, _ICON, self.devicePixelRatioF()))

    def _say_key(self) -> None:
        self._key.setText(key_or_none(self._command) if self._command else "")


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
        many, done = how_many(project), how_much(project)
        secret = "encrypted" if project.encrypted else ""
        heard = (project.name, folder, secret, many, done, when, missing)
        self.button.setAccessibleName(", ".join(part for part in heard if part))
        self.button.setToolTip(str(project.path))
        self._lock = QLabel(self.button) if project.encrypted else None
        self.remove_button = QToolButton()
        self.remove_button.setToolTip("Remove from this list; the file is not touched")
        self.remove_button.setAccessibleName(f"Remove {project.name} from the list")
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.apply_theme()
        place = f"{folder} · {many}" if many else folder
        told = " · ".join(part for part in (done, when) if part) if present else missing
        self._build(place, told, present)
        self.button.clicked.connect(self._on_clicked)
        self.remove_button.clicked.connect(self._on_removed)

    def apply_theme(self) -> None:
        """Take the colours of the current theme."""
        self.remove_button.setIcon(icon("cross", theme.current().secondary))
        if self._lock is not None:
            self._lock.setPixmap(pixmap("lock", theme.current().secondary, _LOCK, self.devicePixelRatioF()))

    def _build(self, place: str, told: str, present: bool) -> None:
        name, where = ElidedLabel(None, 300), ElidedLabel(Look.SECONDARY, 300)
        name.setText(self._project.name)
        where.setText(place)
        name.setEnabled(present)
        texts = QVBoxLayout()
        spaced(texts, 0)
        texts.addWidget(name)
        texts.addWidget(where)
        face = QHBoxLayout(self.button)
        spaced(face, 8, (12, 4, 12, 4))
        face.addLayout(texts, 1)
        if self._lock is not None:
            self._lock.setAccessibleName("encrypted")
            face.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        beside = QLabel(told)
        beside.setProperty("look", (Look.SECONDARY if present else Look.PROBLEM).value)
        face.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        _see_through(self.button)
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
        return str(Path("~") / folder.relative_to(home_folder()))
    except ValueError:
        return str(folder)


def how_many(project: RecentProject) -> str:
    """Return how many documents a project had when it was closed; "" where that is not known."""
    return counted(project.documents, "document") if project.documents else ""


def how_much(project: RecentProject) -> str:
    """Return how many of them were done by whoever was at the desk."""
    return f"{project.done:,} of {project.documents:,} done" if project.documents else ""


def _see_through(button: QPushButton) -> None:
    """Let a click on the words of a button be one on the button."""
    for label in button.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
