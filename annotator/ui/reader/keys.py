"""The caret's keys, in the platform's own conventions: one table, everything that is not in it belongs to the window.

Left and right go by what is seen: in a paragraph that runs to the left they change places.
"""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.ui.reader.caret import MovementUnit

if TYPE_CHECKING:
    from annotator.ui.reader.view import ReaderView

_Key = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Movement:
    """What a key asks of the caret. `visual`: forward means to the right."""

    unit: MovementUnit
    direction: int
    extend: bool
    visual: bool = False


_MOVEMENTS: dict[QKeySequence.StandardKey, Movement] = {
    _Key.MoveToNextChar: Movement(MovementUnit.GRAPHEME, 1, False, True),
    _Key.MoveToPreviousChar: Movement(MovementUnit.GRAPHEME, -1, False, True),
    _Key.MoveToNextWord: Movement(MovementUnit.WORD, 1, False, True),
    _Key.MoveToPreviousWord: Movement(MovementUnit.WORD, -1, False, True),
    _Key.MoveToNextLine: Movement(MovementUnit.LINE, 1, False),
    _Key.MoveToPreviousLine: Movement(MovementUnit.LINE, -1, False),
    _Key.MoveToNextPage: Movement(MovementUnit.PAGE, 1, False),
    _Key.MoveToPreviousPage: Movement(MovementUnit.PAGE, -1, False),
    _Key.MoveToStartOfLine: Movement(MovementUnit.LINE_EDGE, -1, False),
    _Key.MoveToEndOfLine: Movement(MovementUnit.LINE_EDGE, 1, False),
    _Key.MoveToStartOfBlock: Movement(MovementUnit.PARAGRAPH, -1, False),
    _Key.MoveToEndOfBlock: Movement(MovementUnit.PARAGRAPH, 1, False),
    _Key.MoveToStartOfDocument: Movement(MovementUnit.DOCUMENT, -1, False),
    _Key.MoveToEndOfDocument: Movement(MovementUnit.DOCUMENT, 1, False),
    _Key.SelectNextChar: Movement(MovementUnit.GRAPHEME, 1, True, True),
    _Key.SelectPreviousChar: Movement(MovementUnit.GRAPHEME, -1, True, True),
    _Key.SelectNextWord: Movement(MovementUnit.WORD, 1, True, True),
    _Key.SelectPreviousWord: Movement(MovementUnit.WORD, -1, True, True),
    _Key.SelectNextLine: Movement(MovementUnit.LINE, 1, True),
    _Key.SelectPreviousLine: Movement(MovementUnit.LINE, -1, True),
    _Key.SelectNextPage: Movement(MovementUnit.PAGE, 1, True),
    _Key.SelectPreviousPage: Movement(MovementUnit.PAGE, -1, True),
    _Key.SelectStartOfLine: Movement(MovementUnit.LINE_EDGE, -1, True),
    _Key.SelectEndOfLine: Movement(MovementUnit.LINE_EDGE, 1, True),
    _Key.SelectStartOfBlock: Movement(MovementUnit.PARAGRAPH, -1, True),
    _Key.SelectEndOfBlock: Movement(MovementUnit.PARAGRAPH, 1, True),
    _Key.SelectStartOfDocument: Movement(MovementUnit.DOCUMENT, -1, True),
    _Key.SelectEndOfDocument: Movement(MovementUnit.DOCUMENT, 1, True),
}


OWN: tuple[QKeySequence.StandardKey, ...] = (*_MOVEMENTS, _Key.Copy, _Key.SelectAll)
"""What the reader answers by itself, wherever it has the keyboard: an action with one of these keys would lose it."""


def own_keys() -> tuple[QKeySequence, ...]:
    """Return the keys of `OWN` on this platform, each once; an application must be there."""
    found = {key.toString(): key for own in OWN for key in QKeySequence.keyBindings(own)}
    return tuple(found.values())


def movement_of(event: QKeyEvent) -> Movement | None:
    """Return what a key asks of the caret, None for a key that is not the caret's."""
    return next((movement for key, movement in _MOVEMENTS.items() if event.matches(key)), None)


def asks_for_copy(event: QKeyEvent) -> bool:
    """Whether the key copies."""
    return event.matches(_Key.Copy)


def asks_for_all(event: QKeyEvent) -> bool:
    """Whether the key selects all."""
    return event.matches(_Key.SelectAll)


def asks_for_menu(event: QKeyEvent) -> bool:
    """Whether the key opens the context menu. Windows has a menu of its own for it, macOS none; Qt leaves X11 to us."""
    if sys.platform in ("win32", "darwin"):
        return False
    return event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier


def press(event: QKeyEvent, view: "ReaderView") -> bool:
    """Move the caret, copy, select all or ask for a menu; return whether the key is one of the text's own."""
    movement, has_text = movement_of(event), view.sheet.page is not None
    if movement is not None and has_text:
        leftwards = movement.visual and view.sheet.right_to_left_at(view.caret)
        view.move(movement.unit, -movement.direction if leftwards else movement.direction, movement.extend)
    elif asks_for_copy(event):
        view.copy()
    elif asks_for_all(event):
        view.select(0, len(view.board.index.text))
    elif asks_for_menu(event) and has_text:
        view.ask_for_menu()
    else:
        return False
    return True
