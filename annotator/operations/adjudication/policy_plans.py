"""Policies put to work: what they make of each case, settled as one step. A person's decision always stays."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotator.adjudication.decisions import Settled, Status, Verdict
from annotator.adjudication.policies import AT_LEAST, POLICIES, PolicyPlan, policy_named
from annotator.agreement.posterior.votes import TRUTH_NEEDS
from annotator.model.coder import Layer
from annotator.model.decision import Decision
from annotator.model.document import DocumentInfo
from annotator.model.errors import NotAllowed
from annotator.model.geometry import Extents
from annotator.model.ids import DocumentId, LabelId
from annotator.model.text import TextIndex
from annotator.model.verbs.gold import PolicyName, Settle
from annotator.operations.adjudication import gold
from annotator.operations.adjudication.case_queue import in_documents, taking_part
from annotator.operations.adjudication.posterior import estimate
from annotator.operations.codebook.codebook import labels_named, no_label
from annotator.operations.people import people
from annotator.operations.people.taken_texts import TakenTexts, taken_texts
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class PolicyReport:
    """What a policy did. `settled` by rule; `left` by kind of case; `alone`: documents fewer than two coders began;
    `unfinished`: cases that were left since somebody who has nothing there is not done with the text.

    `done`: documents that two or more began and of which no case is left. `orphaned`: decisions of persons whose spans
    are all gone, while their gold stands; see `adjudicate.orphans`. `decided_by`: the name of the coder whom the
    decisions carry, None for nobody in particular.
    """

    policy: str
    layers: tuple[str, ...]
    documents: int
    settled: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    alone: int = 0
    done: int = 0
    orphaned: int = 0
    decided_by: str | None = None
    unfinished: int = 0


def plan_of(
    project: Project,
    policy: str,
    preferred: str | None = None,
    labels: Sequence[str] | None = None,
    at_least: float = AT_LEAST,
) -> PolicyPlan:
    """Return a plan by names: of the preferred coder or layer, and of labels (or their ids; None for all).

    Raises `NotFound` for a coder or a label that does not exist.
    """
    coder = None if preferred is None else people.layers_named(project, [preferred])[0].id
    only = None if labels is None else frozenset(labels_named(project, labels))
    return PolicyPlan(policy, coder, only, at_least=at_least)


def settle(
    project: Project, plan: PolicyPlan | str, layers: Sequence[Layer], progress: Progress = silent
) -> PolicyReport:
    """Decide what a plan, or a policy by its name, settles in all documents, as one step.

    What a person decided stays as it is, also where the coders changed their spans since, and a case whose gold is
    there already by another decision is left. So is one where somebody has nothing who is not done with the text: that
    is no vote yet. Raises `NotFound` for an unknown policy or label, and `NotAllowed` for
    fewer than two layers, or for a preferred coder who is not among them, is not named, or is named for nothing.
    """
    plan = with_model(project, checked(project, plan, layers), layers, progress)
    count = CaseCount()
    verb = _verb(plan, layers)
    with project.transact(verb) as step:
        touched = []
        for info, found in _looked_at(project, plan, layers, progress):
            count.add(found)
            if found.swept or any(verdict for _, verdict in found.weighed):
                touched.append(info.id)
            gold.remove(project, found.swept)
            gold.remove(project, _replaced(project, found.weighed))
            for one, verdict in found.weighed:
                if verdict is not None:
                    gold.record(project, info.id, verdict, "", [one.case], one.case.absent)
        step.verb = verb.model_copy(update={"documents": tuple(touched), "cases": count.settled.total()})
    return count.report(plan, layers, who_settles(project))


def settle_as(
    project: Project, name: str, plan: PolicyPlan | str, layers: Sequence[Layer], progress: Progress = silent
) -> PolicyReport:
    """Decide as `settle`, on behalf of the coder of this name, who is added first where there is none.

    Raises as `settle`, before anybody is added, and `NotAllowed` for a name that no coder can have.
    """
    plan = checked(project, plan, layers)
    with people.acting_as(project, people.coder_for(project, name).id):
        return settle(project, plan, layers, progress)


def with_model(project: Project, plan: PolicyPlan, layers: Sequence[Layer], progress: Progress) -> PolicyPlan:
    """Return a plan that knows what a model makes of the cases, where it needs one."""
    if not plan.needs_model or plan.belief is not None:
        return plan
    return replace(plan, belief=estimate(project, layers, progress=progress).of_case)


Weighed = list[tuple[Settled, Verdict | None]]
"""The cases of a document that are not decided, each with what a plan makes of it."""


class Weighing(NamedTuple):
    """What a plan makes of a document in which `present` of the layers took part.

    `swept`: what a policy decided about spans that are all gone; `orphaned`: how much a person decided about such.
    `unfinished`: how many cases are left since somebody has nothing there who does not count in the document.
    """

    present: int
    weighed: Weighed
    swept: list[Decision]
    orphaned: int
    unfinished: int


@dataclass(slots=True)
class CaseCount:
    """What becomes of the cases, counted document by document."""

    settled: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    alone: int = 0
    done: int = 0
    orphaned: int = 0
    unfinished: int = 0

    def add(self, found: Weighing) -> None:
        """Count a document."""
        present, weighed = found.present, found.weighed
        self.documents += 1
        self.alone += present == 1
        self.done += present > 1 and all(verdict for _, verdict in weighed)
        self.orphaned += found.orphaned
        self.unfinished += found.unfinished
        self.settled.update(str(verdict.rule) for _, verdict in weighed if verdict)
        self.left.update(str(one.case.kind) for one, verdict in weighed if not verdict)

    def report(self, plan: PolicyPlan, layers: Sequence[Layer], decided_by: str | None) -> PolicyReport:
        """Return what was counted."""
        names = tuple(layer.name for layer in layers)
        counts = dict(self.settled), dict(self.left)
        rest = self.alone, self.done, self.orphaned
        return PolicyReport(", ".join(plan.names), names, self.documents, *counts, *rest, decided_by, self.unfinished)


def _looked_at(
    project: Project, plan: PolicyPlan, layers: Sequence[Layer], progress: Progress
) -> Iterator[tuple[DocumentInfo, Weighing]]:
    """Yield each document with what the plan makes of it."""
    taken = taken_texts(project, layers)
    for _, info, cases in in_documents(project, layers, plan.documents, progress):
        yield info, weighed(project, plan, taken, info.id, cases)


def weighed(
    project: Project, plan: PolicyPlan, taken: TakenTexts, document: DocumentId, cases: Iterable[Settled]
) -> Weighing:
    """Return what a plan makes of a document; `cases`: all of it."""
    present = taking_part(project, document, taken.asked)
    undecided = [one for one in cases if one.status is not Status.DECIDED or _is_free(one)]
    text = TextIndex(project.documents.get(document).text) if plan.needs_text and undecided else None
    waiting = {
        one.case.key
        for one in undecided
        if _is_free(one) and not all(taken.counts(layer, document) for layer in one.case.absent)
    }
    free = (_is_free(one) and one.case.key not in waiting for one in undecided)
    proposed = [
        (one, plan.propose(one.case, text) if is_free else None) for one, is_free in zip(undecided, free, strict=True)
    ]
    orphaned = gold.orphaned(project, document)
    swept = [made for made in orphaned if made.rule.by_policy]
    standing = sum(bool(made.gold) for made in orphaned) - sum(bool(made.gold) for made in swept)
    weighing = _without_twins(project, document, proposed, swept)
    left = [(one, verdict) for one, verdict in weighing if verdict or one.status is not Status.DECIDED]
    return Weighing(len(present), left, swept, standing, len(waiting))


def _is_free(one: Settled) -> bool:
    """Whether a policy may settle a case: nobody has judged it, or only a policy before it changed or a coder came."""
    is_old = one.status is Status.CHANGED or bool(one.newcomers)
    return one.decision is None or (one.decision.rule.by_policy and is_old)


def _replaced(project: Project, weighed: Weighed) -> list[Decision]:
    """Return the decisions that give way to what a plan settles anew."""
    changed = [one.case for one, verdict in weighed if verdict is not None and one.decision is not None]
    return gold.decisions_about(project, changed) if changed else []


def _without_twins(project: Project, document: DocumentId, weighed: Weighed, swept: Sequence[Decision]) -> Weighed:
    """Leave to a person the cases whose gold is there already: by another decision that stands, or by another case."""
    layer = project.layers.gold()
    if layer is None or not any(verdict.golds for _, verdict in weighed if verdict):
        return weighed
    there = project.spans.of_document(document, layer.id)
    while True:
        going = {id for made in (*swept, *_replaced(project, weighed)) for id in made.gold}
        taken = {(span.label, span.extents) for span in there if span.id not in going}
        kept = [(one, verdict if verdict and _claims(taken, verdict) else None) for one, verdict in weighed]
        # What is left keeps the gold that it had, which may stand in the way of others.
        if kept == weighed:
            return kept
        weighed = kept


def _claims(taken: set[tuple[LabelId, Extents]], verdict: Verdict) -> bool:
    """Whether the places of a verdict's gold are free; they are taken from then on."""
    places = {made[:2] for made in verdict.golds}
    is_free = not places & taken
    if is_free:
        taken |= places
    return is_free


