"""The few pieces that every page and dialog is set from: words in their roles, labelled fields, hairlines, buttons."""

import re
from collections.abc import Sequence
from enum import StrEnum
from html import escape

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.kit import theme
from annotator.ui.kit.direction import runs_right_to_left
from annotator.ui.kit.icons import icon

LEAST_TEXT = 340
"""Pixels that a text keeps in a narrow window, at the cost of what stands beside it."""
_LONGEST_TIP = 1200
_RUN = re.compile(r"[!-~]{20}(?=[!-~])")


class Look(StrEnum):
    """What the style sheet knows by name."""

    TITLE = "title"
    HEADING = "heading"
    STRONG = "strong"
    SECONDARY = "secondary"
    PROBLEM = "problem"
    LINK = "link"
    KEY = "key"
    ROW = "row"
    ENTRY = "entry"
    FLAT = "flat"
    QUIET = "quiet"
    PAGE = "page"
    OPEN = "open"
    TABLE = "table"
    SEGMENT = "segment"
    HEADLINE = "headline"
    CHIP = "chip"


LINK_SIDE = 8
"""Pixels of a link beside its words, border and padding: what stands above or below it begins so much further in."""


def words(text: str, look: Look | None = None) -> QLabel:
    """Return a label that wraps and shows its text as it is, never as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if look is not None:
        label.setProperty("look", look.value)
    return label


def set_look(label: QLabel, look: Look | None) -> None:
    """Let a label look otherwise from now on."""
    value = look.value if look is not None else None
    if label.property("look") != value:
        label.setProperty("look", value)
        label.style().unpolish(label)
        label.style().polish(label)


def breakable(text: str) -> str:
    """Return a text on one line whose long runs of letters, as in an address, may break; no label widens for them."""
    return _RUN.sub("\\g<0>\u200b", " ".join(text.split()))


def button(text: str, look: Look | None = None, icon_name: str = "") -> QPushButton:
    """Return a button that is not the dialog's default one."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setAccessibleName(text.replace("&", "").rstrip("…"))
    if look is not None:
        made.setProperty("look", look.value)
    if icon_name:
        made.setIcon(icon(icon_name, theme.current().accent if look is Look.LINK else ""))
        made.setIconSize(QSize(16, 16))
    return made


def beside_text(button: QPushButton) -> QPushButton:
    """Let a click on a button leave the keyboard where it is, in the text; Tab reaches it, Enter presses it then."""
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return pressed_by_enter(button)


def pressed_by_enter(button: QPushButton) -> QPushButton:
    """Let Enter press a button that has the keyboard, as Space does, without its looking like a default button."""
    button.installEventFilter(_EnterPresses(button))
    return button


class _EnterPresses(QObject):
    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The class first: to ask an event for its type costs as much as all the rest, and all events come here.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not isinstance(watched, QPushButton):
            return False
        watched.click()
        return True


def discard(widget: QWidget) -> None:
    """Take a widget away for good.

    It keeps its parent until it is deleted: a layout shows what it was given a moment later, and shows it as a window
    of its own if it has none by then.
    """
    widget.hide()
    widget.deleteLater()


def begin_at(rows: QListWidget, row: int) -> None:
    """Make a row the current one in a dialog that is not shown yet.

    Choosing it lays the rows out, before they have the style that makes them higher: they are laid out once more.
    """
    rows.setCurrentRow(row)
    rows.scheduleDelayedItemsLayout()


def hairline() -> QFrame:
    """Return a horizontal line of one pixel."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    line.setFixedHeight(1)
    return line


def labelled(caption: str, field: QWidget, hint: str = "") -> QVBoxLayout:
    """Return a caption above its field (its buddy and accessible name), and a hint in secondary words below."""
    box = QVBoxLayout()
    box.setSpacing(4)
    label = QLabel(caption)
    label.setBuddy(field)
    field.setAccessibleName(caption.replace("&", "").rstrip(":"))
    box.addWidget(label)
    box.addWidget(field)
    if hint:
        field.setAccessibleDescription(hint)
        box.addWidget(words(hint, Look.SECONDARY))
    return box


def spaced(layout: QLayout, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
    """Set a layout's spaces; all are multiples of 4 px."""
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)


