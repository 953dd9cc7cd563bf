"""Which cases are listed and in which order, as the bar above the queue says; the least certain wait for a model.

Who is in the set that was chosen is found as one comes here, and where sets, documents or their fields change: a text
that leaves a set because it was just decided stays, so that nothing moves under the hand.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from annotator.store.schema.tables import Table
from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.doubt_finder import DoubtFinder
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.queue_bar import ANY_SET, BY_DOUBT
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.background.listed_set import ListedSet
from annotator.ui.background.session import Session

_RESTS_ON = (Table.DOCUMENT_SETS, Table.DOCUMENTS, Table.DOCUMENT_FIELDS)


class QueueListing(QObject):
    """Follows the bar of `panel`. `kept_changed`: another set was chosen; `begin_with` takes what it carries."""

    kept_changed = Signal(str)

    def __init__(self, session: Session, panel: CasePanel, shown: ShownCases, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._shown = panel, shown
        self.doubts = DoubtFinder(session, self)
        self.set = ListedSet(session, panel.bar.set, self, ANY_SET, _RESTS_ON)
        self._kept = ""
        panel.bar.changed.connect(self._on_view)
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
        self._look(replace(self._panel.bar.view, within=None))

    @Slot(bool)
    def _on_set(self, is_new: bool) -> None:
        """List the cases of the set alone; where it was just chosen, go to the first, unless that at hand is listed."""
        self._look(replace(self._panel.bar.view, within=self.set.members))
        self._shown.show_case()
        if self.set.chosen != self._kept:
            self._kept = self.set.chosen
            self.kept_changed.emit(self._kept)
        if is_new and self._shown.row < 0 and self._panel.model.rows:
            self._shown.go_to(0)

    def _look(self, view: QueueView) -> None:
        self._panel.bar.show_view(view)
        self._panel.model.look(view)

    @Slot(object)
    def _on_view(self, view: QueueView) -> None:
        if view.within is None and self.set.members is not None:
            self.set.show_all()
        is_asked = view.order == BY_DOUBT != self._panel.model.view.order
        self._panel.model.look(view)
        self._shown.show_case()
        if is_asked:
            self.doubts.find(self._shown.coder_letters.layers)
        elif view.order != BY_DOUBT:
            self.doubts.drop()

    @Slot(object)
    def _on_doubts(self, found: dict[str, float]) -> None:
        view = replace(self._panel.bar.view, doubts=found)
        self._panel.bar.show_view(view)
        self._on_view(view)
