"""Documents given to people by hand, and taken back from them: whose they are is seen by whoever gives out work."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.ids import DocumentId
from annotator.model.wording import counted, isolated, one_or_many
from annotator.operations.people.roles import Right
from annotator.operations.team import assigning
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.documents.who_codes_dialog import CoderOfSome, WhoCodesChoice, WhoCodesDialog


class WorkVerbs(QObject):
    """Asks who codes the documents that are selected."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._widget = session, parent

    def who_codes(self, ids: Sequence[str]) -> None:
        """Ask who is to code documents; what is ticked is written as a step."""
        if not ids or not self._session.allows(Right.ASSIGN):
            return
        project, documents = self._session.project, [DocumentId(id) for id in ids]
        having = assigning.who_codes(project, documents)
        people = [CoderOfSome(one.id, one.name, having.get(one.id, 0)) for one in project.coders.all()]
        title = isolated(" ".join(project.documents.info(documents[0]).title.split()))
        what = one_or_many(len(ids), f"“{title}”", counted(len(ids), "document"))
        due = assigning.common_due(project, documents)
        dialog = WhoCodesDialog(what, len(ids), people, due, self._widget.window())
        dialog.chosen.connect(lambda choice: self._change(documents, choice))
        open_dialog(dialog)

    def _change(self, documents: Sequence[DocumentId], choice: WhoCodesChoice) -> None:
        """Write what was chosen: what goes first, then what comes, then the day of what stays."""
        session, due = self._session, choice.due or None
        said = []
        if choice.take_back and not session.did(assigning.unassign, choice.take_back, documents):
            return
        if choice.give:
            if not session.did(assigning.assign, choice.give, documents, due):
                return
            said.append(f"given to {counted(len(choice.give), 'person', 'people')}")
        if due is not None and (choice.keep or choice.give):
            if not session.did(assigning.set_due, (*choice.keep, *choice.give), documents, due):
                return
            said.append(f"due {due}")
        if choice.take_back:
            said.append(f"taken back from {counted(len(choice.take_back), 'person', 'people')}")
        if said:
            session.said.emit(f"{counted(len(documents), 'document')}: {', '.join(said)} · saved")
