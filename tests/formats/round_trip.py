"""Whether a bundle that is written and read again is equal, but for what the list of losses names, and as often.

Things are compared by what they say, not by their ids: a format need not keep these. Labels, attributes and roles are
the same where their ids or their names are.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.formats.format import Format
from annotator.formats.losses import Lost, Part
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import LayerKind
from annotator.model.ids import SpanId
from annotator.model.span import Link, Span
from annotator.model.value_forms import comparable

OF_SPANS = (None, Part.GAPS, Part.OVERLAPS, Part.DOCUMENT_LABELS)
"""Losses of these take whole spans, or change where they stand."""


def differences(format: Format, before: Bundle, after: Bundle, lost: Iterable[Lost]) -> list[str]:
    """Return a sentence for each thing that is otherwise and of which the losses do not say so, or not so often."""
    assert format.writer is not None and format.reader is not None
    carried = format.writer.carries & format.reader.brings
    allowed: Counter[Part | None] = Counter()
    for one in lost:
        allowed[one.loss.part] += one.count
    return list(_Comparison(before, after, carried, allowed).all())


@dataclass(frozen=True, slots=True)
class _Said:
    """A span with its key, and where it is."""

    key: Hashable
    span: Span


class _Names:
    """What labels, attributes and roles of the bundle that was read are called in the one that was written."""

    def __init__(self, before: Codebook, after: Codebook) -> None:
        self._labels = _same(_named(before.labels), _named(after.labels))
        self._attributes = _same(_parts(before, "attributes"), _parts(after, "attributes"))
        self._roles = _same(_parts(before, "roles"), _parts(after, "roles"))

    def label(self, id: str) -> str:
        return self._labels.get(id, id)

    def attribute(self, id: str) -> str:
        return self._attributes.get(id, id)

    def role(self, id: str) -> str:
        return self._roles.get(id, id)


def _named(labels: Iterable[Label]) -> dict[str, str]:
    return {label.id: label.name for label in labels}


def _parts(codebook: Codebook, kind: str) -> dict[str, str]:
    return {part.id: part.name for label in codebook.labels for part in getattr(label, kind)}


def _same(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    by_name = {name: id for id, name in before.items()}
    return {id: next((one for one in (id, name) if one in before), by_name.get(name, id)) for id, name in after.items()}


_OF_PROJECT: Mapping[Part, Callable[[Bundle], Iterable[Hashable]]] = {
    Part.ACTORS: lambda bundle: ((one.name, one.kind, tuple(sorted(one.codes.items()))) for one in bundle.actors),
    Part.CODEBOOK: lambda bundle: ((one.name, one.heading, one.code, one.scope) for one in bundle.codebook.labels),
    Part.MEMOS: lambda bundle: ((one.title, one.text) for one in bundle.memos),
    Part.SETS: lambda bundle: (one.name for one in bundle.document_sets),
    Part.SEARCHES: lambda bundle: ((one.name, one.search) for one in bundle.kept_searches),
    Part.FIELDS: lambda bundle: ((one.name, one.kind) for one in bundle.document_fields),
    Part.REMARKS: lambda bundle: (one.text for one in bundle.remarks),
}
"""What is compared of a project as a whole."""


class _Comparison:
    def __init__(
        self, before: Bundle, after: Bundle, carried: frozenset[Part], allowed: Mapping[Part | None, int]
    ) -> None:
        self.before, self.after, self.carried, self.allowed = before, after, carried, allowed
        self.names = _Names(before.codebook, after.codebook)
        self.old = {coded.document.text_sha256: coded for coded in before.documents}
        self.new = {coded.document.text_sha256: coded for coded in after.documents}
        self.of_spans = sum(allowed.get(part, 0) for part in OF_SPANS)

    def all(self) -> Iterator[str]:
        missing = self.old.keys() - self.new.keys()
        if len(missing) > self.of_spans + self.allowed.get(Part.TEXTS, 0):
            yield f"{len(missing)} documents are missing"
        # Of a text whose characters a format cannot hold, which is said, another text comes back.
        if len(self.new.keys() - self.old.keys()) > min(len(missing), self.of_spans):
            yield f"texts that were not there: {[self.new[sha].document.text for sha in self.new.keys() - self.old]}"
        both = [(self.old[sha], self.new[sha]) for sha in self.old if sha in self.new]
        yield from self._of_documents(both)
        yield from self._of_spans(both)
        yield from self._of_project()

    def _of_project(self) -> Iterator[str]:
        for part, said in _OF_PROJECT.items():
            gone = set(said(self.before)) - set(said(self.after))
            if part in self.carried and len(gone) > self.allowed.get(part, 0):
                yield f"{part}: {min(map(repr, gone))} is not there"

    def _of_documents(self, both: list[tuple[CodedDocument, CodedDocument]]) -> Iterator[str]:
        facts: list[tuple[Part, Callable[[CodedDocument], object]]] = [
            (Part.METADATA, lambda coded: dict(coded.document.metadata)),
            (Part.PAGES, lambda coded: coded.pages),
            (Part.UNITS, lambda coded: coded.units),
            (Part.UNITS, lambda coded: coded.units),
            (Part.SPLIT, lambda coded: coded.split),
        ]
        for part, fact in facts:
            wrong = [(fact(old), fact(new)) for old, new in both if fact(old) != fact(new)]
            if part in self.carried and len(wrong) > self.allowed.get(part, 0):
                yield f"{part}: {wrong[0][0]!r} became {wrong[0][1]!r}"
        wrong_titles = [(old.document.title, new.document.title) for old, new in both]
        wrong_titles = [(old, new) for old, new in wrong_titles if old != new]
        if len(wrong_titles) > self.of_spans:
            yield f"the title {wrong_titles[0][0]!r} became {wrong_titles[0][1]!r}"

    def _of_spans(self, both: list[tuple[CodedDocument, CodedDocument]]) -> Iterator[str]:
        missing = extra = 0
        first: list[Hashable] = []
        pairs: list[tuple[Span, Span]] = []
        links_missing: list[Hashable] = []
        for old, new in both:
            olds, news = self._said(old, self.before, is_old=True), self._said(new, self.after, is_old=False)
            found = list(_paired(olds, news))
            pairs += found
            paired = {id(one) for one, _ in found}
            gone = [one for one in olds if id(one.span) not in paired]
            missing += len(gone)
            extra += len(news) - len(found)
            first += [one.key for one in gone[:1]]
            links_missing += self._links(old, new, olds, news)
        if missing > self.of_spans:
            yield f"{missing} spans are missing or otherwise ({self.of_spans} said), such as {first[0]!r}"
        # A text that became another's, since a format cannot hold what told them apart, brought its spans along.
        gone_texts = self.old.keys() - self.new.keys()
        if extra > missing + sum(len(self.old[sha].spans) for sha in gone_texts):
            yield f"{extra} spans were not there"
        facts: list[tuple[Part, Callable[[Span, bool], object]]] = [
            (Part.NOTES, lambda span, is_old: span.note),
            (Part.DOUBT, lambda span, is_old: span.doubt),
            (Part.ATTRIBUTES, self._attributes),
            (Part.MENTIONS, lambda span, is_old: self._actor(span.actor, is_old)),
        ]
        for part, fact in facts:
            wrong = [(fact(old, True), fact(new, False)) for old, new in pairs if fact(old, True) != fact(new, False)]
            # What has no part of its own, as characters that XML cannot hold, may have stood in any text.
            said = self.allowed.get(part, 0) + self.allowed.get(None, 0)
            if part in self.carried and len(wrong) > said:
                yield f"{part}: {len(wrong)} ({said} said), such as {wrong[0][0]!r} -> {wrong[0][1]!r}"
        if Part.LINKS in self.carried and len(links_missing) > self.allowed.get(Part.LINKS, 0):
            yield f"links: {len(links_missing)} ({self.allowed.get(Part.LINKS, 0)} said), such as {links_missing[0]!r}"

    def _said(self, coded: CodedDocument, of: Bundle, is_old: bool) -> list[_Said]:
        layers = {layer.id: layer for layer in of.layers}

        def key(span: Span) -> Hashable:
            label = span.label if is_old else self.names.label(span.label)
            layer = layers.get(span.layer)
            whose = (layer.name if layer.kind is LayerKind.CODER else layer.kind) if layer is not None else span.layer
            return (whose if Part.LAYERS in self.carried else "", label, span.extents)

        return [_Said(key(span), span) for span in coded.spans]

    def _links(self, old: CodedDocument, new: CodedDocument, olds: list[_Said], news: list[_Said]) -> list[Hashable]:
        """Return the links that are not there any more, though their spans are."""
        there = {one.key for one in news}
        keys = {one.span.id: one.key for one in olds if one.key in there}
        before = {
            self._link(link, keys, is_old=True)
            for link in old.links
            if link.act in keys and (link.span is None or link.span in keys)
        }
        return list(
            before - {self._link(link, {one.span.id: one.key for one in news}, is_old=False) for link in new.links}
        )

    def _link(self, link: Link, keys: Mapping[SpanId, Hashable], is_old: bool) -> Hashable:
        role = link.role if is_old else self.names.role(link.role)
        party = keys.get(link.span) if link.span is not None else None
        said = self._slot_values(link, is_old) if Part.SLOT_VALUES in self.carried else ()
        return (keys.get(link.act), role, party, self._actor(link.actor, is_old), link.value, link.extents, said)

    def _slot_values(self, link: Link, is_old: bool) -> Hashable:
        named = ((id if is_old else self.names.attribute(id), value) for id, value in link.attributes.items())
        return frozenset((id, comparable(value)) for id, value in named)

    def _attributes(self, span: Span, is_old: bool) -> dict[str, Any]:
        return {id if is_old else self.names.attribute(id): value for id, value in span.attributes.items()}

    def _actor(self, id: str | None, is_old: bool) -> str | None:
        register = (self.before if is_old else self.after).actors
        return next((actor.name for actor in register if actor.id == id), id)


def _paired(olds: list[_Said], news: list[_Said]) -> Iterator[tuple[Span, Span]]:
    """Yield spans of one key in pairs; of several those that say the same first."""
    by_key: dict[Hashable, list[Span]] = {}
    for one in news:
        by_key.setdefault(one.key, []).append(one.span)
    rest: list[_Said] = []
    for one in olds:
        among = by_key.get(one.key, [])
        alike = next((other for other in among if _content(other) == _content(one.span)), None)
        if alike is None:
            rest.append(one)
        else:
            among.remove(alike)
            yield one.span, alike
    for one in rest:
        if left := by_key.get(one.key):
            yield one.span, left.pop(0)


def _content(span: Span) -> tuple[object, ...]:
    return span.note, span.doubt, sorted(map(str, span.attributes.values())), span.actor is None
