"""The keys while an edge of the selected span is moved: a mode of the text, which any other key ends.

Where an edge may go is the pure rule of `edges.py`; each press is saved at once.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from annotator.operations.coding import annotate
from annotator.ui.background.session import Session
from annotator.ui.coding.edges import moved
from annotator.ui.coding.selection import Shown
from annotator.ui.commands.key_table import keys_in_force, native
from annotator.ui.commands.text_keys import is_key

_STEPS = {
    "edge.right": (1, False),
    "edge.left": (-1, False),
    "edge.word_right": (1, True),
    "edge.word_left": (-1, True),
}
"""What the rows of the table of keys do: to which side, and whether by a word."""
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


class EdgeKeys(QObject):
    """`end`: which edge the arrows move: False the start, True the end, None neither."""

    said = Signal(str)

    def __init__(self, session: Session, shown: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shown = session, shown
        self.end: bool | None = None
        self._keys: Mapping[str, tuple[str, ...]] = keys_in_force({})
        shown.leaving.connect(self.stop)
        shown.reader.installEventFilter(self)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands that begin it do."""
        return {"code.start_edge": lambda: self.begin(False), "code.stop_edge": lambda: self.begin(True)}

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Read these keys, by the ids of the table's rows."""
        self._keys = keys
        # Whoever is installed last is asked first: while an edge is moved no key means anything else.
        self._shown.reader.installEventFilter(self)

    def begin(self, end: bool) -> None:
        """Let keys move an edge of the selected span until one of them ends it, or any other key does."""
        span = self._shown.active
        if span is None or not span.extents:
            return
        self.end = end
        self._hold(span.stop if end else span.start)
        self._shown.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)
        steps, words = self._pair("edge.left", "edge.right"), self._pair("edge.word_left", "edge.word_right")
        self.said.emit(
            f"{'End' if end else 'Start'} of the span: {steps} move it, {words} by words; {self._ending} ends"
        )

    def move(self, direction: int, by_word: bool) -> None:
        """Move the chosen edge."""
        span = self._shown.active
        if span is None or self.end is None:
            return
        extents = moved(self._shown.index, span.extents, self.end, direction, by_word)
        if self._session.run(annotate.set_extents, span.id, extents):
            self._hold(extents[-1].stop if self.end else extents[0].start)
            self.said.emit(f"{'End' if self.end else 'Start'} moved · saved; {self._ending} ends")

    @Slot()
    def stop(self) -> None:
        """Move it no more."""
        if self.end is not None:
            self.end = None
            self.said.emit("Edge placed · saved")

    @property
    def _ending(self) -> str:
        return native(self._keys["edge.end"][:1]) or "any other key"

    def _pair(self, one: str, other: str) -> str:
        return " and ".join(filter(None, (native(self._keys[id][:1]) for id in (one, other)))) or "no key"

    def _hold(self, edge: int) -> None:
        """Put the caret on the edge that is moved: it shows which one it is, and it is seen where it goes."""
        self._shown.steer(edge, edge)
        self._shown.reader.reveal_range(max(0, edge - 1), edge + 1)

    def _take(self, event: QKeyEvent) -> bool:
        """Use a key of the text; whether it had a meaning here."""
        if event.key() in _MODIFIERS:
            # Ctrl comes by itself before the arrow that it belongs to.
            return False
        if self.end is None:
            if self._shown.active_id is not None and is_key(event, self._keys["text.let_go"]):
                self._shown.select(None)
                return True
            return False
        row = self._row_of(event)
        if row in _STEPS:
            span, (side, by_word) = self._shown.active, _STEPS[row]
            leftwards = span is not None and self._shown.reader.sheet.right_to_left_at(span.start)
            self.move(-side if leftwards else side, by_word)
            return True
        self.stop()
        return row is not None

    def _row_of(self, event: QKeyEvent) -> str | None:
        """Return the row of the table that a key belongs to while an edge is moved."""
        return next((id for id in (*_STEPS, "edge.end") if is_key(event, self._keys[id])), None)

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the reader's keys while an edge is being moved, before they are shortcuts; else the one to let go."""
        if watched is self._shown.reader and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._take(event)
            if event.type() == QEvent.Type.ShortcutOverride and self.end is not None and self._row_of(event):
                event.accept()
                return True
        return super().eventFilter(watched, event)
