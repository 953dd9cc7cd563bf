"""What is done with sets from the workspace: made of what is shown or selected, filled, emptied, renamed, removed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from annotator.ui.documents.narrowing import Narrowing
from annotator.ui.documents.set_lines import set_of
from annotator.ui.documents.set_panel import SetPanel
from annotator.ui.documents.set_verbs import SetVerbs
from annotator.ui.documents.table_view import DocumentTableView


class SetDesk(QObject):
    """Brings what is chosen at the left, and the documents that are selected, to the verbs."""

    said = Signal(str)

    def __init__(self, verbs: SetVerbs, sets: SetPanel, narrowing: Narrowing, table: DocumentTableView) -> None:
        super().__init__(sets)
        self._verbs, self._sets, self._narrowing, self._table = verbs, sets, narrowing, table
        sets.plus.clicked.connect(self.make)
        sets.list.dropped.connect(self._on_dropped)
        verbs.made.connect(sets.choose_later)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands on sets do."""
        return {
            "documents.new_set": self.make,
            "documents.add_to_set": lambda: self._verbs.add(self._table.chosen()),
            "documents.take_out": self.take_out,
            "documents.all": self._narrowing.show_all,
        }

    @property
    def has_keyboard(self) -> bool:
        """Whether a set, and no document, is meant."""
        return self._sets.list.hasFocus()

    @Slot()
    def make(self) -> None:
        """Ask for the name of a set of what is shown, or of the documents that are selected."""
        self._verbs.make(self._narrowing.words, self._table.chosen())

    def rename(self) -> None:
        """Ask for another name of the set at hand."""
        if (id := set_of(self._sets.list.at_hand)) is not None:
            self._verbs.rename(id)

    def remove(self) -> None:
        """Ask whether the set at hand is to go."""
        if (id := set_of(self._sets.list.at_hand)) is not None:
            self._verbs.remove(id)

    def take_out(self) -> None:
        """Take the documents that are selected out of the list that is chosen at the left; they stay in the project."""
        line = self._narrowing.line
        if line is not None and line.by_hand and (id := set_of(line)) is not None:
            self._verbs.take_out(id, self._table.chosen())
        else:
            self.said.emit("Choose a set at the left that is a list: then documents can be taken out of it.")

    @Slot(str, list)
    def _on_dropped(self, line: str, ids: list[str]) -> None:
        target = next((one for one in self._sets.model.lines if one.id == line), None)
        if target is not None and target.by_hand and (id := set_of(target)) is not None:
            self._verbs.put(id, ids)
        else:
            self._verbs.make("", ids)
