"""Which cases are listed and in which order, as the bar above the queue says; the least certain wait for a model."""

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from annotator.ui.adjudication.case_view import ShownCases
from annotator.ui.adjudication.doubt_finder import DoubtFinder
from annotator.ui.adjudication.panel import CasePanel
from annotator.ui.adjudication.queue_bar import BY_DOUBT
from annotator.ui.adjudication.queue_view import QueueView
from annotator.ui.background.session import Session


class QueueListing(QObject):
    """Follows the bar of `panel`."""

    def __init__(self, session: Session, panel: CasePanel, shown: ShownCases, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._shown = panel, shown
        self.doubts = DoubtFinder(session, self)
        panel.bar.changed.connect(self._on_view)
        self.doubts.found.connect(self._on_doubts)

    def drop(self) -> None:
        """Ask no model any more."""
        self.doubts.drop()

    @Slot(object)
    def _on_view(self, view: QueueView) -> None:
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
