"""Which cases are the least certain, under a model of the coders: found in the background when they are asked for."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.model.coder import Layer
from annotator.operations.adjudication.posterior import estimate
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

_NOT_KNOWN = "Which cases are the least certain cannot be told: that needs three coders of the same passages."


class DoubtFinder(QObject):
    """`found` carries how far each case is from certainty, by its key."""

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._finding = LatestTask(session, self)

    @property
    def is_busy(self) -> bool:
        """Whether the model is being asked."""
        return self._finding.is_busy

    def find(self, layers: Sequence[Layer]) -> None:
        """Ask the model about the cases between these layers."""

        def work(project: Project, progress: Progress) -> dict[str, float]:
            return doubts(project, layers, progress)

        self._finding.start(work, self._show, self._session.tell)

    def drop(self) -> None:
        """Ask no more."""
        self._finding.drop()

    def _show(self, found: dict[str, float]) -> None:
        if not found:
            self._session.refused.emit(_NOT_KNOWN)
        self.found.emit(found)


def doubts(project: Project, layers: Sequence[Layer], progress: Progress) -> dict[str, float]:
    """Return how far the labels of each case are from certainty, in [0, 0.5], by its key; none of what is not known."""
    model = estimate(project, layers, progress=progress)
    beliefs = {key: model.of_place(number) for key, number in model.cases.items()}
    return {key: belief.doubt for key, belief in beliefs.items() if belief.labels}
