"""Places that a foreign file names, over the canonical text: how it counts, and whether its quotes stand there.

What programs count differs: code points, UTF-16 units or bytes; CRLF as two characters or as one; a byte-order mark or
not; and some name the last character of a passage where others name the one after it. So each way of counting is
tried on all places of a document, the documented one first, and the first is taken under which most quotes are the
text. A quote that is elsewhere then is looked for near by: where it is found once, the place is mended; else the place
stays as the file has it, in doubt. Nothing is shifted without a word.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from functools import partial
from typing import NamedTuple

from annotator.formats.losses import Loss, Losses
from annotator.model.document import canonical
from annotator.model.span import Extent, quote_of, tidy

BOM = "\ufeff"
NEAR = 1_000
"""A quote is looked for so many code points before and after the place that is named."""

COUNTED = Loss(
    "The offsets of 1 document counted otherwise than the format says and were converted",
    "The offsets of {n} documents counted otherwise than the format says and were converted",
)
MENDED = Loss(
    "1 passage stood beside its quote and was moved to it",
    "{n} passages stood beside their quotes and were moved to them",
)
DOUBTFUL = Loss(
    "1 passage has other words than the file quotes; it stands where the file says, in doubt, with the quote in its"
    " note",
    "{n} passages have other words than the file quotes; they stand where the file says, in doubt, with the quotes in"
    " their notes",
)
NOWHERE = Loss(
    "1 annotation is left out, since its place is not in the text",
    "{n} annotations are left out, since their places are not in the text",
)
EMPTY = Loss("1 annotation without a character is left out", "{n} annotations without a character are left out")

_LEAST_CUTS, _MANY, _FEW = 3, 0.4, 0.05
"""Who marks by hand hardly ever ends within a word. Where so many ends do, as documented, and hardly one otherwise,
that is how a file counts: by chance a quarter of all ends stand between words."""

_BLANK = re.compile(r"\s")
_BLANKS = re.compile(r"\s+")


class Unit(StrEnum):
    """What an offset counts."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    BYTES = "bytes of UTF-8"


class Fit(IntEnum):
    """How well the words at a place are those that are quoted."""

    NONE = 0
    LOOSE = 1  # but for blanks at the ends
    BLANKS = 2  # but for the number of blanks
    EXACT = 3


class PlaceClaim(NamedTuple):
    """What a file says of a place: half-open ranges as it counts them, and the words there, None where it has none.

    `is_beginning`: whether the words may be cut off, as names of quotations are.
    """

    ranges: tuple[tuple[int, int], ...]
    quote: str | None = None
    is_beginning: bool = False


class PlaceFound(NamedTuple):
    """Where something stands in the canonical text; no extents where it has no place there.

    `loss`: what is to be said of it, None where it is as the file says. `said`: the words that the file quotes, of a
    place that is in doubt.
    """

    extents: tuple[Extent, ...]
    loss: Loss | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """The places of a document, in the order of the claims; `counting`: how they counted, empty as documented.

    `is_exact`: whether there is nothing to be said of them.
    """

    places: tuple[PlaceFound, ...]
    counting: str = ""
    is_exact: bool = False

    def count_losses(self, losses: Losses, title: str) -> None:
        """Count what is to be said of them."""
        if self.is_exact:
            return
        if self.counting:
            losses.add(COUNTED, f"“{title}”, which counts {self.counting}")
        for place in self.places:
            if place.loss is not None:
                losses.add(place.loss, f"in “{title}”")


def placed(
    raw: str,
    claims: Sequence[PlaceClaim],
    units: Sequence[Unit] = (Unit.CODE_POINTS, Unit.UTF16),
    words_tell: bool = False,
    text: str = "",
) -> PlacesFound:
    """Return where claims stand in the canonical form of `raw`, the text as the file or its source has it.

    `units`: what the format may count, the documented one first. `words_tell`: whether passages that are not quoted
    tell by where words begin and end, as those do that people marked by hand. `text`: the canonical form, if it is
    known.
    """
    text = text or canonical(raw)
    if not words_tell and (exact := _exact(raw, text, claims, units)) is not None:
        return PlacesFound(exact, is_exact=True)
    counting = _best(raw, text, claims, units, words_tell)
    return PlacesFound(tuple(_place(claim, counting, text) for claim in claims), counting.name)


