"""The queue kept true to the project: made in the background, and then only what a step touched is looked at again."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.coder import Layer
from annotator.operations import blind
from annotator.operations.adjudicate import PolicyPlan
from annotator.store.journal import Changes
from annotator.ui.adjudication.comparing import Compared, Comparison, listed
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.queue_view import Listed
from annotator.ui.adjudication.seats import Seats
from annotator.ui.adjudication.settling import settled_in_words
from annotator.ui.adjudication.shown import ShownCases
from annotator.ui.session import Session

_AGAIN_AT_ONCE = 20
"""Of more documents than these that a step touched, all are compared again."""
_TOUCHES = ("spans", "links", "decisions", "assignments")
_BY_ITSELF = "unanimous"


class QueueUpkeep(QObject):
    """Compares the layers of `shown.seats` and puts their cases into the panel's queue."""

    counted = Signal(object)
    """Open cases by document; None while they are counted."""
    document_counted = Signal(str, int)
    said = Signal(str)

    def __init__(
        self, session: Session, shown: ShownCases, panel: CasePanel, comparison: Comparison, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._shown, self._panel, self._comparison = session, shown, panel, comparison
        # Whether the queue is still to lead somewhere for the first time.
        self._at_head = True
        comparison.compared.connect(self._on_compared)
        comparison.requeued.connect(self._on_requeued)
        comparison.failed.connect(self._on_error)

    def forget(self) -> None:
        """Begin anew with the next project."""
        self._at_head = True
        self._shown.set_seats(Seats())
        self._panel.model.show_all(())

    def seat(self, layers: Iterable[Layer]) -> None:
        """Compare these layers from now on, called as the project has chosen."""
        self._shown.set_seats(Seats(tuple(layers), blind.is_blind(self._session.project)))

    def begin(self, layers: Iterable[Layer]) -> None:
        """Make the queue of these layers, after what they all say alike was settled."""
        self.seat(layers)
        if len(self._shown.seats.layers) < 2:
            self._panel.model.show_all(())
            self.counted.emit({})
            self._shown.refresh()
        else:
            self.settle(_BY_ITSELF)

    def settle(self, plan: PolicyPlan | str) -> None:
        """Settle by a policy, and make the queue of what is left."""
        self.counted.emit(None)
        self._comparison.compare(self._shown.seats.layers, self._panel.model.view, plan)

    def take_over(self, changes: Changes) -> None:
        """Look again at what a step touched."""
        if changes.is_bulk or len(changes.documents) > _AGAIN_AT_ONCE:
            self._shown.refresh()
            self._comparison.compare(self._shown.seats.layers, self._panel.model.view, None)
            return
        document = self._shown.document
        touches = changes.touches(*_TOUCHES)
        again = set(changes.documents) if touches else set()
        if changes.touches("codebook_versions"):
            self._shown.refresh()
        elif touches and changes.concerns(document.id):
            if not document.catch_up():
                self._shown.refresh()
            elif document.book is not None:
                again.discard(document.id or "")
        elif changes.touches("actors"):
            self._shown.show_case()
        if again and len(self._shown.seats.layers) > 1:
            self._comparison.requeue(self._shown.seats.layers, again)

    @Slot(object)
    def _on_compared(self, found: Compared) -> None:
        model = self._panel.model
        model.show_all(found.every, found.queue if found.view == model.view else None)
        self.counted.emit(model.counts())
        first, at_head = model.at(0), self._at_head
        self._at_head = False
        if at_head and first is not None and first.document != self._shown.document.id:
            self._shown.go_to(0)
        else:
            self._shown.refresh()
        if found.report is not None and found.report.policy != _BY_ITSELF:
            self.said.emit(settled_in_words(found.report))

    @Slot(object)
    def _on_requeued(self, found: dict[str, list[Listed]]) -> None:
        model, document = self._panel.model, self._shown.document
        for id, cases in found.items():
            if id == document.id and document.book is not None:
                # What is shown is newer.
                place = cases[0].entry.place if cases else 0
                cases = [listed(one, place, document.text) for one in document.cases.values()]
            model.put_document(id, cases)
            self.document_counted.emit(id, model.undecided(id))
        self._panel.say_counts()

    @Slot(object)
    def _on_error(self, error: Exception) -> None:
        self.counted.emit(self._panel.model.counts())
        self._session.tell(error)
