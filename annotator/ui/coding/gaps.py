"""From one empty slot to the next: the acts that lack something, and slots filled as in the act before."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.operations.coding import acts
from annotator.ui.background.session import Session
from annotator.ui.coding.acts import CodingActs
from annotator.ui.coding.selection import Shown
from annotator.ui.coding.units import CodingUnits


class CodingGaps(QObject):
    """Works on the card of `of_acts`."""

    said = Signal(str)

    def __init__(
        self, session: Session, shown: Shown, of_acts: CodingActs, units: CodingUnits, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._shown, self._acts, self._units = session, shown, of_acts, units

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {"code.next_gap": self.go_next, "code.fill_as_before": self.fill_as_before}

    def go_next(self) -> None:
        """Select the next act that lacks something required, after the last the first, and open its card there.

        Where units are given, units without a code come first.
        """
        if self._units.go_next_left():
            return
        shown, model = self._shown, self._shown.inspector.model
        shown.marks.finish()
        shown.sentences.finish()
        row = model.row_of(shown.active_id)
        after = row + 1 if row >= 0 else model.at_or_after(shown.reader.caret)
        lacking = model.next_missing(after)
        if lacking is None:
            self._session.refused.emit("No act of this text lacks anything that the codebook requires.")
            return
        shown.go_to(lacking.id)
        self._acts.open_gap()

    def fill_as_before(self) -> None:
        """Fill the empty slots for parties as in the act before this one, by their beginnings."""
        shown, model, act = self._shown, self._shown.inspector.model, self._acts.act
        shown.marks.finish()
        is_act = act is not None and act.label.is_act
        earlier = model.act_before(model.row_of(act.span.id)) if act is not None and is_act else None
        if act is None or earlier is None:
            self._session.refused.emit(
                "Select an act that stands behind another one; it takes over the parties of that."
            )
            return
        works = self._acts.card.has_keyboard
        if self._session.did(acts.fill_as, act.span.id, earlier.id):
            self.said.emit("Slots filled as in the act before · saved")
            if works:
                self._acts.open_gap()
