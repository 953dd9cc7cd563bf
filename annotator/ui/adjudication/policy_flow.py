"""Settling in bulk by a policy: asked for in a dialog that lists beforehand what it would decide."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.coder import Layer
from annotator.model.errors import UserError
from annotator.model.wording import counted
from annotator.operations.adjudication import adjudicate
from annotator.operations.adjudication.adjudicate import PolicyPlan, PolicyReport, Proposal
from annotator.operations.progress import Progress
from annotator.operations.project import people
from annotator.store.project import Project
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.queue_view import KINDS
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.policy_dialog import PolicyDialog, ProposalRow

_QUOTE = 120


class PolicyFlow(QObject):
    """`chosen` carries the plan that is to be carried out."""

    chosen = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._layers: tuple[Layer, ...] = ()
        self._dialog: PolicyDialog | None = None
        self._proposing = LatestTask(session, self)

    def ask(self, coder_letters: CoderLetters) -> PolicyDialog:
        """Offer the policies for the coders who are compared."""
        self._layers = coder_letters.layers
        labels = self._session.project.codebook.labels
        dialog = self._dialog = PolicyDialog(
            labels, () if coder_letters.names_hidden else coder_letters.layers, self._window
        )
        dialog.plan_asked.connect(self._propose)
        dialog.chosen.connect(self.chosen)
        dialog.finished.connect(self._drop_dialog)
        open_dialog(dialog)
        self._propose(dialog.plan)
        return dialog

    @Slot(object)
    def _propose(self, plan: PolicyPlan) -> None:
        """Work out in the background what a plan would settle; a later question replaces the earlier one."""
        names = [layer.name for layer in self._layers]

        def work(project: Project, progress: Progress) -> list[ProposalRow]:
            return proposal_rows(project, plan, people.layers_named(project, names), progress)

        self._proposing.start(work, self._show, self._fail)

    def _show(self, rows: list[ProposalRow]) -> None:
        if self._dialog is not None:
            self._dialog.show_proposals(rows)

    def _fail(self, error: Exception) -> None:
        if self._dialog is not None and isinstance(error, UserError):
            self._dialog.show_problem(str(error))
        else:
            self._session.tell(error)

    @Slot()
    def _drop_dialog(self) -> None:
        self._proposing.drop()
        self._dialog = None


def proposal_rows(project: Project, plan: PolicyPlan, layers: Sequence[Layer], progress: Progress) -> list[ProposalRow]:
    """Return what a plan would settle, in words."""
    names = {str(label.id): label.name for label in project.codebook.labels}
    return [_row(one, names) for one in adjudicate.propose(project, plan, layers, progress)]


def _row(one: Proposal, names: dict[str, str]) -> ProposalRow:
    quote = max((span.quote for span in one.case.candidates), key=len) or "the whole document"
    golds = [names.get(made.label, made.label) for made in one.verdict.golds]
    becomes = ", ".join(golds) or "nothing"
    words = f"{becomes} “{' '.join(one.quotes[0].split())[:_QUOTE]}”" if one.quotes and one.quotes[0] else becomes
    return ProposalRow(one.title, " ".join(quote.split())[:_QUOTE], words)


def settled_in_words(report: PolicyReport) -> str:
    """Return how many cases a policy settled, and what is left by kind."""
    count, left = sum(report.settled.values()), sum(report.left.values())
    kinds = ", ".join(f"{number} {KINDS[kind]}" for kind in KINDS if (number := report.left.get(kind, 0)))
    settled = f"{counted(count, 'case')} settled · saved"
    return f"{settled}; {left} left: {kinds}" if left else f"{settled}; nothing is left"
