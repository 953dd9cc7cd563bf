"""What changes documents from their workspace: cells and forms, and the bin; each is one step."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.document_field import FieldKind
from annotator.model.document_row import DocumentRow
from annotator.model.errors import NotAllowed
from annotator.model.ids import DocumentId
from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.operations.documents import documents, editing
from annotator.operations.documents.fields import define_field
from annotator.operations.people.roles import Right
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.dialogs.base import Dialog, open_dialog
from annotator.ui.documents.columns import TITLE, TableColumn
from annotator.ui.documents.field_dialog import FieldDialog
from annotator.ui.documents.typed import typed_fields
from annotator.ui.kit.widgets import words

_MANY = 200
"""More documents than these are changed in the background."""


class DocumentVerbs(QObject):
    """Each says what it did at the foot, or why it was not done."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._widget = session, parent

    def edit(self, rows: Sequence[DocumentRow], column: TableColumn, text: str) -> bool:
        """Let documents say something in a column; whether that was done."""
        if column.id == TITLE:
            return self.change(rows, title=text)
        return self.change(rows, fields={column.field: text})

    def change(
        self, rows: Sequence[DocumentRow], title: str | None = None, fields: Mapping[str, str] | None = None
    ) -> bool:
        """Give documents a title, and let them say these things of themselves, nothing where empty, as one step."""
        if not rows or not self._session.allows(Right.DOCUMENTS):
            return False
        try:
            given = typed_fields(rows, fields or {})
        except NotAllowed as error:
            self._session.tell(error)
            return False
        ids = [row.info.id for row in rows]
        said = _said(title, fields or {}, len(ids))
        if len(ids) > _MANY:

            def work(project: Project, progress: Progress) -> int:
                return editing.change_documents(project, ids, title=title, fields=given)

            then = partial(self._session.said.emit, said)
            self._session.in_background(work, returned=lambda _: then(), errored=self._session.tell)
            return True
        if not self._session.did(editing.change_documents, ids, title=title, fields=given):
            return False
        self._session.said.emit(said)
        return True

    def add_field(self, taken: Collection[str], then: Callable[[str], object]) -> None:
        """Ask for a field of one's own; `then` hears its name once it is there."""
        if self._session.allows(Right.DOCUMENTS):
            dialog = FieldDialog([*taken, TITLE], self._widget.window())
            dialog.given.connect(lambda name, kind, choices: self._define(name, kind, choices, then))
            open_dialog(dialog)

    def _define(self, name: str, kind: FieldKind, choices: Sequence[str], then: Callable[[str], object]) -> None:
        # A text needs no type: it is there with the first document that has it.
        if kind is FieldKind.TEXT or self._session.did(define_field, name, kind, choices):
            then(name)

    def remove(self, ids: Sequence[str]) -> None:
        """Ask whether documents are to go, with everything that anybody coded in them."""
        if not self._session.allows(Right.DOCUMENTS):
            return
        if not ids:
            self._session.refused.emit("No document is at hand; choose one first.")
            return
        project = self._session.project
        spans = sum(project.spans.count_of_document(id) for id in ids)
        title = isolated(project.documents.info(ids[0]).title)
        what = one_or_many(len(ids), f"“{title}” goes", f"{counted(len(ids), 'document')} go")
        coded = f" with {counted(spans, 'span')} of all coders and the decisions" if spans else ""
        back = one_or_many(len(ids), "It can be put back.", "They can be put back.")
        head = one_or_many(len(ids), "Remove the document", f"Remove {len(ids):,} documents")
        dialog = Dialog(head, self._widget.window())
        dialog.body.addWidget(words(f"{what} to the recycle bin{coded}. {back}"))
        dialog.add_buttons("Remove")
        dialog.accepted.connect(lambda: self._remove(ids))
        open_dialog(dialog)

    def _remove(self, ids: Sequence[str]) -> None:
        targets = [DocumentId(id) for id in ids]
        if self._session.did(documents.remove, targets, with_codings=True):
            self._session.said.emit(f"Removed {counted(len(ids), 'document')} · in the recycle bin")


def _said(title: str | None, fields: Mapping[str, str], count: int) -> str:
    """Return what was set, for the foot."""
    what = {**({TITLE: title} if title is not None else {}), **fields}
    said = word_list(what) + one_or_many(count, "", f" of {counted(count, 'document')}")
    if len(what) == 1:
        said += f": {isolated(next(iter(what.values())).strip()) or 'nothing'}"
    return f"{said} · saved"
