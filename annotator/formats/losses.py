"""What a format cannot carry: counted while it is written (or before), told in one sentence a kind."""

from dataclasses import dataclass

from annotator.model.bundle import CodedDocument
from annotator.model.document import Document
from annotator.model.span import Span

QUOTE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Loss:
    """A kind of loss, in the words for one and for several ("{n} notes are not carried")."""

    one: str
    many: str

    def sentence(self, count: int, first: str) -> str:
        """Return the sentence that the user reads."""
        words = (self.one if count == 1 else self.many).format(n=f"{count:,}")
        return f"{words}{': ' if count == 1 else '; the first is '}{first}."


NOTE = Loss("1 note is left out", "{n} notes are left out")
DOUBT = Loss("1 mark of doubt is left out", "{n} marks of doubt are left out")
ATTRIBUTE = Loss("The attributes of 1 span are left out", "The attributes of {n} spans are left out")
MENTION = Loss("1 actor that a passage mentions is left out", "{n} actors that passages mention are left out")
LINK = Loss("1 link between an act and its party is left out", "{n} links between acts and their parties are left out")
DECISION = Loss(
    "1 decision is left out with its reason and candidates", "{n} decisions are left out with reasons and candidates"
)
DOCUMENT_LABEL = Loss(
    "1 label of a whole document is left out, since it has no place in the text",
    "{n} labels of whole documents are left out, since they have no place in the text",
)
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


def count_unsaid(coded: CodedDocument, losses: Losses, *kinds: Loss) -> None:
    """Count what a plain format says nothing about; only the `kinds` named here."""
    for span in coded.spans:
        said: dict[Loss, object] = {
            NOTE: span.note,
            DOUBT: span.doubt,
            ATTRIBUTE: span.attributes,
            DOCUMENT_LABEL: not span.extents,
            MENTION: span.actor,
        }
        for loss, there in said.items():
            if there and loss in kinds:
                losses.add(loss, place_of(span, coded.document))
    title = f"in “{coded.document.title}”"
    for loss, count in ((LINK, len(coded.links)), (DECISION, len(coded.decisions))):
        for _ in range(count if loss in kinds else 0):
            losses.add(loss, title)
    if coded.document.metadata and METADATA in kinds:
        losses.add(METADATA, f"“{coded.document.title}”")
