"""Documents narrowed to a set: which one is chosen in a list, and which documents are in it now.

Who is in a set is found in the background, and anew when anything changes that it may hang on. The document that is
shown stays in the list as long as it is shown: a text does not go away under who has just called it done.
"""

from collections.abc import Collection, Sequence, Set

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox

from annotator.model.errors import UserError
from annotator.operations.documents.sets import documents_of
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress

RESTS_ON = (
    Table.DOCUMENT_SETS,
    Table.DOCUMENTS,
    Table.SPANS,
    Table.ASSIGNMENTS,
    Table.DECISIONS,
    Table.DOCUMENT_FIELDS,
)
"""The tables on which it may hang who is in a set."""


def offer_sets(box: QComboBox, every: str, sets: Sequence[tuple[str, str]], chosen: str) -> bool:
    """List all documents, called `every`, and these sets (id and name); whether the one that is chosen is among them.

    Without sets there is nothing to choose, and the list is hidden.
    """
    with QSignalBlocker(box):
        box.clear()
        box.addItem(every, "")
        for id, name in sets:
            box.addItem(name, id)
        at = box.findData(chosen)
        box.setCurrentIndex(max(at, 0))
    box.setVisible(bool(sets))
    return at >= 0


class ListedSet(QObject):
    """`changed` tells that other documents are to be listed. `members`: None for all."""

    changed = Signal(bool)
    """Whether another set was chosen, so that the document that is shown need not be listed any more."""

    def __init__(
        self, session: Session, choice: QComboBox, parent: QObject, every: str, rests_on: Collection[Table] = RESTS_ON
    ) -> None:
        """`choice`: the list to choose from, where all documents are called `every`.

        `rests_on`: where a step touches any of these tables, it is looked anew who is in the set.
        """
        super().__init__(parent)
        self._session, self._choice, self._every, self._rests_on = session, choice, every, rests_on
        self.chosen, self._is_new = "", False
        self.members: Set[str] | None = None
        self._finding = LatestTask(session, self)
        choice.activated.connect(self._on_chosen)

    @property
    def is_busy(self) -> bool:
        """Whether it is still to be found which documents are in the set."""
        return self._finding.is_busy

    def renew(self) -> None:
        """List the sets that there are now."""
        sets = [(one.id, one.name) for one in self._session.project.document_sets.all()]
        if not offer_sets(self._choice, self._every, [(str(id), name) for id, name in sets], self.chosen):
            self.show_all()

    def begin_with(self, chosen: str) -> None:
        """Have another set chosen (its id, empty for none), without telling of it; `find` lists its documents."""
        self.reset()
        self.chosen = chosen

    def find(self) -> None:
        """List the sets that there are now, and find who is in the one that is chosen."""
        self.renew()
        if self.chosen:
            self._find()

    def on_changed(self, changes: Changes) -> None:
        """Look anew who is in the set, where that may be somebody else."""
        if changes.touches(Table.DOCUMENT_SETS):
            self.renew()
        if self.chosen and changes.touches(*self._rests_on):
            self._find()

    def show_all(self) -> None:
        """List all documents again."""
        self._finding.drop()
        was, self.chosen, self.members = self.members, "", None
        self._choice.setCurrentIndex(0)
        if was is not None:
            self.changed.emit(False)

    def reset(self) -> None:
        """Begin anew, with another project."""
        self._finding.drop()
        self.chosen, self.members = "", None
        offer_sets(self._choice, self._every, [], "")

    @Slot()
    def _on_chosen(self) -> None:
        self.chosen = str(self._choice.currentData() or "")
        self._is_new = True
        if self.chosen:
            self._find()
        else:
            self.show_all()

    def _find(self) -> None:
        chosen = self.chosen

        def work(project: Project, progress: Progress) -> Set[str]:
            return frozenset(documents_of(project, project.document_sets.get(chosen)))

        self._finding.start(work, self._on_found, self._on_failed)

    def _on_found(self, members: Set[str]) -> None:
        is_new, self._is_new = self._is_new, False
        if members != self.members:
            self.members = members
            self.changed.emit(is_new)

    def _on_failed(self, error: Exception) -> None:
        """Say why a set cannot be listed, and list all."""
        if isinstance(error, UserError):
            self.show_all()
        self._session.tell(error)