def draw_elided(painter: QPainter, area: QRect, text: str) -> None:
    """Draw one line at the left of `area`, its end left out where it does not fit: the left one of Arabic words."""
    shown = _elided(painter, " ".join(text.split()), area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | _direction(shown), shown)


def _elided(painter: QPainter, text: str, width: int) -> str:
    """Return as much of a line as fits; joined letters get wider where they are cut, which Qt does not allow for."""
    metrics, room = painter.fontMetrics(), width
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    while room > 0 and metrics.horizontalAdvance(shown) > width:
        room -= metrics.horizontalAdvance(shown) - width
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return shown


def _direction(text: str) -> int:
    """Return the flags that lay a line out in the direction of its own words and keep it on its side of the area."""
    if not runs_right_to_left(text):
        return 0
    return int(Qt.TextFlag.TextForceRightToLeft) | int(Qt.AlignmentFlag.AlignAbsolute)


def tooltip(text: str) -> str:
    """Return a text as a tooltip that wraps and shows it as it is; a very long one is cut."""
    return f"<p>{escape(text if len(text) <= _LONGEST_TIP else text[:_LONGEST_TIP] + '…')}</p>"


class ElidedLabel(QLabel):
    """One line that gives way: where it does not fit its end is left out, and it never widens the window."""

    def __init__(self, look: Look | None = None, wish: int = 160, parent: QWidget | None = None) -> None:
        """`wish`: the pixels it asks for at most."""
        super().__init__(parent)
        self._wish = wish
        self.setTextFormat(Qt.TextFormat.PlainText)
        if look is not None:
            self.setProperty("look", look.value)

    def say(self, text: str) -> None:
        """Show a text; the whole of it is in the tooltip."""
        self.setText(text)
        self.setToolTip(text)

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(min(self._wish, super().sizeHint().width()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._wish // 2, super().sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = _elided(painter, self.text(), self.width())
        painter.drawText(self.rect(), int(self.alignment()) | _direction(shown), shown)
        painter.end()


class Field(QLineEdit):
    """A line to type in beside a text: Escape leaves it, Down goes to what stands below."""

    left = Signal()
    descended = Signal()

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.descended.emit()
        else:
            super().keyPressEvent(event)


class Outcome(StrEnum):
    """What a line of a report says, and the icon that says it besides the words."""

    DONE = "check"
    SKIPPED = "minus"
    NOTICE = "info"
    FAILED = "error"


_SPOKEN = {
    Outcome.DONE: "Done",
    Outcome.SKIPPED: "Skipped",
    Outcome.NOTICE: "Note",
    Outcome.FAILED: "Failed",
}


_ICON = 16
_BESIDE, _AFTER_ICON = 22, 8
"""Pixels of a line of a list that its words have not: the padding and margins, and what stands behind an icon."""
_LINE_PADDING = 3
_TALLEST = 10_000


class WrappedList(QListWidget):
    """A list whose lines are broken and never cut: Qt measures them for a width that they do not get."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name`: what a screen reader calls the list."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def measure(self) -> None:
        """Give each line the height that its words need in the width that there is."""
        beside = _BESIDE + (self.iconSize().width() + _AFTER_ICON if self.iconSize().isValid() else 0)
        room = max(1, self.viewport().width() - beside)
        for row in range(self.count()):
            item = self.item(row)
            words = self.fontMetrics().boundingRect(0, 0, room, _TALLEST, int(Qt.TextFlag.TextWordWrap), item.text())
            item.setSizeHint(QSize(room, words.height() + 2 * _LINE_PADDING))

    # Qt calls this.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()


class ReportList(WrappedList):
    """A list of sentences about what was done, each with its outcome; whole sentences, wrapped."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name`: what a screen reader calls the list."""
        super().__init__(name, parent)
        self.setIconSize(QSize(_ICON, _ICON))

    def show_lines(self, lines: Sequence[tuple[Outcome, str]]) -> None:
        """Replace the sentences."""
        self.clear()
        colours = {Outcome.FAILED: theme.current().danger, Outcome.DONE: theme.current().accent}
        for outcome, text in lines:
            item = QListWidgetItem(icon(outcome.value, colours.get(outcome, theme.current().secondary)), text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_SPOKEN[outcome]}: {text}")
            self.addItem(item)
        self.measure()

    def as_text(self) -> str:
        """Return the sentences, one to a line, as they are copied."""
        return "\n".join(self.item(row).text() for row in range(self.count()))