def who_settles(project: Project) -> str | None:
    """Return the name of the coder whom the decisions carry, None for nobody in particular."""
    return project.coders.get(project.person).name if project.person else None


def checked(project: Project, plan: PolicyPlan | str, layers: Sequence[Layer]) -> PolicyPlan:
    """Return a plan, or that of a policy by its name, that can be carried out; raises as `settle` where it cannot."""
    plan = PolicyPlan(plan) if isinstance(plan, str) else plan
    for name in plan.names:
        policy_named(name)
    if not plan.names:
        raise NotAllowed("A plan needs a policy; choose one for all labels, or for some.")
    people.need_two(layers)
    if plan.needs_model and len({layer.coder or layer.id for layer in layers}) < TRUTH_NEEDS:
        named = next(name for name in plan.names if policy_named(name).needs_model)
        raise NotAllowed(f"The policy “{named}” needs at least three coders, since two who differ may both be right.")
    if plan.needs_model and not 0.5 < plan.at_least <= 1:
        raise NotAllowed("What a model settles must be more likely than not: above 0.5, and at most 1.")
    if plan.preferred is None and plan.needs_coder:
        named = next(name for name in plan.names if policy_named(name).needs_coder)
        raise NotAllowed(f"The policy “{named}” needs a coder whose spans are taken; name one.")
    if plan.preferred is not None and not plan.needs_coder:
        names = ", ".join(f"“{policy.name}”" for policy in POLICIES if policy.needs_coder)
        raise NotAllowed(f"A preferred coder is of use with the policy {names} only; choose it, or name nobody.")
    if plan.preferred is not None and plan.preferred not in {layer.id for layer in layers}:
        raise NotAllowed("The preferred coder is not among those who are compared; add this coder, or prefer another.")
    for label in (*(plan.labels or ()), *plan.by_label):
        if project.codebook.get(label) is None:
            raise no_label(project, label)
    if plan.labels is not None and not plan.labels:
        raise NotAllowed("Settling only some labels needs at least one; name it, or settle all.")
    return plan


def _verb(plan: PolicyPlan, layers: Sequence[Layer]) -> Settle:
    return Settle(
        policies=tuple(map(PolicyName, plan.names)),
        layers=tuple(layer.id for layer in layers),
        labels=tuple(sorted(plan.labels or ())),
        preferred=plan.preferred,
    )
