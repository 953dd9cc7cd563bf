"""Through the documents one by one: done or not, on to the next; after an undo, to where it happened."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from annotator.model.coder import State
from annotator.model.wording import counted
from annotator.operations.feedback import training
from annotator.operations.feedback.releases import is_practice
from annotator.store.history.steps import Changes
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.commands.key_names import key_of
from annotator.ui.window.project_page import ProjectPage


class WalkingFlows(QObject):
    """Walks on the `page` that shows the project."""

    def __init__(self, session: Session, page: ProjectPage, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._page = session, page
        self._told: tuple[int, str] | None = None
        session.closing.connect(self._forget)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "edit.undo": self.undo,
            "edit.redo": lambda: self._session.redo(self._go_where),
            "document.done": self.toggle_done,
            "document.done_next": self.done_and_next,
            "move.next_document": lambda: self.step(1),
            "move.previous_document": lambda: self.step(-1),
        }

    def undo(self) -> None:
        """Take a step back; of what was set up before anybody sat down it is said first what that would be."""
        older, told = self._session.undoes_older(), self._told
        self._told = (self._session.project.journal.latest(), older) if older else None
        if older and self._told != told:
            again = key_of("edit.undo")
            self._session.said.emit(f"Nobody is at the desk. {again} once more undoes what set the project up: {older}")
        else:
            self._session.undo(self._go_where)

    @Slot()
    def _forget(self) -> None:
        self._told = None

    def toggle_done(self) -> None:
        """Mark the document as done in the coder's layer, or take the mark away."""
        session, document = self._session, self._page.document
        if document is not None and session.layer is not None:
            done, id = self._is_done(document), session.project.documents.info(document).id
            if session.did(training.mark_done, session.layer.id, id, not done):
                if not done and is_practice(session.project, id):
                    # Whoever practises sees at once how it went.
                    self._page.show_workspace(self._page.workspaces.at(CommandScope.FEEDBACK))
                open_ = "" if done else self._page.workspace.left_open()
                said = "Marked as not done · saved" if done else "Done · saved"
                session.said.emit("; ".join(part for part in (said, open_) if part))
        elif document is not None:
            session.said.emit(f"Nobody codes yet: say who is coding with {key_of('project.who')}.")

    def done_and_next(self) -> None:
        """Mark the document as done, unless it is, and show the next one."""
        document, documents = self._page.document, self._page.documents
        if document is None:
            return
        if not self._is_done(document):
            self.toggle_done()
        if not self._is_done(document):
            return  # it was refused, and said why
        if self._page.workspace.place is CommandScope.FEEDBACK:
            return  # it was a practice document, whose feedback is to be read first
        if documents.model.are_given:
            self._go_on(document)
        elif documents.neighbour(document, 1) is not None:
            self.step(1)
        else:
            self._session.said.emit(f"Done · saved; {self._end('last')}, {documents.model.progress()}")

    def _go_on(self, document: str) -> None:
        """Show the next document that was given to whoever codes and is not done; say when there is none."""
        documents = self._page.documents
        following = documents.next_open(document)
        if following is not None:
            self._page.show_document(following)
        elif documents.shown_of_all:
            self._session.said.emit(f"Done · saved; {self._end('last')}, {documents.model.progress()}")
        else:
            given = counted(len(documents.model.documents), "document")
            self._session.said.emit(f"Done · saved; that was the last of the {given} that you were given")

    def step(self, steps: int) -> None:
        """Show the document that stands so many places below in the list, or (negative) above."""
        neighbour = self._page.documents.neighbour(self._page.document, steps)
        if neighbour is None:
            end = self._end("last" if steps > 0 else "first")
            self._session.refused.emit(f"{end[0].upper()}{end[1:]}.")
        else:
            self._page.show_document(neighbour)

    def _end(self, which: str) -> str:
        """Return that the list ends here; of a list that is filtered, that it goes on without the filter."""
        shown = self._page.documents.shown_of_all
        return (
            f"this is the {which} document that the filter lets through ({shown})"
            if shown
            else f"this is the {which} document"
        )

    def _is_done(self, document: str) -> bool:
        return self._page.documents.model.state(document) is State.DONE

    def _go_where(self, changes: Changes | None) -> None:
        """After an undo, show the document that it changed, so that nothing changes unseen."""
        if changes is None:
            return
        page = self._page
        if len(changes.documents) == 1 and not changes.concerns(page.document):
            document = next(iter(changes.documents))
            if page.documents.model.row_of(document) >= 0:
                page.show_document(document)
        page.workspace.show_changed(changes)
