"""The list of documents as it stands with who is at the desk: read as a whole, and renewed by what a step changed."""

from collections.abc import Collection
from contextlib import suppress

from annotator.model.coder import State
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotFound
from annotator.model.ids import DocumentId
from annotator.model.verbs.coding import MarkDone
from annotator.operations.documents import memos
from annotator.operations.team.tasks import CoderTasks, tasks_in
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.window.document_list import DocumentsPanel

_FEW = 40
"""So many documents are read one by one after a step; of more, all are."""


class ListedDocuments:
    """Keeps a list in step with the open project."""

    def __init__(self, session: Session, panel: DocumentsPanel) -> None:
        self._session, self._panel, self._model = session, panel, panel.model

    def read(self, members: Collection[str] | None, keeps: str | None) -> None:
        """List what whoever is at the desk is to code, in its order, or all. `members`: these alone, and `keeps`."""
        project, layer = self._session.project, self._session.layer
        states = {str(id): state for id, state in project.assignments.states(layer.id).items()} if layer else {}
        tasks = tasks_in(project, layer) if layer else CoderTasks(project.documents.all())
        shown = tasks.documents
        if members is not None:
            shown = [info for info in shown if info.id in members or info.id == keeps]
        self._panel.show_documents(shown, states)
        self._model.show_due(tasks.due, tasks.are_given)
        self._model.show_noted(memos.noted(project))

    def follow(self, changes: Changes) -> bool:
        """Show what a step changed; False where others may be listed now, so that all are to be read."""
        if changes.touches(Table.DOCUMENTS) and not self._renew_few(changes):
            return False
        if not changes.touches(Table.DOCUMENTS) and changes.touches(Table.SPANS, Table.ASSIGNMENTS):
            if changes.is_bulk or self._is_given(changes):
                return False
            if self._session.layer is not None:
                self._renew_states(changes.documents, self._session.layer.id)
        if changes.touches(Table.MEMOS):
            self._model.show_noted(memos.noted(self._session.project))
        return True

    def _is_given(self, changes: Changes) -> bool:
        """Whether what whoever is at the desk is to code may be other by a step."""
        layer, given = self._session.layer, changes.ids(Table.ASSIGNMENTS)
        if isinstance(changes.verb, MarkDone) or not changes.touches(Table.ASSIGNMENTS):
            return False
        return layer is None or not given or any(id.startswith(f"{layer.id}/") for id in given)

    def _renew_states(self, documents: Collection[str], layer: str) -> None:
        """Say anew how far some documents are in a layer."""
        assignments = self._session.project.assignments
        states = assignments.states(layer) if len(documents) > _FEW else None
        for document in documents:
            found = assignments.state(layer, document) if states is None else states.get(DocumentId(document))
            state = found or State.UNTOUCHED
            if state is not self._model.state(document):
                self._model.set_state(document, state)

    def _renew_few(self, changes: Changes) -> bool:
        """Read the few documents anew that a step changed; False where one came, went or moved: all are to be read."""
        model, few = self._model, changes.documents
        if changes.is_bulk or len(few) > _FEW or changes.touches(Table.SPANS, Table.ASSIGNMENTS, Table.REMOVALS):
            return False
        found: dict[str, DocumentInfo] = {}
        for id in few:
            row = model.row_of(id)
            with suppress(NotFound):
                found[id] = self._session.project.documents.info(id)
            if row < 0 or id not in found or found[id].position != model.documents[row].position:
                return False
        model.put_documents(found)
        return True
