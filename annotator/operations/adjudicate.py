"""Adjudicating: what differs between coders, what was decided, and the gold that comes of it.

A layer takes part in a document that its coder has begun or done; who has not looked at a text yet says nothing
about it. A case needs two who did.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.adjudication import decisions as verdicts
from annotator.adjudication.casebook import CaseBook, Difference
from annotator.adjudication.cases import Case, find_cases
from annotator.adjudication.decisions import Settled, Status, Verdict
from annotator.adjudication.policies import policy_named
from annotator.model.coder import Layer
from annotator.model.decision import Decision
from annotator.model.errors import NotAllowed
from annotator.model.ids import DecisionId, DocumentId, LabelId, LayerId, LinkId, SpanId
from annotator.model.span import Link, Span
from annotator.operations import gold
from annotator.operations.annotate import usable_label
from annotator.operations.progress import Progress, silent
from annotator.store.project import Project

_MOST_NEWS = 1_000
"""Rows that are taken over one by one; of more the document is read anew."""


@dataclass(frozen=True, slots=True)
class PolicyReport:
    """What a policy did. `settled` by rule; `left` by kind of case; `alone`: documents fewer than two coders began."""

    policy: str
    layers: tuple[str, ...]
    documents: int
    settled: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    alone: int = 0


def cases_of(project: Project, document: DocumentId, layers: Sequence[Layer]) -> list[Settled]:
    """Return the cases of a document between those of the layers that took part, and where each stands."""
    cases = _cases(project, document, layers)
    return verdicts.settle(cases, project.decisions.of_document(document))


def open_counts(
    project: Project, layers: Sequence[Layer], documents: Iterable[str] | None = None, progress: Progress = silent
) -> dict[DocumentId, int]:
    """Return how many cases of each document, or of some, are not decided, deferred ones among them."""
    wanted = None if documents is None else set(documents)
    counts = {}
    for info in project.documents.all():
        if wanted is None or info.id in wanted:
            progress(0, 0, info.title)
            found = cases_of(project, info.id, layers)
            counts[info.id] = sum(one.status is not Status.DECIDED for one in found)
    return counts


class News(NamedTuple):
    """What was written since a case book was read. `spans`: of all layers, as they are now; `removed`: their ids."""

    spans: list[Span]
    removed: list[SpanId]
    cases: Difference


def open_book(project: Project, document: DocumentId, layers: Sequence[Layer], spans: Iterable[Span]) -> CaseBook:
    """Return the cases of a document with what is needed to keep them; `spans`: those of all its layers.

    Read both within one `project.snapshot()`, so that the book knows after which step it was read.
    """
    as_of = project.journal.latest()
    taking_part = [layer.id for layer in _taking_part(project, document, layers)]
    if len(taking_part) < 2:
        return CaseBook(document, taking_part, (), (), as_of=as_of)
    known = project.decisions.of_document(document)
    return CaseBook(document, taking_part, spans, known, project.links.of_document(document), as_of)


def catch_up(project: Project, book: CaseBook, layers: Sequence[Layer]) -> News | None:
    """Bring a book up to date with what was written since, and return that.

    None where so much was written, or other coders take part in the document now, that it must be read anew.
    """
    # First, so that what is written while this reads is read again the next time.
    as_of = project.journal.latest()
    touched = project.journal.touched_since(book.as_of, _MOST_NEWS)
    taking_part = tuple(layer.id for layer in _taking_part(project, book.document, layers))
    if touched is None or taking_part != book.layers:
        return None
    asked = sorted(touched.get("spans", ()))
    spans = [span for span in project.spans.get_many(asked) if span.document == book.document]
    removed = [SpanId(id) for id in set(asked) - {span.id for span in spans}]
    known = sorted(touched.get("decisions", ()))
    decisions = [one for one in project.decisions.get_many(known) if one.document == book.document]
    dropped = [DecisionId(id) for id in set(known) - {one.id for one in decisions}]
    book.as_of = as_of
    if len(taking_part) < 2:
        return News(spans, removed, Difference([], []))
    links, unlinked = _links_touched(project, book, sorted(touched.get("links", ())))
    return News(spans, removed, book.update(spans, removed, decisions, dropped, links, unlinked))


def _links_touched(project: Project, book: CaseBook, ids: Sequence[str]) -> tuple[list[Link], list[LinkId]]:
    """Return those of the links that are of the book's layers and document, and the ids of all the others."""
    found = project.links.get_many(ids)
    acts = project.spans.get_many(list(dict.fromkeys(link.act for link in found)))
    own = {span.id for span in acts if span.document == book.document and span.layer in book.layers}
    links = [link for link in found if link.act in own]
    return links, [LinkId(id) for id in set(ids) - {link.id for link in links}]


