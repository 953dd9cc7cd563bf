"""CoNLL: token, start, stop, blanks behind it, tag; a blank line after each sentence. In and out.

    -DOCSTART-  <document id>  <title>  <blanks>  O
    urged       21             26       _         B-appeal

Columns are separated by a tab; start and stop are code points of the document's text; blanks are said as in CoNLL-U,
those at the beginning of the text in the first line. A token has one tag, so that of overlapping spans the longest is
kept. A sentence does not end inside a span, since a tag I- cannot begin one. Several layers become a file each.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from pydantic import Field

from annotator.formats.conll.spaces import said_blanks
from annotator.formats.conll.tags import Scheme, Tagged, written_tags
from annotator.formats.format import Format, FormatReader, Options, Piece, ReadOptions, Writer, WritingRun
from annotator.formats.losses import TEXT, Loss, Losses, Part, place_of
from annotator.formats.names import home_layer, layers_of
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import LayerId
from annotator.model.sentences import sentence_starts
from annotator.model.span import Extent, Span
from annotator.model.text import tokens
from annotator.readers.foreign.look import FileLook
from annotator.readers.foreign.text_marks import is_cas_dump, is_conll, is_webanno

OVERLAP = Loss("1 span overlaps a longer one and is left out", "{n} spans overlap longer ones and are left out")
PIECES = Loss("1 discontinuous span is left out", "{n} discontinuous spans are left out")
CUT = Loss(
    "1 span begins or ends inside a token and is widened to it",
    "{n} spans begin or end inside a token and are widened to it",
)
TITLE = Loss("1 title lost blanks, or is empty", "{n} titles lost blanks, or are empty")
EDGES = Loss(
    "1 span begins or ends in blanks and is narrowed to its tokens",
    "{n} spans begin or end in blanks and are narrowed to their tokens",
)
BLANK = Loss("1 span of blanks alone is left out", "{n} spans of blanks alone are left out")


class ConllOptions(Options):
    """Which tags, and which columns."""

    scheme: Scheme = Field(
        default=Scheme.IOB2,
        title="Tags",
        description="How tags say where a passage begins and ends: IOB2, IOB1, BIOES (also called IOBES) or BILOU.",
    )
    places: bool = Field(
        default=True,
        title="Places and blanks",
        description="Columns for where a token stands in the text and what blanks follow it, without which the text is"
        " lost; some programs take a token and a tag only.",
    )


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is a file with a token a line."""
    return bool(look.text.strip()) and is_conll(look) and not is_webanno(look) and not is_cas_dump(look)


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a file; raises `BadFile`."""
    from annotator.formats.conll import reading  # noqa: PLC0415  (only an import needs it)

    return reading.read(path, options)


def pieces(bundle: Bundle, run: WritingRun[ConllOptions]) -> Iterator[Piece]:
    """Yield the lines of each document, for each layer in which it stands."""
    home = home_layer(bundle)
    for coded in bundle.documents:
        if not run.own.places:
            run.losses.add(TEXT, f"“{coded.document.title}”")
        elif _title(coded) != coded.document.title:
            run.losses.add(TITLE, f"“{coded.document.title}”")
        for layer in sorted(layers_of(coded, home)):
            yield Piece("".join(_lines(coded, layer, run)), layer=layer)


def _lines(coded: CodedDocument, layer: LayerId, run: WritingRun[ConllOptions]) -> Iterator[str]:
    text = coded.document.text
    found = tokens(text)
    chosen = _chosen(coded, layer, found, run.losses)
    tags = written_tags([Tagged(span.label, first, stop) for first, stop, span in chosen], len(found), run.own.scheme)
    inside = {number for first, stop, _ in chosen for number in range(first + 1, stop)}
    nexts = [*(start for start, _ in found), len(text)][1:]
    if run.own.places:
        lines = [
            f"{text[start:stop]}\t{start}\t{stop}\t{said_blanks(text[stop:after])}\t{tag}\n"
            for (start, stop), after, tag in zip(found, nexts, tags, strict=True)
        ]
    else:
        lines = [f"{text[start:stop]}\t{tag}\n" for (start, stop), tag in zip(found, tags, strict=True)]
    for number in {0, *_sentence_firsts(text, found)} - inside:
        if number < len(lines):
            lines[number] = "\n" + lines[number]
    yield _head(coded, text[: found[0].start] if found else text, run.own.places)
    yield from lines
    yield "\n"


def _head(coded: CodedDocument, blanks: str, places: bool) -> str:
    if not places:
        return "-DOCSTART-\tO\n"
    return f"-DOCSTART-\t{coded.document.id}\t{_title(coded)}\t{said_blanks(blanks)}\tO\n"


def _title(coded: CodedDocument) -> str:
    return " ".join(coded.document.title.split()) or "-"


def _sentence_firsts(text: str, found: list[Extent]) -> Iterator[int]:
    """Yield the number of the first token of each sentence."""
    begins, at = [start for start, _ in found], 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield from (bisect_left(begins, at + start) for start in sentence_starts(paragraph))
        at += len(paragraph) + 1


def _chosen(coded: CodedDocument, layer: LayerId, found: list[Extent], losses: Losses) -> list[tuple[int, int, Span]]:
    """Return (first token, one past the last, span) of the spans that can be tagged, the longest first."""
    begins, ends = [start for start, _ in found], [stop for _, stop in found]
    taken = bytearray(len(found))
    chosen = []
    for span in _longest_first(span for span in coded.spans if span.layer == layer and span.extents):
        first, stop = bisect_right(ends, span.start), bisect_left(begins, span.stop)
        fits = len(span.extents) == 1 and first < stop and taken.find(1, first, stop) < 0
        if (lost := _loss(span, begins[first:stop], ends[first:stop], fits)) is not None:
            losses.add(lost, partial(place_of, span, coded.document))
        if fits:
            taken[first:stop] = b"\1" * (stop - first)
            chosen.append((first, stop, span))
    return chosen


def _loss(span: Span, begins: list[int], ends: list[int], fits: bool) -> Loss | None:
    """Return what is lost of a span over tokens with these places; `fits`: whether it can be tagged."""
    if not fits:
        return PIECES if len(span.extents) > 1 else OVERLAP if begins else BLANK
    if begins[0] < span.start or ends[-1] > span.stop:
        return CUT
    return EDGES if span.start < begins[0] or span.stop > ends[-1] else None


def _longest_first(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span.start - span.stop, span.start, span.label, span.id))


FORMAT = Format(
    name="conll",
    title="CoNLL (a token a line with its tag)",
    extensions=(".conll", ".iob2"),
    reader=FormatReader(
        sniff=sniff,
        read=read,
        brings=frozenset({Part.TEXTS}),
        about="files of tokens with IOB1, IOB2, BIOES, BILOU or IO tags, CoNLL-2000 to 2012, CoNLL-U; our own",
    ),
    writer=Writer(
        pieces=pieces,
        carries=frozenset({Part.TEXTS, Part.LAYERS}),
        about="a token a line with its place and its tag: IOB2, IOB1, BIOES or BILOU.",
        leaves_out="overlapping and discontinuous spans, notes, attributes, links, decisions, metadata.",
        options=ConllOptions,
    ),
)
