"""The memo on the document at hand: what is written becomes one step when the keyboard leaves it, not one a key."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.model.ids import DocumentId
from annotator.model.memo import Memo
from annotator.operations.documents import memos
from annotator.operations.documents.memos import MemoFilter
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.inspector.memo_field import MemoField

IDLE_MS = 60_000
"""What is written is saved after a minute without a key too, lest a power cut takes an hour of it."""


class DocumentMemo(QObject):
    """Keeps a field with the memo of whoever is at the desk on a document; `said`: what was done."""

    said = Signal(str)

    def __init__(self, session: Session, field: MemoField, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._field = session, field
        self._document: DocumentId | None = None
        self._memo: Memo | None = None
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self.give)
        field.area.edited.connect(self._idle.start)
        field.area.finished.connect(self.give)
        field.set_open(False)

    def show(self, document: str | None) -> None:
        """Show the memo on a document; what was written on another one is given first."""
        if document != self._document:
            self.give()
        self._document = DocumentId(document) if document is not None else None
        self._read()

    def follow(self, changes: Changes) -> None:
        """Show what others, undo or the journal changed, unless somebody is writing here."""
        if changes.touches(Table.MEMOS, Table.DOCUMENTS) and not self._is_changed:
            self._read()

    def focus(self) -> None:
        """Put the keyboard into the memo; where no document is shown say so."""
        if self._document is None:
            self._session.refused.emit("A memo here is on a document, and none is shown; the journal is the project’s.")
        else:
            self._field.area.setFocus()

    @Slot()
    def give(self) -> None:
        """Save what was written, if it is anything new: as one step."""
        self._idle.stop()
        before, text = self._memo, self._field.text
        if self._document is None or not self._is_changed or not self._session.is_open:
            return
        if before is None:
            # First: what hears of it reads the memos anew, and would find this text to be one not saved yet.
            self._memo = self._session.run(memos.write, text, "", self._document)
            done = self._memo is not None
        elif text or before.title:
            self._memo = self._session.run(memos.change, before.id, text) or before
            done = self._memo is not before
        else:
            done = self._session.did(memos.remove, before.id)
        self._read(keep=not done)
        if done:
            self.said.emit(f"Memo {'written' if text else 'removed'} · saved")

    @property
    def _is_changed(self) -> bool:
        return self._field.text != (self._memo.text if self._memo is not None else "")

    def _read(self, keep: bool = False) -> None:
        """Read the memos on the document; `keep`: what is written stays, since it could not be saved."""
        if not self._session.is_open or self._document is None:
            self._memo = None
            self._field.show_memo("", 0)
            self._field.set_open(False)
            return
        project = self._session.project
        there = memos.readable(project, MemoFilter(document=self._document))
        self._memo = memos.own_note(project, self._document)
        text = self._memo.text if self._memo is not None else ""
        own = self._memo is not None
        self._field.show_memo(self._field.area.toPlainText() if keep else text, len(there) - own)
        self._field.area.setReadOnly(bool(project.read_only))
        self._field.set_open(True)
