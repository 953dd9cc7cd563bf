"""Policies put to work: what they would settle, listed; and settled, as one step. A person's decision always stays."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from annotator.adjudication import decisions as verdicts
from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Settled, Status, Verdict
from annotator.adjudication.policies import PolicyPlan, policy_named
from annotator.model.coder import Layer
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId, LabelId
from annotator.operations import gold, people
from annotator.operations.adjudicate_cases import in_documents, taking_part
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a policy would decide of a case. `title`: the document's."""

    document: DocumentId
    title: str
    case: Case
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class PolicyReport:
    """What a policy did. `settled` by rule; `left` by kind of case; `alone`: documents fewer than two coders began.

    `done`: documents that two or more began and of which no case is left.
    """

    policy: str
    layers: tuple[str, ...]
    documents: int
    settled: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    alone: int = 0
    done: int = 0


def plan_of(
    project: Project, policy: str, preferred: str | None = None, labels: Sequence[str] | None = None
) -> PolicyPlan:
    """Return a plan by names: of the preferred coder or layer, and of labels (or their ids; None for all).

    Raises `NotFound` for a coder or a label that does not exist.
    """
    coder = None if preferred is None else people.layers_named(project, [preferred])[0].id
    return PolicyPlan(policy, coder, None if labels is None else frozenset(_label(project, name) for name in labels))


def preview(
    project: Project, plan: PolicyPlan | str, layers: Sequence[Layer], progress: Progress = silent
) -> tuple[list[Proposal], PolicyReport]:
    """Return what a plan, or a policy by its name, would settle in all documents, and what `settle` would report.

    Nothing is written. Raises as `settle`.
    """
    plan = _checked(project, plan, layers)
    count, proposals = _Count(), list[Proposal]()
    for info, present, weighed in _weighed(project, plan, layers, progress):
        count.add(present, weighed)
        proposals += [Proposal(info.id, info.title, one.case, verdict) for one, verdict in weighed if verdict]
    return proposals, count.report(plan, layers)


def propose(
    project: Project, plan: PolicyPlan | str, layers: Sequence[Layer], progress: Progress = silent
) -> list[Proposal]:
    """Return what a plan, or a policy by its name, would settle in all documents; as `preview`."""
    return preview(project, plan, layers, progress)[0]


def settle(
    project: Project, plan: PolicyPlan | str, layers: Sequence[Layer], progress: Progress = silent
) -> PolicyReport:
    """Decide what a plan, or a policy by its name, settles in all documents, as one step.

    What a person decided stays as it is, also where the coders changed their spans since. Raises `NotFound` for an
    unknown policy or label, and `NotAllowed` for fewer than two layers, or for a preferred coder who is not among
    them, is not named, or is named for nothing.
    """
    plan = _checked(project, plan, layers)
    count = _Count()
    with project.transact(_title(plan)):
        for info, present, weighed in _weighed(project, plan, layers, progress):
            count.add(present, weighed)
            _sweep(project, info.id)
            for one, verdict in weighed:
                if verdict is None:
                    continue
                if one.decision is not None:
                    gold.remove(project, gold.decisions_about(project, [one.case]))
                gold.record(project, info.id, verdict, "", [one.case], one.case.absent)
    return count.report(plan, layers)


Weighed = list[tuple[Settled, Verdict | None]]
"""The cases of a document that are not decided, each with what a plan makes of it."""


@dataclass(slots=True)
class _Count:
    """What becomes of the cases, counted document by document."""

    settled: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    alone: int = 0
    done: int = 0

    def add(self, present: int, weighed: Weighed) -> None:
        """Count a document in which `present` of the layers took part."""
        self.documents += 1
        self.alone += present == 1
        self.done += present > 1 and all(verdict for _, verdict in weighed)
        self.settled.update(str(verdict.rule) for _, verdict in weighed if verdict)
        self.left.update(str(one.case.kind) for one, verdict in weighed if not verdict)

    def report(self, plan: PolicyPlan, layers: Sequence[Layer]) -> PolicyReport:
        """Return what was counted."""
        names = tuple(layer.name for layer in layers)
        counts = dict(self.settled), dict(self.left)
        return PolicyReport(", ".join(plan.names), names, self.documents, *counts, self.alone, self.done)


def _weighed(
    project: Project, plan: PolicyPlan, layers: Sequence[Layer], progress: Progress
) -> Iterator[tuple[DocumentInfo, int, Weighed]]:
    """Yield (document, how many of the layers took part, its undecided cases with what the plan makes of each)."""
    for _, info, found in in_documents(project, layers, None, progress):
        undecided = [one for one in found if one.status is not Status.DECIDED]
        weighed = [(one, plan.propose(one.case) if _is_free(one) else None) for one in undecided]
        yield info, len(taking_part(project, info.id, layers)), weighed


def _is_free(one: Settled) -> bool:
    """Whether a policy may settle a case: nobody has judged it, or only a policy did before it changed."""
    return one.decision is None or (one.decision.rule.by_policy and one.status is Status.CHANGED)


def _sweep(project: Project, document: DocumentId) -> None:
    """Take out what a policy decided about spans of which none is left."""
    known = [one for one in project.decisions.of_document(document) if one.rule.by_policy]
    if known:
        present = {span.id for span in project.spans.of_document(document)}
        gold.remove(project, verdicts.orphaned(present, known))


def _checked(project: Project, plan: PolicyPlan | str, layers: Sequence[Layer]) -> PolicyPlan:
    plan = PolicyPlan(plan) if isinstance(plan, str) else plan
    for name in plan.names:
        policy_named(name)
    if not plan.names:
        raise NotAllowed("A plan needs a policy; choose one for all labels, or for some.")
    if len(layers) < 2:
        raise NotAllowed("Adjudicating needs at least two coders; name those to compare.")
    if plan.preferred is None and "preferred" in plan.names:
        raise NotAllowed("The policy “preferred” needs a coder whose spans are taken; name one.")
    if plan.preferred is not None and "preferred" not in plan.names:
        raise NotAllowed("A preferred coder is of use with the policy “preferred” only; choose it, or name nobody.")
    if plan.preferred is not None and plan.preferred not in {layer.id for layer in layers}:
        raise NotAllowed("The preferred coder is not among those who are compared; add this coder, or prefer another.")
    for label in (*(plan.labels or ()), *plan.by_label):
        if project.codebook.get(label) is None:
            raise _no_label(project, label)
    if plan.labels is not None and not plan.labels:
        raise NotAllowed("Settling only some labels needs at least one; name it, or settle all.")
    return plan


def _label(project: Project, name: str) -> LabelId:
    """Return a label by its id or, failing that, by its name."""
    codebook, folded = project.codebook, name.casefold()
    found = codebook.get(name) or next((one for one in codebook.labels if one.name.casefold() == folded), None)
    if found is None:
        raise _no_label(project, name)
    return found.id


def _no_label(project: Project, name: str) -> NotFound:
    known = ", ".join(label.id for label in project.codebook.labels) or "none yet"
    return NotFound(f"There is no label “{name}” in the codebook; its labels are: {known}.")


def _title(plan: PolicyPlan) -> str:
    titles = [policy_named(name).title for name in plan.names]
    return f"Settle {titles[0][0].lower()}{titles[0][1:]}" if len(titles) == 1 else "Settle by policies of the labels"
