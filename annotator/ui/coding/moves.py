"""Ways through the spans by keys: from one to the next, and through those that overlap."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from annotator.ui.background.session import Session
from annotator.ui.coding.selection import Shown
from annotator.ui.coding.units import CodingUnits


class CodingMoves(QObject):
    """Selects spans of `shown`; changes nothing in the project. `back_requested` carries the id of a command."""

    back_requested = Signal(str)

    def __init__(self, session: Session, shown: Shown, units: CodingUnits, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shown, self._units = session, shown, units
        self._from = ""

    def come_from(self, command: str) -> None:
        """Go back from here by this command, once there is no jump left; empty: from nowhere."""
        self._from = command
        if command:
            self._shown.forget_jumps()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands that move do."""
        return {
            "code.next_span": lambda: self.go_span(1),
            "code.previous_span": lambda: self.go_span(-1),
            "code.cycle": self.cycle,
            "code.back": self.go_back,
        }

    def go_span(self, steps: int) -> None:
        """Select the next or the previous span, from the selected one or else from the caret; a unit, where given."""
        shown = self._shown
        if self._units.given:
            self._units.go(steps)
            return
        shown.marks.finish()
        model = shown.inspector.model
        row = model.row_of(shown.active_id)
        if row < 0:
            row = model.at_or_after(shown.reader.caret) - (1 if steps > 0 else 0)
        if 0 <= row + steps < len(model.spans):
            shown.go_to(model.spans[row + steps].id)
        else:
            self._session.refused.emit(f"There is no span {'after' if steps > 0 else 'before'} this place.")

    def go_back(self) -> None:
        """Go back to where the last jump began, with the keyboard in the text, or to where one came from."""
        if self._shown.go_back():
            self._shown.reader.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._from:
            self.back_requested.emit(self._from)
        else:
            self._session.refused.emit("There is no jump to go back from.")

    def cycle(self) -> None:
        """Select the next of the spans that lie over the caret."""
        shown = self._shown
        ids = [mark.id for mark in shown.reader.sheet.marks_at(shown.reader.caret)]
        if not ids:
            self._session.refused.emit("No span lies under the caret.")
            return
        at = ids.index(shown.active_id) + 1 if shown.active_id in ids else 0
        shown.select(ids[at % len(ids)])

    def to_list(self) -> None:
        """Put the keyboard into the list of spans, all of which are in it then."""
        self._shown.marks.finish()
        self._shown.inspector.focus_list()