def verdict(case: Case, how: str, layer: LayerId | None = None, label: str | None = None) -> Verdict:
    """Return what an adjudicator's choice means: take (a layer's), union, intersection, relabel, none or defer."""
    chosen = LabelId(label) if label is not None else None
    if how == "take" and layer is not None:
        return verdicts.take(case, layer)
    if how == "union":
        return verdicts.union(case, chosen)
    if how == "intersection":
        return verdicts.intersection(case, chosen)
    if how == "relabel" and chosen is not None:
        return verdicts.relabel(case, chosen, layer)
    if how == "none":
        return verdicts.none_of_them(case)
    if how == "defer":
        return verdicts.defer(case)
    raise NotAllowed(f"A case cannot be settled by “{how}” alone.")


def decide(project: Project, case: Case, choice: Verdict, reason: str = "", book: CaseBook | None = None) -> Decision:
    """Decide a case: its gold spans replace those of an earlier decision about the same spans.

    `book` spares a look at all the decisions of the document; one that is behind the project is not believed.
    Raises `NotFound` for a label that the codebook lacks, `NotAllowed` for one that is not put on such a passage.
    """
    for made in choice.golds:
        usable_label(project, made.label, on_text=bool(made.extents))
    with project.transact(f"Decide: {choice.rule}"):
        gold.remove(project, _about(project, case, book))
        return gold.record(project, gold.gold_layer(project), case, choice, reason.strip())


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


def reopen(project: Project, case: Case, book: CaseBook | None = None) -> None:
    """Take what was decided about a case, and its gold, back out; `book` as in `decide`."""
    with project.transact("Reopen a case"):
        gold.remove(project, _about(project, case, book))


def settle(project: Project, policy: str, layers: Sequence[Layer], progress: Progress = silent) -> PolicyReport:
    """Decide what a policy settles in all documents, as one step; what a person decided stays as it is.

    Raises `NotFound` for an unknown policy and `NotAllowed` for fewer than two layers.
    """
    propose = policy_named(policy).propose
    if len(layers) < 2:
        raise NotAllowed("Adjudicating needs at least two coders; name those to compare.")
    documents = project.documents.all()
    settled: Counter[str] = Counter()
    left: Counter[str] = Counter()
    alone = 0
    with project.transact(f"Settle what is {policy}"):
        layer: Layer | None = None
        for number, info in enumerate(documents):
            progress(number, len(documents), info.title)
            cases = _cases(project, info.id, layers)
            alone += len(_taking_part(project, info.id, layers)) == 1
            known = project.decisions.of_document(info.id)
            present = {span.id for span in project.spans.of_document(info.id)}
            gold.remove(project, [one for one in verdicts.orphaned(present, known) if one.rule.by_policy])
            for one in verdicts.settle(cases, known):
                if one.status is Status.DECIDED:
                    continue
                proposal = propose(one.case) if _is_free(one) else None
                if proposal is None:
                    left[one.case.kind] += 1
                    continue
                layer = layer or gold.gold_layer(project)
                if one.decision is not None:
                    gold.remove(project, _about(project, one.case))
                gold.record(project, layer, one.case, proposal, "")
                settled[proposal.rule] += 1
        progress(len(documents), len(documents), "")
    names = tuple(layer.name for layer in layers)
    return PolicyReport(policy, names, len(documents), dict(settled), dict(left), alone)


def _is_free(one: Settled) -> bool:
    """Whether a policy may settle a case: nobody has judged it, or only a policy did before it changed."""
    return one.decision is None or (one.decision.rule.by_policy and one.status is Status.CHANGED)


def _taking_part(project: Project, document: DocumentId, layers: Sequence[Layer]) -> list[Layer]:
    present = project.assignments.layers_in(document)
    return [layer for layer in layers if layer.id in present]


def _cases(project: Project, document: DocumentId, layers: Sequence[Layer]) -> list[Case]:
    taking_part = _taking_part(project, document, layers)
    if len(taking_part) < 2:
        return []
    spans: dict[LayerId, list[Span]] = {layer.id: [] for layer in taking_part}
    for span in project.spans.of_document(document):
        if span.layer in spans:
            spans[span.layer].append(span)
    return find_cases(document, spans, project.links.of_document(document))


def _about(project: Project, case: Case, book: CaseBook | None = None) -> list[Decision]:
    """Return the decisions about any of a case's spans."""
    # A book is believed only if nothing at all was written since it was read, by this step neither.
    if book is not None and book.document == case.document and project.journal.touched_since(book.as_of, 0) is not None:
        return book.decisions_about(case)
    candidates = {span.id for span in case.candidates}
    return [
        decision
        for decision in project.decisions.of_document(case.document)
        if any(span.id in candidates for span in decision.candidates)
    ]
