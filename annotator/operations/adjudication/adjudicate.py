"""Adjudicating: what was decided of what differs between coders, and the gold that comes of it.

Each verb is one step. A decision replaces those that were made before about any of the same spans, with their gold:
so deciding or reopening one of several cases that were joined opens the others again.
"""

from collections.abc import Iterable, Mapping, Sequence

from annotator.adjudication import combining, ways
from annotator.adjudication.casebook import CaseBook
from annotator.adjudication.cases import Case
from annotator.adjudication.combining import Given
from annotator.adjudication.decisions import Gold, Verdict
from annotator.adjudication.policies import PolicyPlan
from annotator.adjudication.queue import ORDERS, QueueEntry, entry_of, severity
from annotator.adjudication.slots import Slot
from annotator.model.coder import Layer
from annotator.model.decision import Decision, Rule
from annotator.model.errors import NotFound
from annotator.model.ids import ActorId, AttributeId, DocumentId, LabelId, LayerId, RoleId, SpanId
from annotator.model.span import AttributeValue, tidy
from annotator.model.verbs import gold as verbs
from annotator.operations.adjudication import gold
from annotator.operations.adjudication.case_queue import (
    News,
    cases_of,
    catch_up,
    is_settled,
    left_by_kind,
    open_book,
    open_counts,
    queue,
    taking_part,
)
from annotator.operations.adjudication.policy_plans import (
    PolicyReport,
    checked,
    plan_of,
    settle,
    settle_as,
)
from annotator.operations.adjudication.policy_previews import Preview, Proposal, preview, previews, propose
from annotator.operations.adjudication.reason_list import reasons, set_reasons
from annotator.operations.adjudication.verdict_checks import check_gold
from annotator.operations.coding.annotate import must_be_unit, usable_label
from annotator.store.project import Project

__all__ = [
    "ORDERS",
    "Given",
    "News",
    "PolicyPlan",
    "PolicyReport",
    "Preview",
    "Proposal",
    "QueueEntry",
    "Slot",
    "add",
    "cases_of",
    "catch_up",
    "checked",
    "compose",
    "decide",
    "decide_by",
    "entry_of",
    "is_settled",
    "join",
    "left_by_kind",
    "open_book",
    "open_counts",
    "orphans",
    "plan_of",
    "preview",
    "previews",
    "propose",
    "provenance",
    "queue",
    "reasons",
    "remove_gold",
    "reopen",
    "set_reasons",
    "settle",
    "settle_as",
    "severity",
    "verdict",
]


def verdict(case: Case, how: str, layer: LayerId | None = None, label: str | None = None) -> Verdict:
    """Return what an adjudicator's choice means; `how`: the id of a way to decide (see `adjudication.ways`)."""
    return ways.verdict(case, how, layer, LabelId(label) if label is not None else None)


def decide(project: Project, case: Case, choice: Verdict, reason: str = "", book: CaseBook | None = None) -> Decision:
    """Decide a case: its gold spans replace those of an earlier decision about the same spans.

    `book` spares a look at all the decisions of the document; one that is behind the project is not believed.
    Raises `NotFound` for a label that the codebook lacks, `NotAllowed` for one that is not put on such a passage, and
    where the gold of another decision has the same label and extents.
    """
    for made in choice.golds:
        usable_label(project, made.label, on_text=bool(made.extents))
    return _decide(project, case, choice, reason, book)


def decide_by(
    project: Project,
    case: Case,
    how: str,
    layer: LayerId | None = None,
    label: str | None = None,
    reason: str = "",
    book: CaseBook | None = None,
) -> Decision:
    """Decide a case by the name of a choice; see `verdict` and `decide`."""
    return decide(project, case, verdict(case, how, layer, label), reason, book)


def compose(
    project: Project,
    case: Case,
    base: LayerId,
    attributes: Mapping[AttributeId, LayerId | Given] = {},
    slots: Mapping[RoleId, LayerId | tuple[Slot, ...]] = {},
    reason: str = "",
    book: CaseBook | None = None,
) -> Decision:
    """Decide that the span of `base` is right, with some attributes and slots as another layer has them, or as given.

    Raises as `decide`, and as `check_gold` for an attribute or a slot that the label of that span cannot have.
    """
    choice = combining.compose(case, base, attributes, slots)
    check_gold(project, choice.golds[0], attributes, slots)
    return _decide(project, case, choice, reason, book)


