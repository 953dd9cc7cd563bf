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
from itertools import accumulate
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
from annotator.model.span import Span
from annotator.model.text import cut_at_tokens
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
            yield Piece(_lines(coded, layer, run), layer=layer)


def _lines(coded: CodedDocument, layer: LayerId, run: WritingRun[ConllOptions]) -> str:
    text = coded.document.text
    pieces = cut_at_tokens(text)
    ends = list(accumulate(map(len, pieces)))
    begins, stops, words = ends[:-1:2], ends[1::2], pieces[1::2]
    chosen = _chosen(coded, layer, begins, stops, run.losses)
    tags = written_tags([Tagged(span.label, first, stop) for first, stop, span in chosen], len(words), run.own.scheme)
    inside = {number for first, stop, _ in chosen for number in range(first + 1, stop)}
    if run.own.places:
        rows = zip(words, begins, stops, map(said_blanks, pieces[2::2]), tags, strict=True)
        lines = [f"{word}\t{start}\t{stop}\t{blanks}\t{tag}\n" for word, start, stop, blanks, tag in rows]
    else:
        lines = [f"{word}\t{tag}\n" for word, tag in zip(words, tags, strict=True)]
    for number in {0, *_sentence_firsts(text, begins)} - inside:
        if number < len(lines):
            lines[number] = "\n" + lines[number]
    return "".join([_head(coded, pieces[0], run.own.places), *lines, "\n"])


def _head(coded: CodedDocument, blanks: str, places: bool) -> str:
    if not places:
        return "-DOCSTART-\tO\n"
    return f"-DOCSTART-\t{coded.document.id}\t{_title(coded)}\t{said_blanks(blanks)}\tO\n"


def _title(coded: CodedDocument) -> str:
    return " ".join(coded.document.title.split()) or "-"


def _sentence_firsts(text: str, begins: list[int]) -> Iterator[int]:
    """Yield the number of the first token of each sentence."""
    at = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield from (bisect_left(begins, at + start) for start in sentence_starts(paragraph))
        at += len(paragraph) + 1


def _chosen(
    coded: CodedDocument, layer: LayerId, begins: list[int], ends: list[int], losses: Losses
) -> list[tuple[int, int, Span]]:
    """Return (first token, one past the last, span) of the spans that can be tagged, the longest first."""
    taken, chosen = bytearray(len(begins)), list[tuple[int, int, Span]]()
    for span in _longest_first(span for span in coded.spans if span.layer == layer and span.extents):
        start, until = span.extents[0][0], span.extents[-1][1]
        first, stop = bisect_right(ends, start), bisect_left(begins, until)
        fits = len(span.extents) == 1 and first < stop and taken.find(1, first, stop) < 0
        if fits:
            taken[first:stop] = b"\1" * (stop - first)
            chosen.append((first, stop, span))
            lost = _changed(begins[first] - start, until - ends[stop - 1])
        else:
            lost = PIECES if len(span.extents) > 1 else OVERLAP if first < stop else BLANK
        if lost is not None:
            losses.add(lost, partial(place_of, span, coded.document))
    return chosen


def _changed(before: int, after: int) -> Loss | None:
    """Return what is said of a span that begins and ends so many characters outside of its tokens."""
    if before < 0 or after < 0:
        return CUT
    return EDGES if before or after else None


def _longest_first(spans: Iterable[Span]) -> list[Span]:
    found = list(spans)
    keys = [
        (span.extents[0][0] - span.extents[-1][1], span.extents[0][0], span.label, span.id, number)
        for number, span in enumerate(found)
    ]
    return [found[key[-1]] for key in sorted(keys)]


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
