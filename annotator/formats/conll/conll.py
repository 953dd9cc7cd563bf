"""CoNLL with IOB2 tags, out: token, start, stop, tag, a blank line after each sentence.

    -DOCSTART-  <document id>  <title>  O
    urged       21             26       B-appeal

Columns are separated by a tab; start and stop are code points of the document's text. IOB2 gives each token one tag
(Tjong Kim Sang and Veenstra 1999), so that of overlapping spans the longest is kept. A sentence does not end inside
a span, since a tag I- cannot begin one. Several layers become a file each.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from annotator.formats.format import Format, Options, Piece, Writer, WritingRun
from annotator.formats.losses import Loss, Losses, Part, place_of
from annotator.formats.names import home_layer, layers_of
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import LayerId
from annotator.model.sentences import sentence_starts
from annotator.model.span import Extent, Span
from annotator.model.text import tokens

OVERLAP = Loss("1 span overlaps a longer one and is left out", "{n} spans overlap longer ones and are left out")
PIECES = Loss("1 discontinuous span is left out", "{n} discontinuous spans are left out")
CUT = Loss(
    "1 span begins or ends inside a token and is widened to it",
    "{n} spans begin or end inside a token and are widened to it",
)
BLANK = Loss("1 span of blanks alone is left out", "{n} spans of blanks alone are left out")


def pieces(bundle: Bundle, run: WritingRun[Options]) -> Iterator[Piece]:
    """Yield the lines of each document, for each layer in which it stands."""
    home = home_layer(bundle)
    for coded in bundle.documents:
        for layer in layers_of(coded, home):
            yield Piece("".join(_lines(coded, layer, run.losses)), layer=layer)


def _lines(coded: CodedDocument, layer: LayerId, losses: Losses) -> Iterator[str]:
    text = coded.document.text
    found = tokens(text)
    chosen = _chosen(coded, layer, found, losses)
    tags = ["O"] * len(found)
    inside: set[int] = set()
    for first, stop, span in chosen:
        tags[first:stop] = [f"B-{span.label}", *[f"I-{span.label}"] * (stop - first - 1)]
        inside.update(range(first + 1, stop))
    starts = set(_sentence_firsts(text, found))
    title = " ".join(coded.document.title.split()) or "-"
    yield f"-DOCSTART-\t{coded.document.id}\t{title}\tO\n"
    for number, ((start, stop_at), tag) in enumerate(zip(found, tags, strict=True)):
        if number == 0 or (number in starts and number not in inside):
            yield "\n"
        yield f"{text[start:stop_at]}\t{start}\t{stop_at}\t{tag}\n"
    yield "\n"


def _sentence_firsts(text: str, found: list[Extent]) -> Iterator[int]:
    """Yield the number of the first token of each sentence."""
    begins, at = [token.start for token in found], 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield from (bisect_left(begins, at + start) for start in sentence_starts(paragraph))
        at += len(paragraph) + 1


def _chosen(coded: CodedDocument, layer: LayerId, found: list[Extent], losses: Losses) -> list[tuple[int, int, Span]]:
    """Return (first token, one past the last, span) of the spans that can be tagged, the longest first."""
    begins, ends = [token.start for token in found], [token.stop for token in found]
    taken = bytearray(len(found))
    chosen = []
    for span in _longest_first(span for span in coded.spans if span.layer == layer and span.extents):
        place = place_of(span, coded.document)
        if len(span.extents) > 1:
            losses.add(PIECES, place)
            continue
        first, stop = bisect_right(ends, span.start), bisect_left(begins, span.stop)
        if first >= stop:
            losses.add(BLANK, place)
        elif any(taken[first:stop]):
            losses.add(OVERLAP, place)
        else:
            if begins[first] < span.start or ends[stop - 1] > span.stop:
                losses.add(CUT, place)
            taken[first:stop] = b"\1" * (stop - first)
            chosen.append((first, stop, span))
    return chosen


def _longest_first(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span.start - span.stop, span.start, span.label, span.id))


FORMAT = Format(
    name="conll",
    title="CoNLL, IOB2 tags",
    extensions=(".conll", ".iob2"),
    writer=Writer(
        pieces=pieces,
        carries=frozenset({Part.TEXTS, Part.LAYERS}),
        about="a token a line with its IOB2 tag.",
        leaves_out="overlapping and discontinuous spans, notes, attributes, links, decisions, metadata.",
        options=Options,
    ),
)
