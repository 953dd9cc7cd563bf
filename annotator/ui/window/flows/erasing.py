"""Erasing for good in the window: what would go is said, agreed to, and done while the project is closed."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.model.errors import Cancelled
from annotator.operations.project import erasing
from annotator.operations.project.erasing import ErasePlan
from annotator.store.erasing.erasing import Erased
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.erase import EraseDialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.kit.widgets import Outcome
from annotator.ui.window.flows.backups import BackupFlows

_NAME_HINT = "The person is called by the pseudonym from then on; what they did stays."


class ErasingFlows(QObject):
    """`document`: asks which one is at hand; `may_leave`: what is unsaved first; `take_over`: opens a project again."""

    def __init__(
        self,
        session: Session,
        backups: BackupFlows,
        document: Callable[[], str | None],
        may_leave: Callable[[Callable[[], object]], bool],
        take_over: Callable[[Project], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._backups, self._window = session, backups, window
        self._document, self._may_leave, self._take_over = document, may_leave, take_over
        self._planning = LatestTask(session, self)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "document.erase": self.erase_document,
            "project.erase_name": self.erase_name,
            "project.empty_bin": self.empty_bin,
        }

    def erase_document(self) -> None:
        """Erase the document at hand."""
        if (document := self._document()) is not None:
            self._plan("Erase the document for good", documents=[document])

    def erase_name(self) -> None:
        """Ask whose name is to be erased."""
        dialog = ReasonDialog("Erase a name for good", "Name", "", _NAME_HINT, parent=self._window)
        dialog.given.connect(lambda name: self._plan("Erase a name for good", coders=[name]))
        open_dialog(dialog)

    def empty_bin(self) -> None:
        """Erase all that lies in the recycle bin."""
        self._plan("Empty the recycle bin for good", with_bin=True)

    def _plan(
        self, title: str, documents: list[str] | None = None, coders: list[str] | None = None, with_bin: bool = False
    ) -> None:
        person, choice = self._session.project.person, self._backups.choice

        def plan(project: Project, _: object) -> ErasePlan:
            project.person = person
            return erasing.plan(project, choice, documents or (), coders or (), with_bin)

        self._planning.start(plan, lambda found: self._ask(title, found))

    def _ask(self, title: str, plan: ErasePlan) -> None:
        if plan.is_nothing:
            self._session.said.emit("There is nothing to erase.")
            return
        dialog = EraseDialog(title, plan.said(), plan.remaining(), self._window)
        dialog.accepted.connect(lambda: self._erase(plan))
        open_dialog(dialog)

    def _erase(self, plan: ErasePlan) -> None:
        if not self._may_leave(lambda: self._erase(plan)):
            return
        session, keeper, choice = self._session, self._backups.keeper, self._backups.choice
        person, coder, layer = session.project.person, session.coder, session.layer
        session.close()  # nobody may have it open

        def work(progress: Progress) -> Erased:
            keeper.finish()
            return erasing.erase(plan, person, choice, progress)

        def again() -> None:
            self._take_over(Project.open(plan.path))
            if coder is not None:
                session.set_coder(session.project.coders.get(coder.id), layer and session.project.layers.get(layer.id))

        def done(erased: Erased) -> None:
            again()
            said = erasing.done_said(plan, erased)
            lines = [(Outcome.DONE if one == said[0] else Outcome.NOTICE, one) for one in said]
            open_dialog(ReportDialog("Erased for good", lines, self._window))

        def failed(error: Exception) -> None:
            again()
            if not isinstance(error, Cancelled):
                open_dialog(ErrorDialog.of(error, self._window))

        session.said.emit(f"Erasing in {plan.path.name}…")
        session.tasks.run(work, returned=done, errored=failed)
