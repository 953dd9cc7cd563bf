"""The queue kept true to the project: made in the background, and then only what a step touched is looked at again."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.coder import Layer
from annotator.model.settings import ProjectSettings
from annotator.operations.adjudication import without_names
from annotator.operations.adjudication.adjudicate import PolicyPlan
from annotator.operations.people import people
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.comparison import Compared, Comparison, last_step, layers_of, listed
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.policy_flow import settled_in_words
from annotator.ui.adjudication.queue_view import QueueRow
from annotator.ui.background.session import Session

_AGAIN_AT_ONCE = 20
"""Of more documents than these that a step touched, all are compared again."""
_TOUCHES = (Table.SPANS, Table.LINKS, Table.DECISIONS, Table.ASSIGNMENTS)
_BY_ITSELF = "unanimous"


class QueueUpdater(QObject):
    """Compares the layers of `shown.coder_letters` and puts their cases into the panel's queue."""

    counted = Signal(object)
    """Open cases by document; None while they are counted."""
    document_counted = Signal(str, int)
    said = Signal(str)
    named = Signal()
    """Coders are called by their names now, or by letters again."""

    def __init__(
        self, session: Session, shown: ShownCases, panel: CasePanel, comparison: Comparison, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._shown, self._panel, self._comparison = session, shown, panel, comparison
        self.settings = ProjectSettings()
        """What the project says, as it was read last."""
        # Whether all cases are known, so that it can be told whether every one is decided.
        self._is_counted = False
        # Whether the queue is still to lead somewhere for the first time.
        self._at_head = True
        # The layers (by id) that were chosen to be compared; None for those of all coders who have begun.
        self._chosen: list[str] | None = None
        # The document and the span whose case is gone to once all are compared.
        self._asked = "", ""
        # What was changed while all documents were being compared, each with the last step known then.
        self._missed: list[tuple[int, Changes]] = []
        comparison.compared.connect(self._on_compared)
        comparison.requeued.connect(self._on_requeued)
        comparison.failed.connect(self._on_error)

    def reset(self) -> None:
        """Begin anew with the next project."""
        self._at_head, self._chosen, self._asked = True, None, ("", "")
        self._missed.clear()
        self.settings, self._is_counted = ProjectSettings(), False
        self._shown.set_coder_letters(CoderLetters())
        self._panel.model.show_all(())

    def set_layers(self, layers: Iterable[Layer]) -> None:
        """Compare these layers from now on, called as the project has chosen."""
        compared, self.settings = tuple(layers), self._session.project.settings.get()
        self._shown.set_coder_letters(CoderLetters(compared, self._are_names_hidden(compared)))

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers of the coders who are compared."""
        return self._shown.coder_letters.layers

    @property
    def names_have_come(self) -> bool:
        """Whether names that were hidden are shown, since every case is decided."""
        return self.settings.adjudicate_without_names and not self._shown.coder_letters.names_hidden

    @Slot()
    def renew_names(self) -> None:
        """Call coders by their names once every case is decided, where the project says so, and by letters before."""
        letters = self._shown.coder_letters
        if self._are_names_hidden(letters.layers) != letters.names_hidden:
            self.set_layers(letters.layers)
            self._shown.document.place_lanes(self._shown.coder_letters, self._shown.key)
            self._shown.show_case()
            self.named.emit()

    def choose(self, names: Sequence[str]) -> None:
        """Compare these coders (or layers) from now on; raises `NotFound`."""
        self._chosen = [layer.id for layer in people.layers_named(self._session.project, list(names))]

    def begin(self, settles: bool = True) -> None:
        """Make the queue of the coders who are compared, after what they all say alike was settled.

        Not `settles`: after an undo, as a step now would be in the way of its redo.
        """
        self._is_counted = False
        self._shown.awaits_queue = not self._panel.model.entries()
        self.set_layers(self._to_compare())
        if len(self._shown.coder_letters.layers) < 2:
            # Nothing is compared, so that nothing is said of how many cases there are: that would sound as if all
            # of them were decided.
            was_counted = bool(self._panel.model.entries())
            self._comparison.stop()
            self._panel.model.show_all(())
            if was_counted:
                self.counted.emit({})
            self._shown.refresh()
        else:
            self.settle(_BY_ITSELF if settles else None)

    def settle(self, plan: PolicyPlan | str | None) -> None:
        """Settle by a policy, and make the queue of what is left."""
        self._is_counted = False
        self.counted.emit(None)
        self._missed.clear()
        self._comparison.compare(self._shown.coder_letters.layers, self._panel.bar.view, plan)

    def lead_to(self, span: str) -> None:
        """Show the case of a span of this document; where that is still to be found, once all are compared."""
        self._at_head = False
        self._asked = (self._shown.document.id or "", span) if self._comparison.is_comparing else ("", "")
        self._shown.go_to_span(span)

    def take_over(self, changes: Changes) -> None:
        """Look again at what a step touched; at everything where other documents or coders are compared now."""
        others = changes.touches(Table.LAYERS) and tuple(self._to_compare()) != self._shown.coder_letters.layers
        if others or changes.touches(Table.DOCUMENTS, Table.CODERS):
            self.begin(settles=changes.kind == "do")
        elif self._comparison.is_comparing:
            self._missed.append((last_step(self._session.project), changes))
        else:
            self._look_again(changes)

    def _to_compare(self) -> list[Layer]:
        """Return the layers that were chosen and are still there; where fewer than two are, those of all coders."""
        project = self._session.project
        chosen = layers_of(project, self._chosen or ())
        return chosen if len(chosen) > 1 else people.layers_named(project, None)

    def _are_names_hidden(self, compared: tuple[Layer, ...]) -> bool:
        if not self.settings.adjudicate_without_names:
            return False
        # What some of the coders say may be decided, and what all say not yet.
        is_every = compared == tuple(people.layers_named(self._session.project, None))
        model = self._panel.model
        all_decided = self._is_counted and is_every and not model.undecided() and not len(model.arrived)
        return without_names.hidden_now(self.settings, all_decided)

    def _look_again(self, changes: Changes) -> None:
        if changes.is_bulk or len(changes.documents) > _AGAIN_AT_ONCE:
            self._shown.refresh()
            self._comparison.compare(self._shown.coder_letters.layers, self._panel.bar.view, None)
            return
        document = self._shown.document
        touches = changes.touches(*_TOUCHES)
        again = set(changes.documents) if touches else set()
        if changes.touches(Table.CODEBOOK_VERSIONS):
            self._shown.refresh()
        elif touches and changes.concerns(document.id):
            left = self._shown.renew_gold()
            if not document.catch_up():
                self._shown.refresh()
            elif document.book is not None:
                again.discard(document.id or "")
                if left:
                    self._shown.show_case()
        elif changes.touches(Table.ACTORS):
            self._shown.show_case()
        self._requeue(again)

    def _requeue(self, documents: set[str]) -> None:
        if documents and len(self._shown.coder_letters.layers) > 1:
            self._comparison.requeue(self._shown.coder_letters.layers, documents)

    def _take_missed(self, until: int) -> None:
        """Look again at what was changed after the cases were read."""
        missed = [changes for step, changes in self._missed if step > until]
        self._missed.clear()
        documents = {id for changes in missed if changes.touches(*_TOUCHES) for id in changes.documents}
        if any(changes.is_bulk for changes in missed) or len(documents) > _AGAIN_AT_ONCE:
            self._comparison.compare(self._shown.coder_letters.layers, self._panel.bar.view, None)
        else:
            self._requeue(documents)

    @Slot(object)
    def _on_compared(self, found: Compared) -> None:
        model, self._shown.awaits_queue = self._panel.model, False
        model.begin(found.cases, found.queue)
        self._is_counted = True
        self.counted.emit(model.counts())
        first, at_head, (document, span) = model.at(0), self._at_head, self._asked
        self._at_head, self._asked = False, ("", "")
        self._shown.renew_gold()
        if at_head and first is not None and first.document != self._shown.document.id:
            self._shown.go_to(0)
        else:
            self._shown.refresh()
        if span and document == self._shown.document.id:
            self._shown.go_to_span(span)
        self._take_missed(found.until)
        if found.report is not None and found.report.policy != _BY_ITSELF:
            self.said.emit(settled_in_words(found.report))

    @Slot(object)
    def _on_requeued(self, found: dict[str, list[QueueRow]]) -> None:
        model, document = self._panel.model, self._shown.document
        for id, cases in found.items():
            if id == document.id and document.book is not None:
                # What is shown is newer.
                place = cases[0].entry.place if cases else 0
                cases = [listed(one, place, document.text) for one in document.cases.values()]
            model.put_document(id, cases)
            self.document_counted.emit(id, model.undecided(id))
        # The case at hand may be listed now, or in another row.
        self._shown.show_case()

    @Slot(object)
    def _on_error(self, error: Exception) -> None:
        self._shown.awaits_queue = False
        self.counted.emit(self._panel.model.counts())
        self._take_missed(0)
        self._session.tell(error)
