"""The journal in the window: read, written, and saved as a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.errors import UserError
from annotator.model.ids import MemoId
from annotator.model.memo import Memo
from annotator.model.wording import counted
from annotator.operations.documents import memo_files, memos
from annotator.operations.people.roles import Right
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.journal import JournalDialog, JournalRow, MemoDraft

_KINDS = "Markdown (*.md);;Table (*.csv);;JSON Lines (*.jsonl)"


class JournalFlows(QObject):
    """`show_document`: shows one in the workspace at hand."""

    def __init__(self, session: Session, show_document: Callable[[str], object], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._show_document, self._window = session, show_document, window
        self._dialog: JournalDialog | None = None
        session.refused.connect(self._say)
        session.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {"project.journal": self.show}

    def show(self) -> None:
        """Show the memos that whoever is at the desk may read."""
        session = self._session
        self._dialog = dialog = JournalDialog(self._window, session.may_see_others, session.why_not(Right.MEMO))
        dialog.given.connect(self._write)
        dialog.removed.connect(self._remove)
        dialog.document_requested.connect(self._show_document)
        dialog.file_requested.connect(self._save)
        dialog.finished.connect(self._forget)
        dialog.show_rows(self._rows())
        open_dialog(dialog)

    def _rows(self) -> list[JournalRow]:
        project = self._session.project
        names = memo_files.names_in(project, with_names=True)
        return [
            JournalRow(one, names.author(one), names.document(one), memos.may_change(project, one))
            for one in memos.readable(project)
        ]

    @Slot(object)
    def _write(self, draft: MemoDraft) -> None:
        if draft.id is None:
            made = self._session.run(memos.write, draft.text, draft.title)
            done = made is not None
            if made is not None and self._dialog is not None:
                self._dialog.show_rows(self._rows(), made.id)
        elif draft.title or draft.text:
            done = self._session.run(memos.change, draft.id, draft.text, draft.title) is not None
        else:
            done = self._session.did(memos.remove, draft.id)
        if done:
            self._session.said.emit("Journal · saved")
        elif self._dialog is not None:
            self._dialog.take_back()

    @Slot(str)
    def _remove(self, memo: str) -> None:
        if self._session.did(memos.remove, MemoId(memo)):
            self._say("The memo is removed; undo brings it back.")

    @Slot(object, bool)
    def _save(self, found: list[Memo], with_names: bool) -> None:
        proposed = self._session.project.path.with_name("journal.md")
        name, _ = QFileDialog.getSaveFileName(self._dialog or self._window, "Save the memos", str(proposed), _KINDS)
        if not name:
            return
        path = Path(name)
        path = path if path.suffix else path.with_suffix(".md")
        try:
            memo_files.save(self._session.project, path, found, with_names)
        except UserError as error:
            self._say(str(error))
            return
        self._say(f"Saved {counted(len(found), 'memo')} to {path.name}.")

    @Slot(str)
    def _say(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self._dialog is not None and self._session.is_open and changes.touches(Table.MEMOS, Table.DOCUMENTS):
            self._dialog.show_rows(self._rows())

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
