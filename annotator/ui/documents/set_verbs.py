"""Sets made, named anew, filled and removed; each is one step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.document_set import DocumentSet
from annotator.model.ids import DocumentId, SetId
from annotator.model.wording import counted, isolated
from annotator.operations.documents.sets import change_set, make_set, remove_set, rename_set
from annotator.operations.people.roles import Right
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import Dialog, open_dialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.documents.set_dialog import SetDialog
from annotator.ui.kit.picker import Picker, PickItem
from annotator.ui.kit.widgets import words

_NEW = ""


class SetVerbs(QObject):
    """`made` carries the id of a set that is there now."""

    made = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._widget = session, parent

    def make(self, filter: str, ids: Sequence[str]) -> None:
        """Ask for the name of a set of what a filter lets in, or of these documents."""
        if self._session.allows(Right.SETS):
            dialog = SetDialog(filter, len(ids), parent=self._widget.window())
            dialog.given.connect(lambda name, by_filter: self._make(name, filter if by_filter else None, ids))
            open_dialog(dialog)

    def add(self, ids: Sequence[str]) -> None:
        """Ask for the set by hand that documents go to, or for a new one."""
        if not ids or not self._session.allows(Right.SETS):
            return
        by_hand = [one for one in self._session.project.document_sets.all() if one.documents is not None]
        if not by_hand:
            self.make("", ids)
            return
        items = [PickItem(one.id, one.name, hint=f"{len(one.documents or ()):,}") for one in by_hand]
        items.append(PickItem(_NEW, "A new set…"))
        title = f"Add {counted(len(ids), 'document')} to"
        picker = Picker(items, title, "Type a set’s name", "No set is called that.", self._widget.window())
        picker.chosen.connect(lambda id: self.put(id, ids) if id != _NEW else self.make("", ids))
        open_dialog(picker)

    def put(self, id: str, ids: Sequence[str]) -> None:
        """Add documents to a set by hand."""
        if not self._session.allows(Right.SETS):
            return
        one = self._session.project.document_sets.get(id)
        together = tuple(dict.fromkeys((*(one.documents or ()), *map(DocumentId, ids))))
        added = len(together) - len(one.documents or ())
        if self._session.run(change_set, one.id, documents=together):
            self._session.said.emit(f"{isolated(one.name)}: {counted(added, 'document')} added · saved")

    def take_out(self, id: SetId, ids: Sequence[str]) -> None:
        """Take documents out of a set by hand; they stay in the project."""
        if not self._session.allows(Right.SETS):
            return
        one, gone = self._session.project.document_sets.get(id), set(ids)
        left = tuple(each for each in one.documents or () if each not in gone)
        if self._session.run(change_set, id, documents=left):
            taken = counted(len(one.documents or ()) - len(left), "document")
            self._session.said.emit(f"{isolated(one.name)}: {taken} taken out · saved")

    def rename(self, id: SetId) -> None:
        """Ask for another name of a set."""
        if self._session.allows(Right.SETS):
            name = self._session.project.document_sets.get(id).name
            dialog = ReasonDialog("Rename the set", "Name", name, parent=self._widget.window())
            dialog.given.connect(lambda given: self._session.run(rename_set, id, given))
            open_dialog(dialog)

    def remove(self, id: SetId) -> None:
        """Ask whether a set is to go; its documents stay."""
        if self._session.allows(Right.SETS):
            name = isolated(self._session.project.document_sets.get(id).name)
            dialog = Dialog("Remove the set", self._widget.window())
            dialog.body.addWidget(words(f"The set “{name}” goes; its documents stay in the project."))
            dialog.add_buttons("Remove")
            dialog.accepted.connect(lambda: self._session.did(remove_set, id))
            open_dialog(dialog)

    def _make(self, name: str, filter: str | None, ids: Sequence[str]) -> None:
        listed = [DocumentId(id) for id in ids] if filter is None else None
        work: Callable[..., DocumentSet] = make_set
        made = self._session.run(work, name, filter=filter, documents=listed)
        if made is not None:
            self._session.said.emit(f"Set made: {isolated(made.name)} · saved")
            self.made.emit(made.id)
