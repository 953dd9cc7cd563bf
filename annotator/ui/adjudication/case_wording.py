"""What the panel shows of a case, or of how a gold span came about: worked out in words, without a widget."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.decisions import Settled, Status
from annotator.adjudication.slots import slots_of
from annotator.model.decision import Decision
from annotator.model.ids import LayerId
from annotator.model.span import Span
from annotator.model.wording import isolated
from annotator.ui.adjudication.case_status import CaseContext, case_status, how_decided, said
from annotator.ui.adjudication.coder_letters import letter
from annotator.ui.adjudication.queue_view import KINDS
from annotator.ui.cases.wording import CaseDifference, act_sentence, differences, own_side
from annotator.ui.commands.key_names import key_of


class CandidateLine(NamedTuple):
    """What one coder says. `label`: the id of it, empty for nothing; `more`: secondary lines below."""

    letter: str
    name: str
    label: str
    text: str
    more: tuple[str, ...] = ()
    is_current: bool = False


class View(NamedTuple):
    """`differing`: in what they differ, a line each. `standing`: how it stands, or how it was decided."""

    title: str
    differing: tuple[str, ...]
    lines: tuple[CandidateLine, ...]
    standing: str


def view_of_case(one: Settled, title: str, candidate: int, gold: Sequence[Span], known: CaseContext) -> View:
    """Return a case as its coders coded it, with one candidate marked; `gold`: what came of its decision."""
    case = one.case
    ordered = (case.of(layer.id) for layer in known.coder_letters.ordered_layers(case.key))
    order = [case.candidates.index(span) for span in ordered if span is not None]
    found = differences(case, known.labels, known.register, order)
    lines = []
    for at, layer in enumerate(known.coder_letters.ordered_layers(case.key)):
        span, name = case.of(layer.id), known.coder_letters.name(layer.id, case.key)
        if span is None:
            missed = "nothing here" if layer.id in case.absent else "took no part"
            lines.append(CandidateLine(letter(at), name, "", missed))
            continue
        place = case.candidates.index(span)
        is_current = place == candidate and len(case.candidates) > 1
        lines.append(
            CandidateLine(
                letter(at), name, span.label, said(span, known), _more(case, span, place, found, known), is_current
            )
        )
    summaries = tuple(each.summary for each in found)
    return View(f"{title}: {KINDS[case.kind]}", summaries, tuple(lines), case_status(one, gold, known))


def view_of_decision(decision: Decision, gold: Sequence[Span], known: CaseContext, key: str) -> View:
    """Return how gold came about: what coders had said, the rule, the reason, who, when, under which codebook.

    `key`: of the case in whose order coders have their letters.
    """
    case = as_case(decision)
    found = differences(case, known.labels, known.register) if case.candidates else []
    lines = []
    for at, span in enumerate(case.candidates):
        more = _more(case, span, at, found, known)
        lines.append(CandidateLine("", known.coder_letters.name(span.layer, key), span.label, said(span, known), more))
    lines += [CandidateLine("", known.coder_letters.name(layer, key), "", "nothing here") for layer in case.absent]
    title = f"Gold: {known.label(gold[0].label)}" if gold else "Gold"
    return View(title, (), tuple(sorted(lines, key=lambda line: line.name)), how_decided(decision, gold, known))


def why_empty(coders: int, has_document: bool, cases: Iterable[Settled] | None) -> str:
    """Return why no case is shown; `cases`: of the document, None while they are to be found."""
    if coders < 2:
        return "Adjudicating needs the work of two coders: import it, or let another coder code here."
    if not has_document:
        return "Choose a document at the left."
    if cases is None:
        return "The coders are being compared…"
    if any(one.status is not Status.DECIDED for one in cases):
        return "No case of this text is listed: choose other ones below."
    return f"Nothing is open in this text. {key_of('adjudicate.next_open')} goes on to the next open case."


def as_case(decision: Decision) -> Case:
    """Return the candidates of a decision as they were, as a case that is looked at and never decided."""
    slots, absent = slots_of({}, decision.links), tuple(map(LayerId, decision.absent))
    agreed: frozenset[CaseKind] = frozenset()
    return Case(decision.document, CaseKind.AGREED, agreed, decision.candidates, absent, decision.id, slots)


def _more(case: Case, span: Span, place: int, found: Sequence[CaseDifference], known: CaseContext) -> tuple[str, ...]:
    note = isolated(span.note) if span.note else ""
    remark = f"{'in doubt. ' if span.doubt else ''}{note}".strip()
    lines = (act_sentence(case, span, known.labels, known.register), own_side(found, place), remark)
    return tuple(filter(None, lines))