def _exact(raw: str, text: str, claims: Sequence[PlaceClaim], units: Sequence[Unit]) -> tuple[PlaceFound, ...] | None:
    """Return the places of claims that are all exactly right as documented, as most are; None where one is not."""
    if raw != text or (units[0] is not Unit.CODE_POINTS and not text.isascii()):
        return None
    found, length = list[PlaceFound](), len(text)
    for ranges, quote, _ in claims:
        if len(ranges) != 1:
            return None
        ((start, stop),) = ranges
        is_quoted = quote is None or (len(quote) == stop - start and text.startswith(quote, start))
        if not (0 <= start < stop <= length and is_quoted):
            return None
        found.append(_FOUND(((_EXTENT((start, stop)),), None, "")))
    return tuple(found)


_EXTENT, _FOUND = partial(tuple.__new__, Extent), partial(tuple.__new__, PlaceFound)


@dataclass(frozen=True, slots=True)
class _OffsetCounting:
    """A way of counting. `positions`: canonical positions by counted ones, None where they are the same.

    `beyond`: how much further than it says a passage goes.
    """

    name: str
    positions: Sequence[int] | None = field(repr=False)
    beyond: int = 0

    def convert(self, start: int, stop: int, length: int) -> Extent | None:
        """Return a counted range over the canonical text, None where it is none."""
        stop += self.beyond
        if not 0 <= start <= stop:
            return None
        if self.positions is None:
            return Extent(start, stop) if stop <= length else None
        if stop >= len(self.positions):
            return None
        return Extent(self.positions[start], self.positions[stop])


def _best(
    raw: str, text: str, claims: Sequence[PlaceClaim], units: Sequence[Unit], words_tell: bool = False
) -> _OffsetCounting:
    quoted = [claim for claim in claims if claim.quote]
    if words_tell and not quoted:
        return _between_words(raw, text, claims, units)
    best: tuple[float, _OffsetCounting] | None = None
    for counting in _countings(raw, units):
        fits = [_fit(claim, counting, text) for claim in quoted or claims]
        score = sum(fits) / Fit.EXACT
        if best is None or score > best[0]:
            best = score, counting
        if all(fit is Fit.EXACT for fit in fits):
            break
    assert best is not None  # there is always the documented way
    return best[1]


def _between_words(raw: str, text: str, claims: Sequence[PlaceClaim], units: Sequence[Unit]) -> _OffsetCounting:
    """Return the documented way of counting, or another under which hardly a passage begins or ends within a word."""
    first, *others = (
        (sum(_cuts(claim, counting, text) for claim in claims), counting)
        for counting in _countings(raw, units)
        if not counting.beyond
    )
    fewest = min((first, *others), key=lambda one: one[0])
    ends = 2 * sum(len(claim.ranges) for claim in claims)
    is_told = first[0] >= max(_LEAST_CUTS, _MANY * ends) and fewest[0] <= _FEW * ends
    return fewest[1] if is_told else first[1]


def _cuts(claim: PlaceClaim, counting: _OffsetCounting, text: str) -> int:
    """Return how many ends of a passage stand within a word; those outside of the text count as well."""
    cuts = 0
    for start, stop in claim.ranges:
        extent = counting.convert(start, stop, len(text))
        if extent is None:
            cuts += 2
        else:
            cuts += sum(0 < end < len(text) and text[end - 1 : end + 1].isalnum() for end in extent)
    return cuts


def _countings(raw: str, units: Sequence[Unit]) -> Iterator[_OffsetCounting]:
    yield from _exclusive(raw, units)
    for counting in _of_unit(raw, units[0], "", 2, 1):
        yield replace(counting, name="up to the last character of each passage", beyond=1)


def _exclusive(raw: str, units: Sequence[Unit]) -> Iterator[_OffsetCounting]:
    for unit in units:
        name = "" if unit is units[0] else unit.value
        yield from _of_unit(raw, unit, name)
    for unit in units:
        name = "" if unit is units[0] else f"{unit.value} and "
        if "\r\n" in raw:
            yield from _of_unit(raw, unit, f"{name}each CRLF as one character", crlf=1)
        elif "\n" in raw:
            yield from _of_unit(raw, unit, f"{name}each line end as two characters", newline=2)


