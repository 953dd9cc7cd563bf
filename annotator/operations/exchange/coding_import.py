"""Codings of a bundle taken into a project, document by document: spans, their slots, decisions on them.

What is here already, by its id or its content, stays as it is; what is new comes in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.model.bundle import CodedDocument
from annotator.model.coder import LayerKind
from annotator.model.ids import DecisionId, DocumentId, LayerId, SpanId, new_id
from annotator.model.span import Link, Span
from annotator.operations.exchange.called_here import CalledHere, SpanIds
from annotator.operations.exchange.import_outcome import ImportOutcome
from annotator.operations.exchange.slot_import import import_slots
from annotator.operations.exchange.unit_import import FittedSpans, UnitImport
from annotator.store.project import Project

_NONE: Mapping[str, SpanId] = {}


class CodingImport:
    """Made before the layers of the bundle are taken, so that it knows those that were here.

    `rules`: what is asked of codings; `others`: the names of layers that are not of whoever imports.
    """

    def __init__(
        self,
        project: Project,
        called: CalledHere,
        rules: UnitImport,
        others: Mapping[LayerId, str],
        taken: ImportOutcome,
    ) -> None:
        self._project, self._called, self._others, self._taken = project, called, others, taken
        self.rules = rules
        self._nobodys = {layer.id for layer in project.layers.all() if layer.kind is not LayerKind.CODER}
        """The layers of gold and of suggestions that the project had before."""

    def take(
        self,
        coded: CodedDocument,
        document: DocumentId,
        compared: Mapping[str, SpanId] = _NONE,
        updated: Mapping[str, SpanId] = _NONE,
    ) -> SpanIds:
        """Add what is new in a document; return what its spans are called in the project.

        `compared`: which codings of layers that are delivered again were found to be which ones here; `updated`: which
        came in with these layers, and are none of those in `coded`.
        """
        mapped = [self._called.span(span, document) for span in coded.spans]
        fitted = self.fitted(coded, document, mapped, coded.links)
        ids = self._take_spans(coded, document, fitted.spans, compared)
        self._take_links(coded, ids, fitted.left_out)
        ids |= updated
        self._take_decisions(coded, document, ids, fitted.left_out)
        return ids

    def fitted(
        self, coded: CodedDocument, document: DocumentId, spans: Sequence[Span], links: Iterable[Link]
    ) -> FittedSpans:
        """Return codings as they can stand here."""
        if not self.rules.are_any:
            return FittedSpans(tuple(spans), {})
        linked = {id for link in links for id in (link.act, link.span) if id is not None}
        standing = {span.id: span for span in self._project.spans.get_many([span.id for span in spans])}
        return self.rules.fitted(replace(coded.document, id=document), spans, linked, standing)

    def _take_spans(
        self, coded: CodedDocument, document: DocumentId, fitted: Sequence[Span], compared: Mapping[str, SpanId]
    ) -> SpanIds:
        spans = self._project.spans
        taken = spans.which_are_taken([span.id for span in fitted])
        by_id = {span.id: span for span in spans.get_many(list(taken))}
        here = spans.of_document(document)
        twins = {_content(span): span.id for span in here}
        stand = {span.id for span in here}
        places = set() if coded.decisions else {_what_and_where(span) for span in here if span.layer in self._nobodys}
        ids: SpanIds = {}
        new: list[Span] = []
        for span in fitted:
            same_id = by_id.get(span.id)
            if same_id is not None and _place_of(same_id) == _place_of(span):
                is_same = _content(same_id) == _content(span)
                self._taken.known += is_same
                self._taken.differing += not is_same
                if is_same:
                    ids[span.id] = span.id
            elif twins and (twin := twins.get(_content(span))) is not None:
                self._taken.known += 1
                ids[span.id] = twin
            elif compared.get(span.id) in stand or _what_and_where(span) in places:
                self._taken.differing += 1
            else:
                new.append(span)
        if self.rules.are_any:
            new = self.rules.admitted(replace(coded.document, id=document), new, here)
        # The same work taken in as another coder's is other work.
        ids.update((span.id, SpanId(new_id()) if span.id in taken else span.id) for span in new)
        spans.add([replace(span, id=ids[span.id]) if span.id in taken else span for span in new])
        self._taken.spans += len(new)
        self._taken.of_others.update(self._others[span.layer] for span in new if span.layer in self._others)
        return ids

    def _take_links(self, coded: CodedDocument, ids: SpanIds, left_out: Mapping[str, Span]) -> None:
        labels = {span.id: span.label for span in coded.spans}
        given = (as_passage(link, left_out) for link in coded.links if link.act in ids)
        mapped = (
            self._called.link(link, labels[link.act], ids[link.act], None if link.span is None else ids[link.span])
            for link in given
            if link.span is None or link.span in ids
        )
        taken = import_slots(self._project, mapped, ids.values())
        self._taken.filled += taken.filled
        self._taken.unfit += taken.unfit

    def _take_decisions(
        self, coded: CodedDocument, document: DocumentId, ids: SpanIds, left_out: Mapping[str, Span]
    ) -> None:
        decisions = self._project.decisions
        here = {decision.id for decision in decisions.of_document(document)}
        elsewhere = decisions.which_are_taken([decision.id for decision in coded.decisions]) - here
        for decision in coded.decisions:
            if decision.id not in here and not left_out.keys().isdisjoint(decision.gold):
                self.rules.count_decision(coded.document)
            elif decision.id not in here:
                id = DecisionId(new_id()) if decision.id in elsewhere else decision.id
                decisions.add([self._called.decision(replace(decision, id=id), document, ids)])


def as_passage(link: Link, left_out: Mapping[str, Span]) -> Link:
    """Let a slot keep the words of a party that is no coding here, and whom they name."""
    if link.span is None or (party := left_out.get(link.span)) is None or not party.extents:
        return link
    return replace(link, span=None, actor=link.actor or party.actor, extents=party.extents, quote=party.quote)


def _content(span: Span) -> tuple[object, ...]:
    attributes = str(sorted(span.attributes.items()))
    return span.layer, span.label, span.extents, span.note, span.doubt, span.actor, attributes


def _what_and_where(span: Span) -> tuple[object, ...]:
    return span.layer, span.label, span.extents


def _place_of(span: Span) -> tuple[DocumentId, LayerId]:
    return span.document, span.layer
