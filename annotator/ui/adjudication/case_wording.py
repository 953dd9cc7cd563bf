"""What the panel shows of a case, or of how a gold span came about: worked out in words, without a widget."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.decisions import Settled, Status
from annotator.adjudication.slots import slots_of
from annotator.model.decision import Decision
from annotator.model.ids import LayerId
from annotator.model.span import Span
from annotator.model.wording import isolated, one_or_many, word_list
from annotator.ui.adjudication.case_status import CaseContext, case_status, how_decided
from annotator.ui.adjudication.coder_letters import letter
from annotator.ui.cases.table import CaseTable, Speaker, table_of
from annotator.ui.commands.key_names import key_of

_DIFFERING = {
    CaseKind.LABEL: "labels",
    CaseKind.BOUNDARY: "boundaries",
    CaseKind.ATTRIBUTE: "attributes",
    CaseKind.SLOT: "slots",
}


NEEDS_TWO = "Adjudicating needs the work of two coders: import it, or let another coder code here."


class View(NamedTuple):
    """`title`: in what they differ; `where`: the document and paragraph. `standing`: how it was decided, if it was.

    `takes`: for each column of the table the number of the coder whose span it takes, -1 for none.
    """

    title: str
    where: str
    table: CaseTable
    standing: str
    takes: tuple[int, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()
    number: str = ""
    """Which of the queue it is."""


def title_of(case: Case) -> str:
    """Return all the ways in which the coders of a case differ."""
    differing = [noun for kind, noun in _DIFFERING.items() if kind in case.differs]
    missing = "not seen by all" if CaseKind.MISSING in case.differs else ""
    apart = f"{word_list(differing)} differ" if differing else ""
    title = ", ".join(filter(None, (missing, apart))) or "all say the same"
    return title[:1].upper() + title[1:]


def view_of_case(one: Settled, where: str, candidate: int, gold: Sequence[Span], known: CaseContext) -> View:
    """Return a case as its coders coded it, with one candidate marked; `gold`: what came of its decision."""
    case, seats = one.case, known.coder_letters
    speakers, numbers, away = [], [], []
    several = len(case.candidates) > 1
    for at, layer in enumerate(seats.ordered_layers(case.key)):
        span, name = case.of(layer.id), "" if seats.names_hidden else layer.name
        if span is None and layer.id not in case.absent:
            away.append(isolated(seats.name(layer.id, case.key)))
            continue
        is_marked = several and span is not None and case.candidates.index(span) == candidate
        speakers.append(Speaker(letter(at), name, span, is_marked))
        numbers.append(at)
    table = table_of(case, speakers, known.labels, known.register)
    if away:
        has = one_or_many(len(away), "has", "have")
        table = table._replace(notes=(*table.notes, f"{word_list(away)} {has} not finished this text"))
    takes = tuple(numbers[column.speakers[0]] if column.has_span else -1 for column in table.columns)
    return View(title_of(case), where, table, case_status(one, gold, known), takes, _definitions(case, known))


def view_of_decision(decision: Decision, gold: Sequence[Span], where: str, known: CaseContext, key: str) -> View:
    """Return how gold came about: what coders had said, the rule, the reason, who, when, under which codebook.

    `key`: of the case in whose order coders have their letters.
    """
    case, seats = as_case(decision), known.coder_letters
    speakers = [Speaker("", seats.name(span.layer, key), span) for span in case.candidates]
    speakers += [Speaker("", seats.name(layer, key), None) for layer in case.absent]
    speakers.sort(key=lambda one: one.name)
    table = table_of(case, speakers, known.labels, known.register)
    title = f"Gold: {known.label(gold[0].label)}" if gold else "Gold"
    return View(title, where, table, how_decided(decision, gold, known), (-1,) * len(table.columns))


def why_empty(coders: int, has_document: bool, cases: Iterable[Settled] | None) -> str:
    """Return why no case is shown; `cases`: of the document, None while they are to be found."""
    if coders < 2:
        return NEEDS_TWO
    if not has_document:
        return "Choose a document at the left."
    if cases is None:
        return "The coders are being compared…"
    if any(one.status is not Status.DECIDED for one in cases):
        return "No case of this text is listed: choose other ones above the list."
    return f"Nothing is open in this text. {key_of('adjudicate.next_open')} goes on to the next open case."


def as_case(decision: Decision) -> Case:
    """Return the candidates of a decision as they were, as a case that is looked at and never decided."""
    slots, absent = slots_of({}, decision.links), tuple(map(LayerId, decision.absent))
    agreed: frozenset[CaseKind] = frozenset()
    return Case(decision.document, CaseKind.AGREED, agreed, decision.candidates, absent, decision.id, slots)


def _definitions(case: Case, known: CaseContext) -> tuple[tuple[str, str], ...]:
    """Return the labels that are in question, each with its definition."""
    ids = dict.fromkeys(span.label for span in case.candidates)
    found = (known.labels[id] for id in ids if id in known.labels)
    return tuple((label.name, " ".join(label.definition.split())) for label in found if label.definition)
