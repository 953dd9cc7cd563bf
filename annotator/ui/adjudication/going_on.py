"""Where one goes after a decision: to the next open case, in whatever document, and what is said where none is left."""

from PySide6.QtCore import QObject, Signal

from annotator.model.wording import counted
from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.case_wording import NEEDS_TWO
from annotator.ui.adjudication.comparison import Comparison
from annotator.ui.adjudication.queue_model import QueueModel
from annotator.ui.adjudication.queue_updater import QueueUpdater
from annotator.ui.commands.key_names import key_of


class GoingOn(QObject):
    """Goes through the queue `model`, from the case that `shown` has at hand."""

    said = Signal(str)

    def __init__(
        self,
        shown: ShownCases,
        model: QueueModel,
        comparison: Comparison,
        queue_updater: QueueUpdater,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shown, self._model, self._comparison, self._queue_updater = shown, model, comparison, queue_updater

    def after_decision(self) -> None:
        """Go to the next open case; where there is none, have none at hand: the next key decides nothing otherwise."""
        following = self._model.open_from(self._shown.place_in_queue)
        if following >= 0:
            self._shown.go_to(following)
        else:
            nothing = self.nothing_open
            self._shown.leave_case(lambda: f"{nothing()}. {key_of('adjudicate.previous')} goes back to the last one.")
            self.said.emit(self.nothing_open())

    def to_open(self) -> None:
        """Go to the next open case of the queue, in whatever document it is; when none is left, to a deferred one."""
        following = self._shown.place_in_queue + 1
        row = self._model.open_from(following)
        row = row if row >= 0 else self._model.put_off_from(following)
        if row >= 0:
            self._shown.go_to(row)
        else:
            self.said.emit(self.nothing_open())

    def to_gold(self) -> None:
        """Show how the gold span at the caret, or the next one, came about."""
        found = self._shown.next_gold()
        if found is None or not self._shown.go_to_gold(found.id):
            self.said.emit("There is no gold after this point in the text")

    def nothing_open(self) -> str:
        """Say that no case is open, and what there is instead."""
        view, left = self._model.view, self._model.undecided()
        if len(self._shown.coder_letters.layers) < 2:
            return NEEDS_TWO
        if self._comparison.is_comparing:
            return "The coders are still being compared: a moment."
        if (view.document or view.label or view.kind or view.within is not None) and left:
            return f"No case that is listed is open; {counted(left, 'other is', 'others are')}"
        key = key_of("adjudicate.next_open")
        deferred = counted(left, f"deferred; {key} goes to it", f"deferred; {key} goes through them")
        if left:
            return f"No case is open but the {deferred}"
        every = "No case is open: every case is decided" if self._model.entries() else "No case is open"
        return f"{every}, and names are shown now" if self._queue_updater.names_have_come else every
