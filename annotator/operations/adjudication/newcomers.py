"""Coders who come when cases are decided already: what that concerns is said, and answered in one go.

A decision keeps standing when another coder has finished its text, and so does its gold. It is noted what the newcomer
says there, or the case is opened again, by one step for all of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotator.adjudication.cases import Case
from annotator.adjudication.content import Content, content_of
from annotator.adjudication.decisions import Settled
from annotator.adjudication.slots import link_as_it_was, slots_of
from annotator.model.coder import Layer
from annotator.model.decision import Decision
from annotator.model.ids import DecisionId, DocumentId, LayerId, SpanId
from annotator.model.span import Span
from annotator.model.verbs.gold import AnswerNewcomers
from annotator.operations.adjudication import gold
from annotator.operations.adjudication.case_queue import in_documents
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Arrival:
    """Cases that were decided before coders came. `alike`: those who came say what was decided; `apart`: they do not.

    `layers`: those who came.
    """

    layers: frozenset[LayerId] = frozenset()
    documents: tuple[DocumentId, ...] = ()
    alike: tuple[Settled, ...] = ()
    apart: tuple[Settled, ...] = ()

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return len(self.alike) + len(self.apart)


class Answered(NamedTuple):
    """How many decisions were kept, and how many cases opened again."""

    kept: int
    reopened: int


def arrival(
    project: Project, layers: Sequence[Layer], documents: Iterable[str] | None = None, progress: Progress = silent
) -> Arrival:
    """Return what was decided before some of these coders came, in all documents or in some."""
    who: set[LayerId] = set()
    where: list[DocumentId] = []
    alike: list[Settled] = []
    apart: list[Settled] = []
    for _, info, found in in_documents(project, layers, documents, progress):
        old = [one for one in found if one.newcomers]
        if not old:
            continue
        where.append(info.id)
        golds = _gold_of(project, info.id)
        for one in old:
            who |= one.newcomers
            (alike if _says_what_was_decided(one, golds) else apart).append(one)
    return Arrival(frozenset(who), tuple(where), tuple(alike), tuple(apart))


def answer(project: Project, layers: Sequence[Layer], opens: bool, documents: Iterable[str] | None = None) -> Answered:
    """Note of what was decided what those say who came since, as one step; with `opens` open again where they differ.

    What is opened is no longer gold. Nothing is written where nobody came.
    """
    found = arrival(project, layers, documents)
    opened = found.apart if opens else ()
    gone = {one.decision.id for one in opened if one.decision is not None}
    # What was joined is one decision about several cases: opened with one of them, it stands for none.
    kept = [one for one in (*found.alike, *found.apart) if one.decision is not None and one.decision.id not in gone]
    verb = AnswerNewcomers(layers=tuple(sorted(found.layers)), documents=found.documents)
    with project.transact(verb.model_copy(update={"kept": len(kept), "reopened": len(opened)})):
        for one in opened:
            gold.remove(project, gold.decisions_about(project, [one.case]))
        for decision in _with_all_newcomers(kept):
            project.decisions.put(decision)
    return Answered(len(kept), len(opened))


def _with_all_newcomers(cases: Iterable[Settled]) -> Iterable[Decision]:
    """Return the decisions about cases as if those who came had been asked too; each case adds to what is joined."""
    changed: dict[DecisionId, Decision] = {}
    for one in cases:
        if one.decision is not None:
            changed[one.decision.id] = _with_newcomers(changed.get(one.decision.id, one.decision), one)
    return changed.values()


def _with_newcomers(decision: Decision, one: Settled) -> Decision:
    """Return a decision as if those who came had been asked too."""
    case = one.case
    added = [span for span in case.candidates if span.layer in one.newcomers]
    ids = {span.id for span in case.candidates}
    groups = [[*group, *(added if any(span.id in ids for span in group) else ())] for group in decision.cases]
    changed = decision.with_cases(groups)
    marked = {span.layer for span in changed.candidates}
    absent = [layer for layer in dict.fromkeys((*decision.absent, *sorted(one.newcomers))) if layer not in marked]
    links = [link_as_it_was(filling) for span in added for filling in case.slots_of(span)]
    return replace(changed, absent=tuple(absent), links=(*decision.links, *links))


def _says_what_was_decided(one: Settled, golds: Mapping[SpanId, Content]) -> bool:
    """Whether all who came have a span that says what became gold, or none where nothing did."""
    made = one.decision.gold if one.decision is not None else ()
    decided: set[Content | None] = {golds[id] for id in made if id in golds}
    return all(_content(one.case, layer) in (decided or {None}) for layer in one.newcomers)


def _content(case: Case, layer: LayerId) -> Content | None:
    span: Span | None = case.of(layer)
    return content_of(span, case.slots_of(span)) if span is not None else None


def _gold_of(project: Project, document: DocumentId) -> dict[SpanId, Content]:
    """Return what each gold span of a document says."""
    layer = project.layers.gold()
    spans = {span.id: span for span in project.spans.of_document(document, layer.id)} if layer is not None else {}
    slots = slots_of(spans, project.links.of_spans(list(spans)))
    return {id: content_of(span, slots.get(id, ())) for id, span in spans.items()}
