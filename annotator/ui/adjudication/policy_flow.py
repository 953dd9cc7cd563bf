"""Settling in bulk by a policy: what each would decide is worked out in the background, and shown on a page before."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from annotator.model.coder import Layer
from annotator.model.errors import UserError
from annotator.model.ids import DocumentId
from annotator.model.wording import counted
from annotator.operations.adjudication import adjudicate
from annotator.operations.adjudication.adjudicate import PolicyPlan, PolicyReport, Preview, Proposal
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.adjudication.coder_letters import CoderLetters
from annotator.ui.adjudication.comparison import layers_of
from annotator.ui.adjudication.policy_page import PolicyPage
from annotator.ui.adjudication.policy_rows import PolicyPreview, ProposalRow
from annotator.ui.adjudication.queue_view import KINDS
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

_QUOTE = 120


class PolicyFlow(QObject):
    """`chosen` carries the plan that is to be carried out. `is_open`: the page of policies is to be seen."""

    chosen = Signal(object)
    opened = Signal()
    closed = Signal()

    def __init__(self, session: Session, page: PolicyPage, parent: QObject) -> None:
        super().__init__(parent)
        self.is_open = False
        self._session, self._page = session, page
        self._layers: tuple[Layer, ...] = ()
        self._documents: frozenset[DocumentId] | None = None
        self._wanted: set[int] = set()
        self._proposing = LatestTask(session, self)
        page.previews_wanted.connect(self._propose)
        page.chosen.connect(self._settle)
        page.left.connect(self.close)

    @property
    def is_busy(self) -> bool:
        """Whether it is being worked out what policies would do."""
        return self._proposing.is_busy

    def ask(self, coder_letters: CoderLetters, undecided: int, within: Set[str] | None = None) -> None:
        """Offer the policies for the coders who are compared; `undecided`: how many cases are left.

        `within`: the documents in which alone they settle, None for all.
        """
        self._layers, self.is_open = coder_letters.layers, True
        self._documents = None if within is None else frozenset(map(DocumentId, within))
        coders = () if coder_letters.names_hidden else coder_letters.layers
        self._wanted.clear()
        where = "" if within is None else " in the set that the queue shows, and only there is settled"
        self._page.offer(self._session.project.codebook.labels, coders, undecided, where)
        self.opened.emit()

    def renew(self) -> None:
        """Work out anew what the policies would do, where they are to be seen."""
        if self.is_open:
            self._page.renew()

    @Slot()
    def close(self) -> None:
        """Show the text again."""
        if self.is_open:
            self.is_open = False
            self._proposing.drop()
            self.closed.emit()

    @Slot(object)
    def _settle(self, plan: PolicyPlan) -> None:
        self.close()
        self.chosen.emit(replace(plan, documents=self._documents))

    @Slot(object)
    def _propose(self, rows: Sequence[int]) -> None:
        """Work out in the background what policies would settle, and what was asked for before and has not come."""
        self._wanted.update(rows)
        self._go_on()

    def _go_on(self) -> None:
        """Work out those that go by rules together, then those that ask a model, which takes seconds."""
        plans = {row: replace(self._page.plan_of(row), documents=self._documents) for row in sorted(self._wanted)}
        quick = {row: plan for row, plan in plans.items() if not plan.needs_model}
        asked, ids = quick or plans, [layer.id for layer in self._layers]

        def work(project: Project, progress: Progress) -> list[PolicyPreview]:
            return policy_previews(project, list(asked.values()), layers_of(project, ids), progress)

        def show(found: list[PolicyPreview]) -> None:
            self._wanted.difference_update(asked)
            for row, one in zip(asked, found, strict=True):
                self._page.show_preview(row, one)
            if self._wanted:
                self._go_on()

        self._proposing.start(work, show)


def policy_previews(
    project: Project, plans: Sequence[PolicyPlan], layers: Sequence[Layer], progress: Progress
) -> list[PolicyPreview]:
    """Return what each plan would settle, in words, or why it cannot be carried out."""
    names = {str(label.id): label.name for label in project.codebook.labels}
    refusals = [_refusal(project, plan, layers) for plan in plans]
    can_be = [plan for plan, refusal in zip(plans, refusals, strict=True) if not refusal]
    found = iter(adjudicate.previews(project, can_be, layers, progress))
    return [PolicyPreview(refusal=refusal) if refusal else _in_words(next(found), names) for refusal in refusals]


def _refusal(project: Project, plan: PolicyPlan, layers: Sequence[Layer]) -> str:
    try:
        adjudicate.checked(project, plan, layers)
    except UserError as error:
        return str(error)
    return ""


def _in_words(found: Preview, names: dict[str, str]) -> PolicyPreview:
    rows = [_row(one, names) for one in found.proposals]
    kinds = Counter(kind for one in found.proposals for kind in _kinds(one, names))
    return PolicyPreview(rows, sum(found.report.left.values()), dict(kinds.most_common()))


def _kinds(one: Proposal, names: dict[str, str]) -> list[str]:
    """Return the labels of the gold to be, or that nothing is."""
    return [names.get(made.label, made.label) for made in one.verdict.golds] or ["nothing"]


def _row(one: Proposal, names: dict[str, str]) -> ProposalRow:
    """Return a proposal in words; the passage that becomes gold is said where it is another than that of the case."""
    quote = _line(max((span.quote for span in one.case.candidates), key=len)) or "the whole document"
    kinds, gold = ", ".join(_kinds(one, names)), _line(one.quotes[0]) if one.quotes else ""
    becomes = f"{kinds} “{gold}”" if gold not in ("", quote) else kinds
    return ProposalRow(one.title, quote, becomes, (str(one.document), one.case.key))


def _line(quote: str) -> str:
    return " ".join(quote.split())[:_QUOTE]


def settled_in_words(report: PolicyReport) -> str:
    """Return how many cases a policy settled, and what is left by kind."""
    count, left = sum(report.settled.values()), sum(report.left.values())
    kinds = ", ".join(f"{number} {KINDS[kind]}" for kind in KINDS if (number := report.left.get(kind, 0)))
    settled = f"{counted(count, 'case')} settled · saved"
    return f"{settled}; {left} left: {kinds}" if left else f"{settled}; nothing is left"
