"""What brat's offsets count: found out from the quotes.

The format counts code points over the .txt as it is on disk, so that CRLF counts two. The server itself opens files
with line ends translated, so that CRLF counts one there (nlplab/brat issue 853), and other writers count UTF-16
units or leave out a byte-order mark. Each way of counting is tried, the documented one first, and the first is
taken under which the quotes fit the text best. Blanks may differ, since brat writes a line end in a quote as a
blank.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from annotator.formats.brat.standoff import TextBound
from annotator.model.document import canonical
from annotator.model.errors import BadFile
from annotator.model.span import Extent

_BLANK = re.compile(r"\s")
_BLANKS = re.compile(r"\s+")
EXACT = 3
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Counting:
    """A way of counting. `positions`: canonical positions by counted ones, None where they are the same."""

    name: str
    positions: list[int] | None

    def convert(self, extent: Extent) -> Extent | None:
        """Return a counted range over the canonical text, None where it ends beyond it."""
        if self.positions is None:
            return extent
        if max(extent.start, extent.stop) >= len(self.positions):  # a damaged record may end before it begins
            return None
        return Extent(self.positions[extent.start], self.positions[extent.stop])


def counting_for(raw: str, textbounds: Iterable[TextBound]) -> Counting:
    """Return how the records count over the file `raw`; raises `BadFile` naming the first record that fits nowhere."""
    text, records = canonical(raw), list(textbounds)
    best: tuple[int, Counting] | None = None
    for counting in _countings(raw):
        agreement = min((_agreement(record, counting, text) for record in records), default=EXACT)
        if best is None or agreement > best[0]:
            best = agreement, counting
        if agreement == EXACT:
            break
    assert best is not None  # there is always the documented way
    if best[0] == 0:
        wrong = next(record for record in records if not _agreement(record, best[1], text))
        raise BadFile(
            wrong.file, f"line {wrong.line}: {_problem(wrong, best[1], text)}", "correct the offsets or the text"
        )
    return best[1]


def extents_of(record: TextBound, counting: Counting) -> list[Extent]:
    """Return the fragments of a record over the canonical text, those without a character left out."""
    converted = (counting.convert(fragment) for fragment in record.fragments)
    return [extent for extent in converted if extent is not None and extent.start < extent.stop]


def _countings(raw: str) -> Iterator[Counting]:
    plain = "\r" not in raw and not raw.startswith(BOM)
    yield Counting("", None if plain else _positions(raw, lambda char, after: 1))
    if raw.startswith(BOM):
        yield Counting("", _positions(raw, lambda char, after: 1)[1:])
    if "\r\n" in raw:
        yield Counting("each CRLF as one character", _positions(raw, _crlf_as_one))
        if raw.startswith(BOM):
            yield Counting("each CRLF as one character", _positions(raw, _crlf_as_one)[1:])
    if any(char > "\uffff" for char in raw):
        yield Counting("UTF-16 units", _positions(raw.removeprefix(BOM), lambda char, after: 1 + (char > "\uffff")))
        if "\r\n" in raw:
            yield Counting(
                "UTF-16 units and each CRLF as one",
                _positions(raw.removeprefix(BOM), lambda char, after: _crlf_as_one(char, after) + (char > "\uffff")),
            )


def _crlf_as_one(char: str, after: str) -> int:
    return 0 if char == "\r" and after == "\n" else 1


def _positions(raw: str, width: Callable[[str, str], int]) -> list[int]:
    """Return the canonical position of each counted one; `width`: how much a character counts, given the next one."""
    positions, at = [0], 0
    for number, (char, after) in enumerate(zip(raw, raw[1:] + " ", strict=True)):
        counted = width(char, after)
        # Neither a byte-order mark nor the carriage return of a CRLF is a character of the canonical text.
        dropped = (number == 0 and char == BOM) or (char == "\r" and after == "\n")
        positions.extend([at] * (counted - 1))
        at += not dropped
        if counted:
            positions.append(at)
        else:
            positions[-1] = at
    return positions


def _agreement(record: TextBound, counting: Counting, text: str) -> int:
    """Return 3 where the quote is the text there, a blank for a blank; 2 or 1 where they differ by the number of
    blanks, within or at the ends; 0 where they differ by more.
    """
    extents = [counting.convert(fragment) for fragment in record.fragments]
    pieces = [text[extent.start : extent.stop] for extent in extents if extent is not None and extent.stop <= len(text)]
    if len(pieces) < len(extents) or any(fragment.start > fragment.stop for fragment in record.fragments):
        return 0
    if record.quote is None:
        return EXACT
    # Fragments are joined by a blank in a quote, by nothing in some old files.
    said = [joint.join(pieces) for joint in (" ", "")]
    if _BLANK.sub(" ", record.quote) in [_BLANK.sub(" ", piece) for piece in said]:
        return EXACT
    quote, said = _BLANKS.sub(" ", record.quote), [_BLANKS.sub(" ", piece) for piece in said]
    if quote in said:
        return 2
    return 1 if quote.strip() in [piece.strip() for piece in said] else 0


def _problem(record: TextBound, counting: Counting, text: str) -> str:
    extents = [counting.convert(fragment) for fragment in record.fragments]
    ranges = ", ".join(f"[{start}, {stop})" for start, stop in record.fragments)
    ends = [extent.stop if extent is not None else len(text) + 1 for extent in extents]
    if max(ends) > len(text) or record.quote is None:
        return f"{ranges} is no range of the text, which has {len(text)} characters"
    found = " ".join(text[extent.start : extent.stop] for extent in extents if extent is not None)
    return f"the quote is “{_short(record.quote)}”, but the text has “{_short(found)}” at {ranges}"


def _short(quote: str) -> str:
    shown = _BLANKS.sub(" ", quote)
    return shown if len(shown) <= 60 else shown[:59] + "…"
