"""The records of a document in one layer, and what brat has no place for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.formats.brat.coded import DOUBT, PASSAGE
from annotator.formats.brat.references import Reference, line_of, mention, party_actor, slot_actor, slot_value
from annotator.formats.losses import MENTION, Loss, Losses, Part, place_of
from annotator.model.actor import Actor
from annotator.model.bundle import CodedDocument
from annotator.model.ids import ActorId, LayerId, SpanId
from annotator.model.span import AttributeValue, Extent, Link, Span
from annotator.model.value_forms import words_of

PARTY_ACTOR = Loss(
    "1 actor beside a span that fills slots of a role for several or none is left out",
    "{n} actors beside spans that fill slots of a role for several or none are left out",
    Part.LINKS,
)
UNREGISTERED = Loss(
    "1 actor in a slot who is not in the register is left out",
    "{n} actors in slots who are not in the register are left out",
    Part.LINKS,
)
ONLY_NAMED = Loss(
    "Of 1 actor of the register only name and kind stand where a passage or an act has them",
    "Of {n} actors of the register only names and kinds stand where passages or acts have them",
    Part.ACTORS,
)
LINK_WITHOUT_SPAN = Loss(
    "1 link is left out, since a span that it joins is not in the file",
    "{n} links are left out, since a span that they join is not in the file",
    Part.LINKS,
)
BLANKS = Loss(
    "The attributes of 1 span lose blanks, which stand as _, or are left out where they are empty or a “no”",
    "The attributes of {n} spans lose blanks, which stand as _, or are left out where they are empty or a “no”",
    Part.ATTRIBUTES,
)
KIND = Loss(
    "1 value that is a number or the only choice of several possible ones stands as a word, which does not say so",
    "{n} values that are numbers or the only choices of several possible ones stand as words, which do not say so",
    Part.ATTRIBUTES,
)

_BLANK = re.compile(r"\s")

Actors = Mapping[ActorId, Actor]


def count_losses(coded: CodedDocument, actors: Actors, losses: Losses) -> None:
    """Count what of a document is in no record; `actors`: those that a record can name."""
    for span in coded.spans:
        if not span.extents:
            continue
        place = place_of(span, coded.document)
        if any(_is_changed(value) for value in span.attributes.values()):
            losses.add(BLANKS, place)
        for name, value in span.attributes.items():
            if _loses_its_kind(value):
                losses.add(KIND, f"{name} of {place}")
        if span.actor is not None and span.actor not in actors:
            losses.add(MENTION, place)
    spans = {span.id: span for span in coded.spans}
    beside = _actors_beside(coded.links, spans, actors)
    for link in coded.links:
        loss = _loss_of(link, spans, actors, beside)
        if loss is not None:
            losses.add(loss, f"the {link.role} of {_act_of(link, spans)} in “{coded.document.title}”")


def _is_changed(value: AttributeValue) -> bool:
    return words_said(value) != _plain(value) or value == []


def _loses_its_kind(value: AttributeValue) -> bool:
    """Whether a value is read as a text though it is none: a word alone does not tell a number or a list."""
    return not isinstance(value, bool | str) and len(words_said(value)) == 1


Beside = Mapping[tuple[SpanId, str], ActorId]
"""Which actor is meant by a span in a role, where all slots of that role which it fills agree."""


def _actors_beside(links: Iterable[Link], spans: Mapping[SpanId, Span], actors: Actors) -> Beside:
    said: dict[tuple[SpanId, str], set[ActorId | None]] = {}
    for link in links:
        if link.span is not None and _is_carried(link, spans):
            said.setdefault((link.span, link.role), set()).add(link.actor)
    sole = {key: next(iter(found)) for key, found in said.items() if len(found) == 1}
    return {key: actor for key, actor in sole.items() if actor is not None and actor in actors}


def _loss_of(link: Link, spans: Mapping[SpanId, Span], actors: Actors, beside: Beside) -> Loss | None:
    """Return what is lost of a link: all of it, or the actor beside what stays; None where it is whole."""
    if not _is_carried(link, spans):
        return LINK_WITHOUT_SPAN
    if link.actor is None:
        return None
    if link.span is not None and link.actor in actors:
        return PARTY_ACTOR if (link.span, link.role) not in beside else None
    return UNREGISTERED if link.actor not in actors else None


def _act_of(link: Link, spans: Mapping[SpanId, Span]) -> str:
    act = spans.get(link.act)
    return f"“{' '.join(act.quote.split())[:40]}”" if act is not None else "an act"


def _is_carried(link: Link, spans: Mapping[SpanId, Span]) -> bool:
    act = spans.get(link.act)
    if act is None or not act.extents:
        return False
    if link.span is None:
        return True
    party = spans.get(link.span)
    return party is not None and bool(party.extents) and act.layer == party.layer


def records(coded: CodedDocument, layer: LayerId, actors: Actors) -> Iterator[str]:
    """Yield the lines of a document in a layer, the same whatever the order of spans and links in memory."""
    return _Records(coded, layer, actors).lines()


@dataclass(slots=True)
class _Numbered:
    """Passages that fill slots, by where they stand and whom they mention: one that fills several stands once."""

    first: int
    ids: dict[tuple[tuple[Extent, ...], ActorId | None], str] = field(default_factory=dict)

    def of(self, link: Link) -> str:
        return self.ids.setdefault((link.extents, link.actor), f"T{self.first + len(self.ids)}")


class _Records:
    def __init__(self, coded: CodedDocument, layer: LayerId, actors: Actors) -> None:
        self._text, self._actors = coded.document.text, actors
        self._spans = sorted(
            (span for span in coded.spans if span.layer == layer and span.extents),
            key=lambda span: (span.start, -span.stop, span.label, span.id),
        )
        self._ids = {span.id: f"T{number}" for number, span in enumerate(self._spans, 1)}
        every = {span.id: span for span in coded.spans}
        self._links = [link for link in coded.links if link.act in self._ids and _is_carried(link, every)]
        self._links.sort(key=lambda link: (int(self._ids[link.act][1:]), link.role, link.id))
        self._beside = _actors_beside(self._links, every, actors)
        self._passages = _Numbered(len(self._spans) + 1)
        self._parties = [(link, self._party(link)) for link in self._links if link.span is not None or link.extents]

    def _party(self, link: Link) -> str:
        return self._ids[link.span] if link.span is not None else self._passages.of(link)

    def lines(self) -> Iterator[str]:
        for span in self._spans:
            yield self._textbound(self._ids[span.id], span.label, span.extents)
        for (extents, _), id in self._passages.ids.items():
            yield self._textbound(id, PASSAGE, extents)
        said = [(name, self._ids[span.id], word) for span in self._spans for name, word in _said(span)]
        for number, (name, id, word) in enumerate(said, 1):
            yield f"A{number}\t{name} {id} {word}".rstrip()
        for number, (link, party) in enumerate(self._parties, 1):
            yield f"R{number}\t{link.role} Arg1:{self._ids[link.act]} Arg2:{party}"
        for number, reference in enumerate(self._references(), 1):
            yield line_of(number, reference)
        notes = [(self._ids[span.id], line) for span in self._spans if span.note for line in span.note.split("\n")]
        for number, (id, line) in enumerate(notes, 1):
            yield f"#{number}\tAnnotatorNotes {id}\t{line}"

    def _references(self) -> Iterator[Reference]:
        meant = [(self._ids[span.id], span.actor) for span in self._spans]
        meant += [(id, actor) for (_, actor), id in self._passages.ids.items()]
        for id, actor in meant:
            if actor is not None and actor in self._actors:
                yield mention(id, self._actors[actor])
        for span_id, role in sorted(self._beside, key=lambda key: (int(self._ids[key[0]][1:]), key[1])):
            yield party_actor(self._ids[span_id], role, self._actors[self._beside[span_id, role]])
        for link in self._links:
            if link.span is not None or link.extents:
                continue
            if link.value is not None:
                yield slot_value(self._ids[link.act], link.role, link.value)
            elif link.actor is not None and link.actor in self._actors:
                yield slot_actor(self._ids[link.act], link.role, self._actors[link.actor])

    def _textbound(self, id: str, type: str, extents: tuple[Extent, ...]) -> str:
        ranges = ";".join(f"{start} {stop}" for start, stop in extents)
        quote = " ".join(_BLANK.sub(" ", self._text[start:stop]) for start, stop in extents)
        return f"{id}\t{type} {ranges}\t{quote}"


def _said(span: Span) -> Iterator[tuple[str, str]]:
    if span.doubt:
        yield DOUBT, ""
    for name, value in sorted(span.attributes.items()):
        yield from ((name, word) for word in words_said(value))


def words_said(value: AttributeValue) -> list[str]:
    """Return a value as words without blanks: none for a flag that says no, an empty one for a flag that says yes."""
    if isinstance(value, bool):
        return [""] if value else []
    return [re.sub(r"\s+", "_", word) for word in _plain(value) if word.strip()]


def _plain(value: AttributeValue) -> list[str]:
    return [""] if isinstance(value, bool) else list(words_of(value))
