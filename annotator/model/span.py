"""Spans and links: what a coder says about a text.

A span belongs to a layer and a document, has a label and one extent, or several (discontinuous), or none: then
its label is about the whole document. Slotted dataclasses, since a project may hold a million of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from annotator.model.errors import NotAllowed
from annotator.model.ids import (
    UNKNOWN_VERSION,
    ActorId,
    CodebookVersionId,
    DocumentId,
    LabelId,
    LayerId,
    LinkId,
    RoleId,
    SpanId,
)

AttributeValue = str | int | float | bool | list[str]
SlotValue = Literal["implicit", "collective", "unclear", "document"]
"""A party without a text or an actor: implied; a collective ("all parties"); unclear; the document's own speaker."""

GAP = " … "
"""What stands between the pieces of a discontinuous span in its quote."""


class Extent(NamedTuple):
    """A half-open range of code points."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class MovedFrom:
    """Where a span stood in the version of its document that was read before, and what it quoted there.

    `time`: when it was moved, UTC, ISO 8601. What was moved twice says its last move.
    """

    document: DocumentId
    extents: tuple[Extent, ...]
    quote: str
    time: str


@dataclass(frozen=True, slots=True)
class Span:
    """One coded passage. `quote` repeats the text under the extents, so that a shifted offset is noticed.

    `actor`: the registered actor that the passage mentions. `codebook_version`: the id of the codebook's version
    under which it was coded or last confirmed, empty where nobody knows. `moved_from`: its place before the document
    was read anew, None for what was coded in this text.
    """

    id: SpanId
    layer: LayerId
    document: DocumentId
    label: LabelId
    extents: tuple[Extent, ...]
    quote: str
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    note: str = ""
    doubt: bool = False
    actor: ActorId | None = None
    codebook_version: CodebookVersionId = UNKNOWN_VERSION
    moved_from: MovedFrom | None = None

    @property
    def start(self) -> int:
        """The first code point, 0 for a label on the whole document."""
        return self.extents[0].start if self.extents else 0

    @property
    def stop(self) -> int:
        """One past the last code point, 0 for a label on the whole document."""
        return self.extents[-1].stop if self.extents else 0


@dataclass(frozen=True, slots=True)
class Link:
    """Act --role--> party: what fills a slot.

    A span of the same text and layer; a registered actor; both (the span mentions the actor); a passage that is no span
    of its own (`extents`, with the text under them as `quote`), with or without an actor; or a value. `attributes`:
    what is said of it in this slot, by the attributes of the role.
    """

    id: LinkId
    act: SpanId
    role: RoleId
    span: SpanId | None = None
    actor: ActorId | None = None
    value: SlotValue | None = None
    extents: tuple[Extent, ...] = ()
    quote: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict, hash=False)


def tidy(extents: Iterable[tuple[int, int]]) -> tuple[Extent, ...]:
    """Return extents sorted, with overlapping and touching ones joined; raises `NotAllowed` for an empty one."""
    joined: list[Extent] = []
    for start, stop in sorted(extents):
        if start < 0 or stop <= start:
            raise NotAllowed(f"A span needs at least one character, but [{start}, {stop}) has none.")
        if joined and start <= joined[-1].stop:
            joined[-1] = Extent(joined[-1].start, max(stop, joined[-1].stop))
        else:
            joined.append(Extent(start, stop))
    return tuple(joined)


def quote_of(text: str, extents: Iterable[tuple[int, int]]) -> str:
    """Return the text under `extents`, pieces joined by `GAP`; raises `NotAllowed` for one beyond the text."""
    pieces = []
    for start, stop in extents:
        if stop > len(text):
            raise NotAllowed(f"The span [{start}, {stop}) ends beyond the text, which has {len(text)} characters.")
        pieces.append(text[start:stop])
    return GAP.join(pieces)


def quotes(text: str, extents: Sequence[Extent], quote: str) -> bool:
    """Whether a quote is the text under `extents`; raises `NotAllowed` for one beyond the text."""
    if len(extents) == 1:
        ((start, stop),) = extents
        if stop - start == len(quote) and text.startswith(quote, start):
            return True  # as nearly all are
    return quote_of(text, extents) == quote
