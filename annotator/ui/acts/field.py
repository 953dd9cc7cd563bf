"""The line of a row: it says what fills the row, and is typed in to choose something else.

While it has the keyboard, its text is what is typed and what fills the row stands behind as a prompt; elsewhere it is
painted as words without a frame.
"""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.acts.popup import PAGE
from annotator.ui.acts.rows import CardRow
from annotator.ui.acts.stands import Stand, font_of, paint
from annotator.ui.commands.key_names import follow_keys

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OUT = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE}
_Modifier = Qt.KeyboardModifier


class RowField(QLineEdit):
    """What is done in it leaves as a signal; `row` is what it shows."""

    edited = Signal(str)
    """Something was typed, by keys or by what types for a person: a screen reader, dictation."""
    entered = Signal()
    """It has got the keyboard."""
    parted = Signal()
    """The keyboard has gone elsewhere within the window; its text is what was typed."""
    taken = Signal(bool)
    """Enter; True: and stay for another."""
    stepped = Signal(int)
    emptied = Signal()
    toggled = Signal()
    dropped = Signal()
    """Escape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = CardRow("", "")
        self._is_saying = False
        self.textChanged.connect(self._on_text)
        self.setFont(font_of(Stand.WORD))
        follow_keys(self, self._say_prompt)

    @property
    def typed(self) -> str:
        """What was typed, empty while the keyboard is elsewhere."""
        return self.text() if self.hasFocus() else ""

    def show_row(self, row: CardRow) -> None:
        """Say what fills the row now; what is being typed stays."""
        before, self.row = self.row, row
        self.setAccessibleName(row.spoken)
        self._say_prompt()
        self.setToolTip(row.said if len(row.said) > 24 else "")
        self.update()
        if not self.hasFocus() or (row.is_typed and self.text() == before.said):
            self._say()

    def clear_typed(self) -> None:
        """Let go of what was typed."""
        self._say()

    def _say_prompt(self) -> None:
        self.setPlaceholderText(self.row.said or self.row.prompt)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        # Qt's textEdited leaves out what comes through the accessibility interface.
        if self.hasFocus() and not self._is_saying:
            self.edited.emit(text)

    def _say(self) -> None:
        listed = self.hasFocus() and not self.row.is_typed
        self._is_saying = True
        self.setText("" if listed else self.row.said)
        self._is_saying = False
        self.setCursorPosition(0)
        if self.hasFocus() and self.row.is_typed:
            self.selectAll()

    def _is_own(self, event: QKeyEvent) -> bool:
        """Whether a key means something here that a command of the window would take."""
        ctrl = event.modifiers() == _Modifier.ControlModifier
        return (event.key() in _ENTER and ctrl and not self.row.is_typed) or event.key() in _OUT

    def _is_windows(self, event: QKeyEvent) -> bool:
        """Whether a key takes a choice back or does it again: with nothing typed there is no typing to take back."""
        undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return undoes and not self.row.is_typed and not self.text()

    def _take(self, event: QKeyEvent) -> bool:
        """Use a key; whether it had a meaning here."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~(_Modifier.KeypadModifier | _Modifier.ShiftModifier)
        plain, listed = held == _Modifier.NoModifier, not self.row.is_typed
        if key in _ENTER and (plain or (held == _Modifier.ControlModifier and listed)):
            self.taken.emit(not plain)
        elif key == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.text() == "+" and listed and plain:
            self.taken.emit(True)
        elif key in _STEPS and plain and listed:
            self.stepped.emit(_STEPS[key])
        elif key in _OUT and plain and listed and not self.text():
            self.emptied.emit()
        elif key == Qt.Key.Key_Space and plain and self.row.is_toggled:
            self.toggled.emit()
        else:
            return False
        return True

    # Qt calls these.

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        paint(painter, self.rect(), self.row)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_windows(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Back from a menu or another window what was typed is still there.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._say()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.parted.emit()
            self._say()
