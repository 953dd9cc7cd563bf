"""Coders who come when cases are decided already: found in the background, announced, answered in one go."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.wording import counted
from annotator.operations.adjudication import newcomers
from annotator.operations.adjudication.newcomers import Arrival
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.adjudication.arrival_strip import ArrivalStrip
from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.comparison import layers_of
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.queue_listing import QueueListing
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

_NEVER = -1


class ArrivalFlow(QObject):
    """Looks whenever the queue has changed. `may_decide`: whether somebody decides now; it says why not."""

    said = Signal(str)
    changed = Signal()
    """It is asked, or no more."""

    def __init__(
        self,
        session: Session,
        strip: ArrivalStrip,
        shown: ShownCases,
        panel: CasePanel,
        listing: QueueListing,
        may_decide: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._strip, self._shown, self._panel = session, strip, shown, panel
        self._listing, self._may_decide = listing, may_decide
        self._known = _NEVER
        self._finding = LatestTask(session, self)
        strip.keep_requested.connect(self.keep)
        strip.open_requested.connect(self.open_apart)
        strip.look_requested.connect(self.look)

    @property
    def is_asked(self) -> bool:
        """Whether there is something to answer."""
        return self._strip.arrival.cases > 0

    @property
    def is_busy(self) -> bool:
        """Whether it is being looked at."""
        return self._finding.is_busy

    @Slot()
    def find(self) -> None:
        """Look at what coders who came say, where the queue has such cases that were not looked at yet."""
        arrived = self._panel.model.arrived
        if arrived.number == self._known:
            return
        self._known = arrived.number
        if not len(arrived):
            self._finding.drop()
            self._show(Arrival())
            return
        ids = [layer.id for layer in self._shown.coder_letters.layers]
        documents = arrived.documents

        def work(project: Project, progress: Progress) -> Arrival:
            return newcomers.arrival(project, layers_of(project, ids), documents, progress)

        self._finding.start(work, self._show)

    def drop(self) -> None:
        """Forget all: another project comes, or other coders are compared."""
        self._finding.drop()
        self._known = _NEVER
        self._show(Arrival())

    def renew_words(self) -> None:
        """Say it anew, with names or without."""
        self._strip.show_arrival(self._strip.arrival, self._shown.coder_letters)

    @Slot()
    def keep(self) -> None:
        """Keep all as it was decided."""
        self._answer(opens=False)

    @Slot()
    def open_apart(self) -> None:
        """Open again where those who came say something else, and keep the others."""
        self._answer(opens=True)

    @Slot()
    def look(self) -> None:
        """List those cases in the queue, and no others."""
        view = replace(self._panel.bar.view, arrived=True, document="", label="", kind="", within=None)
        self._listing.look(view, self._go_to_first)

    def _answer(self, opens: bool) -> None:
        if not self.is_asked or not self._may_decide():
            return
        layers, documents = list(self._shown.coder_letters.layers), self._strip.arrival.documents
        done = self._session.run(newcomers.answer, layers, opens, documents)
        if done is None:
            return
        kept = f"{counted(done.kept, 'decision')} kept"
        self.said.emit(f"{f'{kept}, {done.reopened} opened again' if done.reopened else kept} · saved")
        view = self._panel.bar.view
        if view.arrived:
            self._listing.look(replace(view, arrived=False))

    def _go_to_first(self) -> None:
        if self._panel.model.rows:
            self._shown.go_to(0)

    def _show(self, found: Arrival) -> None:
        self._strip.show_arrival(found, self._shown.coder_letters)
        self.changed.emit()