def join(
    project: Project, cases: Sequence[Case], label: str | None = None, reason: str = "", book: CaseBook | None = None
) -> Decision:
    """Decide that several cases of a document are one span, of all that was marked in them.

    Each of them then stands decided by the one decision. Raises `NotAllowed` for cases that cannot be one, or where
    `label` is needed and not said; and as `decide`.
    """
    cases = list({case.key: case for case in cases}.values())
    choice = combining.join(cases, LabelId(label) if label is not None else None)
    usable_label(project, choice.golds[0].label, on_text=bool(choice.golds[0].extents))
    verb = verbs.JoinCases(document=cases[0].document, candidates=_candidates(cases), cases=len(cases))
    return _record(project, verb, cases, choice, reason, book)


def add(
    project: Project,
    document: DocumentId,
    label: str,
    extents: Iterable[tuple[int, int]],
    layers: Sequence[Layer],
    reason: str = "",
    attributes: Mapping[str, AttributeValue] = {},
    *,
    actor: ActorId | None = None,
    slots: Sequence[Slot] = (),
) -> Decision:
    """Put into gold what all coders missed; no extents: a label on the whole document.

    `layers`: those that are compared; the ones that took part in the document are noted as having nothing there.
    Raises `NotAllowed` where gold has it already or the extents are beyond the text, and as `check_gold`.
    """
    made = Gold(LabelId(label), tidy(extents), attributes, actor, tuple(slots))
    must_be_unit(project, document, made.extents)
    check_gold(project, made, attributes, {slot.role for slot in slots})
    if actor is not None:
        project.actors.get(actor)
    absent = [layer.id for layer in taking_part(project, document, layers)]
    verb = verbs.AddToGold(document=document, label=made.label)
    with project.transact(verb) as step:
        decision = gold.record(project, document, Verdict(Rule.ADDED, (made,)), reason, absent=absent)
        step.verb = verb.model_copy(update=verbs.of_decisions([decision]))
    return decision


def reopen(project: Project, case: Case, book: CaseBook | None = None) -> None:
    """Take what was decided about a case, and its gold, back out; `book` as in `decide`."""
    verb = verbs.ReopenCase(document=case.document, candidates=_candidates([case]))
    with project.transact(verb) as step:
        made = gold.decisions_about(project, [case], book)
        gold.remove(project, made)
        step.verb = verb.model_copy(update=verbs.of_decisions(made))


def remove_gold(project: Project, decision: Decision) -> None:
    """Take a decision and its gold back out, such as what was added; raises `NotFound` where it is gone already."""
    found = project.decisions.get_many([decision.id])
    if not found:
        raise NotFound("This decision is gone already; nothing was changed.")
    verb = verbs.TakeOutOfGold(document=decision.document)
    with project.transact(verb.model_copy(update=verbs.of_decisions(found))):
        gold.remove(project, found)


def orphans(project: Project, document: DocumentId) -> list[Decision]:
    """Return what a person decided about spans that are all gone: its gold stands, though no case leads to it.

    `remove_gold` takes one back.
    """
    return [made for made in gold.orphaned(project, document) if made.gold and not made.rule.by_policy]


def provenance(project: Project, span: str) -> Decision | None:
    """Return the decision that a gold span came of; None for a span that is not of gold, or that is gone."""
    found = project.spans.get_many([span])
    known = project.decisions.of_document(found[0].document) if found else []
    return next((decision for decision in known if span in decision.gold), None)


def _decide(project: Project, case: Case, choice: Verdict, reason: str, book: CaseBook | None) -> Decision:
    verb = verbs.Decide(document=case.document, candidates=_candidates([case]), rule=choice.rule)
    return _record(project, verb, [case], choice, reason, book)


def _record(
    project: Project, verb: verbs.AtCases, cases: Sequence[Case], choice: Verdict, reason: str, book: CaseBook | None
) -> Decision:
    document = cases[0].document
    absent = [layer for layer in cases[0].absent if all(layer in case.absent for case in cases)]
    with project.transact(verb) as step:
        gold.remove(project, gold.decisions_about(project, cases, book))
        decision = gold.record(project, document, choice, reason, cases, absent)
        step.verb = verb.model_copy(update=verbs.of_decisions([decision]))
    return decision


def _candidates(cases: Sequence[Case]) -> tuple[SpanId, ...]:
    return tuple(span.id for case in cases for span in case.candidates)
