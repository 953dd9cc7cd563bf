"""What a format cannot carry: counted while it is written, told in one sentence a kind.

A bundle has parts. Of a part that a format does not carry, each piece that a document has is counted for it
(`count_unsaid`); what is lost of a part that it does carry, its writer counts where it leaves it out. What is lost with
a span that is left out whole is lost with that span and counted as one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.model.bundle import CodedDocument
from annotator.model.document import Document
from annotator.model.span import Span
from annotator.model.wording import one_or_many

QUOTE_LENGTH = 40


class Part(StrEnum):
    """What a bundle may hold besides spans with their labels, each in words."""

    TEXTS = "texts"
    METADATA = "metadata"
    GAPS = "gaps of spans in pieces"
    OVERLAPS = "spans that overlap"
    DOCUMENT_LABELS = "labels on whole documents"
    ATTRIBUTES = "attributes"
    NOTES = "notes"
    DOUBT = "marks of doubt"
    MENTIONS = "actors that passages mention"
    LINKS = "links between acts and their parties"
    DECISIONS = "decisions"
    LAYERS = "several layers"
    CODERS = "the name of a coder alone"
    ASSIGNMENTS = "who codes which document, and how far"
    CODEBOOK = "the codebook"
    ACTORS = "the register of actors"


EVERYTHING = frozenset(Part)


@dataclass(frozen=True, slots=True)
class Loss:
    """A kind of loss, in the words for one and for several ("{n} notes are not carried")."""

    one: str
    many: str

    def sentence(self, count: int, first: str) -> str:
        """Return the sentence that the user reads."""
        words = one_or_many(count, self.one, self.many).format(n=f"{count:,}")
        return f"{words}{one_or_many(count, ': ', '; the first is ')}{first}."


NOTE = Loss("1 note is left out", "{n} notes are left out")
DOUBT = Loss("1 mark of doubt is left out", "{n} marks of doubt are left out")
ATTRIBUTE = Loss("The attributes of 1 span are left out", "The attributes of {n} spans are left out")
MENTION = Loss("1 actor that a passage mentions is left out", "{n} actors that passages mention are left out")
LINK = Loss("1 link between an act and its party is left out", "{n} links between acts and their parties are left out")
LINK_WITHOUT_SPAN = Loss(
    "1 link is left out, since a span that it joins is not part of the export",
    "{n} links are left out, since a span that they join is not part of the export",
)
DECISION = Loss(
    "1 decision is left out with its reason and candidates", "{n} decisions are left out with reasons and candidates"
)
DOCUMENT_LABEL = Loss(
    "1 label of a whole document is left out, since it has no place in the text",
    "{n} labels of whole documents are left out, since they have no place in the text",
)
TEXT = Loss("The text of 1 document is left out", "The texts of {n} documents are left out")
METADATA = Loss("The metadata of 1 document are left out", "The metadata of {n} documents are left out")


class Losses:
    """Counts by kind, in the order in which the kinds turned up, with the first place of each."""

    def __init__(self) -> None:
        self._counts: dict[Loss, tuple[int, str]] = {}

    def add(self, loss: Loss, place: str) -> None:
        """Count one loss."""
        count, first = self._counts.get(loss, (0, place))
        self._counts[loss] = (count + 1, first)

    def sentences(self) -> tuple[str, ...]:
        """Return one sentence for each kind that was counted."""
        return tuple(loss.sentence(count, first) for loss, (count, first) in self._counts.items())


def place_of(span: Span, document: Document) -> str:
    """Return where a span stands, for a sentence: its quote, its document, its range."""
    quote = " ".join(span.quote.split())
    short = quote if len(quote) <= QUOTE_LENGTH else quote[: QUOTE_LENGTH - 1].rstrip() + "…"
    if not span.extents:
        return f"{span.label} of “{document.title}”"
    return f"“{short}” in “{document.title}” at [{span.start}, {span.stop})"


Places = Callable[[CodedDocument], Iterable[str]]
"""Finds each piece of a part in a document, as the place that a sentence names."""


def _of_spans(has: Callable[[Span], object]) -> Places:
    return lambda coded: (place_of(span, coded.document) for span in coded.spans if has(span))


def _title(coded: CodedDocument) -> str:
    return f"“{coded.document.title}”"


UNSAID: Mapping[Part, tuple[Loss, Places]] = {
    Part.TEXTS: (TEXT, lambda coded: [_title(coded)]),
    Part.NOTES: (NOTE, _of_spans(lambda span: span.note)),
    Part.DOUBT: (DOUBT, _of_spans(lambda span: span.doubt)),
    Part.ATTRIBUTES: (ATTRIBUTE, _of_spans(lambda span: span.attributes)),
    Part.DOCUMENT_LABELS: (DOCUMENT_LABEL, _of_spans(lambda span: not span.extents)),
    Part.MENTIONS: (MENTION, _of_spans(lambda span: span.actor)),
    Part.LINKS: (LINK, lambda coded: [f"in {_title(coded)}"] * len(coded.links)),
    Part.DECISIONS: (DECISION, lambda coded: [f"in {_title(coded)}"] * len(coded.decisions)),
    Part.METADATA: (METADATA, lambda coded: [_title(coded)] if coded.document.metadata else []),
}
"""The parts that can be counted without knowing what a format makes of them."""


Says = Mapping[Part, Loss | None]
"""In which words of its own a format says that a part is lost; None where its writer counts it by itself."""


def unsaid_of(carries: frozenset[Part], says: Says) -> tuple[tuple[Loss, Places], ...]:
    """Return what is counted for a format that carries these parts."""
    left_out = [(part, loss, places) for part, (loss, places) in UNSAID.items() if part not in carries]
    worded = [(says.get(part, loss), places) for part, loss, places in left_out]
    return tuple((loss, places) for loss, places in worded if loss is not None)


def count_unsaid(coded: CodedDocument, unsaid: Iterable[tuple[Loss, Places]], losses: Losses) -> None:
    """Count what a document has of the parts that a format does not carry."""
    for loss, places in unsaid:
        for place in places(coded):
            losses.add(loss, place)
