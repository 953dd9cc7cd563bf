"""Which cases are listed and in which order, as the bar above the queue says; the least certain wait for a model.

They are put in order in the background, since all cases are gone through for it: what was listed stays until then.

Who is in the set that was chosen is found as one comes here, and where sets, documents or their fields change: a text
that leaves a set because it was just decided stays, so that nothing moves under the hand.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from annotator.store.schema.tables import Table
from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.doubt_finder import DoubtFinder
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.queue_bar import ANY_SET, BY_DOUBT
from annotator.ui.adjudication.queue_view import Queue, QueueView, arranged
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.listed_set import ListedSet
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress

_RESTS_ON = (Table.DOCUMENT_SETS, Table.DOCUMENTS, Table.DOCUMENT_FIELDS)


class QueueListing(QObject):
    """Follows the bar of `panel`. `kept_changed`: another set was chosen; `begin_with` takes what it carries."""

    kept_changed = Signal(str)

    def __init__(self, session: Session, panel: CasePanel, shown: ShownCases, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._shown = panel, shown
        self.doubts = DoubtFinder(session, self)
        self.set = ListedSet(session, panel.bar.set, self, ANY_SET, _RESTS_ON)
        self._arranging = LatestTask(session, self)
        self._order = panel.bar.view.order
        self._then: Callable[[], object] | None = None
        self._kept = ""
        panel.bar.changed.connect(self.look)
        self.set.changed.connect(self._on_set)
        self.doubts.found.connect(self._on_doubts)

    def drop(self) -> None:
        """Ask no model any more, and for no set: another project comes."""
        self.doubts.drop()
        self.begin_with("")

    def begin_with(self, kept: str) -> None:
        """Have the set chosen that was chosen last for this project on this computer."""
        self._kept = kept
        self.set.begin_with(kept)
        self.look(replace(self._panel.bar.view, within=None))

    @Slot(object)
    def look(self, view: QueueView, then: Callable[[], object] | None = None) -> None:
        """List these cases in this order, and have that at hand shown among them, or do `then` what is to be done."""
        if view.within is None and self.set.members is not None:
            self.set.show_all()
        self._panel.bar.show_view(view)
        was, self._order = self._order, view.order
        self._then = then or self._then
        self._arrange()
        if view.order == BY_DOUBT != was:
            self.doubts.find(self._shown.coder_letters.layers)
        elif view.order != BY_DOUBT:
            self.doubts.drop()

    @Slot()
    def catch_up(self) -> None:
        """List the cases as the bar says, where they came in the order that it said when they were asked for."""
        if self._panel.model.view != self._panel.bar.view:
            self._arrange()

    def _arrange(self) -> None:
        model, view = self._panel.model, self._panel.bar.view
        every, number = model.entries(), model.number
        if not every:
            self._arranging.drop()
            self._then = None
            model.show(arranged((), view))
            return

        def work(progress: Progress) -> Queue:
            # All of them are taken in one step of the interpreter, into which no change of the window comes.
            return arranged(tuple(every.values()), view)

        self._arranging.compute(work, partial(self._on_arranged, number))

    def _on_arranged(self, number: int, queue: Queue) -> None:
        """List the cases so; where one was decided meanwhile, once it stands where it belongs."""
        if number != self._panel.model.number:
            self._arrange()
            return
        then, self._then = self._then, None
        self._panel.model.show(queue)
        self._shown.show_case()
        if then is not None:
            then()

    @Slot(bool)
    def _on_set(self, is_new: bool) -> None:
        """List the cases of the set alone; where it was just chosen, go to the first, unless that at hand is listed."""
        if self.set.chosen != self._kept:
            self._kept = self.set.chosen
            self.kept_changed.emit(self._kept)
        self.look(replace(self._panel.bar.view, within=self.set.members), self._go_to_first if is_new else None)

    def _go_to_first(self) -> None:
        if self._shown.row < 0 and self._panel.model.rows:
            self._shown.go_to(0)

    @Slot(object)
    def _on_doubts(self, found: dict[str, float]) -> None:
        self.look(replace(self._panel.bar.view, doubts=found))
