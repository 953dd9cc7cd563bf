"""The document at hand: give it another title, say what is known of it, or take it out of the project."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.document_row import DocumentRow
from annotator.model.ids import DocumentId
from annotator.model.wording import counted
from annotator.operations.documents import documents, editing
from annotator.operations.people.roles import Right
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import Dialog, open_dialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.kit.widgets import words


class DocumentFlows(QObject):
    """`document`: asks which document is at hand."""

    def __init__(self, session: Session, document: Callable[[], str | None], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._document, self._window = session, document, window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "document.rename": self.rename,
            "document.details": self.details,
            "document.remove": self.remove,
        }

    def details(self, field: str = "") -> None:
        """Show what is known of the document, to be changed; `field`: which line the keyboard is in."""
        if (id := self._at_hand()) is None:
            return
        # With the workspace that has the form, which a start does not wait for.
        from annotator.ui.documents.details_dialog import DetailsDialog  # noqa: PLC0415

        project = self._session.project
        choices = {one.name: one.choices for one in project.document_fields.all()}
        row, why_not = DocumentRow(project.documents.info(id)), self._session.why_not(Right.DOCUMENTS)
        dialog = DetailsDialog(row, choices, field, self._window, why_not)
        dialog.given.connect(lambda title, fields: self._describe(id, title, fields))
        open_dialog(dialog)

    def rename(self) -> None:
        """Ask for another title."""
        if (id := self._at_hand()) is None:
            return
        title = self._session.project.documents.info(id).title
        dialog = ReasonDialog("Rename the document", "Title", title, parent=self._window)
        dialog.given.connect(lambda given: self._session.did(documents.rename, id, given))
        open_dialog(dialog)

    def remove(self) -> None:
        """Ask whether the document is to go, with everything that anybody coded in it."""
        if (id := self._at_hand()) is None:
            return
        project = self._session.project
        title, spans = project.documents.info(id).title, project.spans.count_of_document(id)
        coded = f" with {counted(spans, 'span')} of all coders and the decisions" if spans else ""
        dialog = Dialog("Remove the document", self._window)
        dialog.body.addWidget(words(f"“{title}” goes to the recycle bin{coded}. It can be put back."))
        dialog.add_buttons("Remove")
        dialog.accepted.connect(lambda: self._remove(id, title))
        open_dialog(dialog)

    def _describe(self, id: DocumentId, title: str | None, fields: dict[str, Any]) -> None:
        self._session.did(editing.change_documents, [id], title=title, fields=fields)

    def _remove(self, id: DocumentId, title: str) -> None:
        if self._session.did(documents.remove, [id], with_codings=True):
            self._session.said.emit(f"Removed: {title} · in the recycle bin")

    def _at_hand(self) -> DocumentId | None:
        document = self._document()
        return self._session.project.documents.info(document).id if document is not None else None
