"""What policies would settle, listed before they do; several of them compared in one look at the documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.adjudication.belief import chance_of
from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import Verdict
from annotator.adjudication.policies import PolicyPlan
from annotator.model.coder import Layer
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId
from annotator.model.span import quote_of
from annotator.operations.adjudication.case_queue import in_documents
from annotator.operations.adjudication.policy_plans import (
    CaseCount,
    PolicyReport,
    Weighing,
    checked,
    weighed,
    who_settles,
    with_model,
)
from annotator.operations.people.taken_texts import taken_texts
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a policy would decide of a case. `title`: the document's; `quotes`: the words of each gold span to be.

    `chance`: how likely it is right under a model, where the policy asks one.
    """

    document: DocumentId
    title: str
    case: Case
    verdict: Verdict
    quotes: tuple[str, ...] = ()
    chance: float | None = None


class Preview(NamedTuple):
    """What a plan would settle, and what `settle` would report."""

    proposals: list[Proposal]
    report: PolicyReport


def previews(
    project: Project, plans: Sequence[PolicyPlan | str], layers: Sequence[Layer], progress: Progress = silent
) -> list[Preview]:
    """Return what each of some plans, or policies by their names, would settle in all documents by itself.

    Nothing is written. Raises as `settle`.
    """
    ready = [checked(project, plan, layers) for plan in plans]
    ready = [with_model(project, plan, layers, progress) for plan in ready]
    counts, found = [CaseCount() for _ in ready], [list[Proposal]() for _ in ready]
    taken = taken_texts(project, layers)
    for _, info, cases in in_documents(project, layers, None, progress):
        for plan, count, proposals in zip(ready, counts, found, strict=True):
            if plan.documents is not None and info.id not in plan.documents:
                continue
            weighing = weighed(project, plan, taken, info.id, cases)
            count.add(weighing)
            proposals += _proposals(project, plan, info, weighing)
    who = who_settles(project)
    told = [count.report(plan, layers, who) for plan, count in zip(ready, counts, strict=True)]
    return list(map(Preview, found, told))


def preview(project: Project, plan: PolicyPlan | str, layers: Sequence[Layer], progress: Progress = silent) -> Preview:
    """Return what a plan, or a policy by its name, would settle in all documents, and what `settle` would report.

    Nothing is written. Raises as `settle`.
    """
    return previews(project, [plan], layers, progress)[0]


def propose(
    project: Project, plan: PolicyPlan | str, layers: Sequence[Layer], progress: Progress = silent
) -> list[Proposal]:
    """Return what a plan, or a policy by its name, would settle in all documents; as `preview`."""
    return preview(project, plan, layers, progress).proposals


def _proposals(project: Project, plan: PolicyPlan, info: DocumentInfo, weighing: Weighing) -> list[Proposal]:
    settled = [(one.case, verdict) for one, verdict in weighing.weighed if verdict]
    text = project.documents.get(info.id).text if settled else ""
    return [
        Proposal(
            info.id,
            info.title,
            case,
            verdict,
            tuple(quote_of(text, made.extents) for made in verdict.golds),
            None if plan.belief is None else chance_of(verdict, plan.belief(case)),
        )
        for case, verdict in settled
    ]
