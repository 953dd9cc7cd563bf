"""Keys of the text that the settings have replaced: the reader, which knows the system's keys, is given those instead.

A key that a row of the table has now reaches the reader as the system's key for it; a key of the system that its row
has given up reaches nobody. Rows that were left as they are cost nothing: the reader answers for them by itself.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.ui.commands.key_table import TABLE

if TYPE_CHECKING:
    # The text is loaded with the workspace that shows one.
    from annotator.ui.reader.view import ReaderView

_Modifier = Qt.KeyboardModifier
_PLACES = _Modifier.KeypadModifier | _Modifier.GroupSwitchModifier
"""Which part of the keyboard a key is on; on a Mac the arrows count as its keypad."""


def is_key(event: QKeyEvent, keys: Iterable[str]) -> bool:
    """Whether one of the keys, in Qt's portable notation, was pressed."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~_PLACES
    pressed = {QKeySequence(QKeyCombination(modifiers, key)).toString()}
    if (text := event.text().strip()) and text.isprintable() and not text.isalpha():
        # Where a sign needs Shift is the keyboard's matter.
        pressed.add(QKeySequence(QKeyCombination(modifiers & ~_Modifier.ShiftModifier, key)).toString())
    return any(QKeySequence(each).toString() in pressed for each in keys)


class TextKeys(QObject):
    """Stands before the keys of one reader."""

    def __init__(self, reader: "ReaderView", parent: QObject) -> None:
        super().__init__(parent)
        self._reader = reader
        self._changed: dict[QKeySequence.StandardKey, tuple[str, ...]] = {}

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Read these keys, by the ids of the table's rows."""
        self._reader.removeEventFilter(self)
        self._changed = {
            row.standard: keys[row.id] for row in TABLE if row.standard is not None and keys[row.id] != row.own_keys()
        }
        if self._changed:
            self._reader.installEventFilter(self)

    def _take(self, event: QKeyEvent) -> bool:
        """Pass a key on as what it means now; whether its old meaning is gone."""
        for standard, keys in self._changed.items():
            systems = QKeySequence.keyBindings(standard)
            if systems and is_key(event, keys):
                meant: QKeyCombination = systems[0][0]  # type: ignore[index]  # PySide's stubs lack it
                self._reader.keyPressEvent(QKeyEvent(event.type(), meant.key(), meant.keyboardModifiers()))
                return True
        if any(event.matches(standard) for standard in self._changed):
            event.ignore()
            return True
        return False

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read a key of the reader anew."""
        if watched is self._reader and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(event)
        return super().eventFilter(watched, event)