def _of_unit(raw: str, unit: Unit, name: str, crlf: int = 2, newline: int = 1) -> Iterator[_OffsetCounting]:
    is_plain = "\r" not in raw and not raw.startswith(BOM) and newline == 1
    if is_plain and (
        unit is Unit.CODE_POINTS or raw.isascii() or (unit is Unit.UTF16 and max(raw, default="") < "\U00010000")
    ):
        yield _OffsetCounting(name, None)
        return
    width = _WIDTHS[unit]
    positions = _positions(raw, lambda char: newline if char == "\n" else width(char), crlf)
    yield _OffsetCounting(name, positions)
    if raw.startswith(BOM):
        yield _OffsetCounting(name, positions[width(BOM) :])


_WIDTHS: dict[Unit, Callable[[str], int]] = {
    Unit.CODE_POINTS: lambda char: 1,
    Unit.UTF16: lambda char: 1 + (char > "\uffff"),
    Unit.BYTES: lambda char: len(char.encode("utf-8", "surrogatepass")),
}


def _positions(raw: str, width: Callable[[str], int], crlf: int) -> list[int]:
    """Return the canonical position of each counted one; `crlf`: how much CRLF counts."""
    positions, at = [0], 0
    for number, (char, after) in enumerate(zip(raw, raw[1:] + " ", strict=True)):
        is_cr = char == "\r" and after == "\n"
        counted = crlf - 1 if is_cr else width(char)
        positions.extend([at] * (counted - 1))
        # Neither a byte-order mark nor the carriage return of a CRLF is a character of the canonical text.
        at += not (is_cr or (number == 0 and char == BOM))
        if counted:
            positions.append(at)
        else:
            positions[-1] = at
    return positions


def _fit(claim: PlaceClaim, counting: _OffsetCounting, text: str) -> Fit:
    extents = [counting.convert(start, stop, len(text)) for start, stop in claim.ranges]
    pieces = [text[extent.start : extent.stop] for extent in extents if extent is not None]
    if len(pieces) < len(extents):
        return Fit.NONE
    if claim.quote is None:
        return Fit.EXACT
    # Pieces are joined by a blank, by nothing, or by dots.
    return max(_likeness(claim, joint.join(pieces)) for joint in (" ", "", " … ") if joint == " " or len(pieces) > 1)


def _likeness(claim: PlaceClaim, said: str) -> Fit:
    quote = claim.quote or ""
    if claim.is_beginning:
        quote = quote.removesuffix("...").removesuffix("…")
        said = said[: len(quote)]
    if quote == said or _BLANK.sub(" ", quote) == _BLANK.sub(" ", said):
        return Fit.EXACT
    quote, said = _BLANKS.sub(" ", quote), _BLANKS.sub(" ", said)
    if quote == said:
        return Fit.BLANKS
    return Fit.LOOSE if quote.strip() == said.strip() else Fit.NONE


def _place(claim: PlaceClaim, counting: _OffsetCounting, text: str) -> PlaceFound:
    extents = [counting.convert(start, stop, len(text)) for start, stop in claim.ranges]
    known = [extent for extent in extents if extent is not None]
    if _fit(claim, counting, text) is not Fit.NONE:
        filled = tidy(extent for extent in known if extent.start < extent.stop)
        return PlaceFound(filled) if filled else PlaceFound((), EMPTY)
    near = known[0].start if known else min(min((start for start, _ in claim.ranges), default=0), len(text))
    if claim.quote and not claim.is_beginning and len(claim.ranges) == 1:
        found = list(_found(claim.quote, text, near))
        if len(found) == 1:
            return PlaceFound((found[0],), MENDED)
    filled = tidy(extent for extent in known if extent.start < extent.stop) if len(known) == len(extents) else ()
    return PlaceFound(filled, DOUBTFUL, claim.quote or "") if filled else PlaceFound((), NOWHERE)


def _found(quote: str, text: str, near: int) -> Iterator[Extent]:
    """Yield where a quote stands near a place, blanks for blanks."""
    words = quote.split()
    if words:
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        low, high = max(0, near - NEAR), near + NEAR + len(quote)
        yield from (Extent(*match.span()) for match in pattern.finditer(text, low, min(high, len(text))))


def is_quoted(text: str, extents: Iterable[Extent], quote: str) -> bool:
    """Whether a quote is the text under extents, blanks for blanks."""
    return _BLANKS.sub(" ", quote_of(text, extents)) == _BLANKS.sub(" ", quote)
