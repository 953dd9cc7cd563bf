"""Boundary shifts: how far apart two coders let a passage begin and end, where they mean the same one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.reports.drawing import Anchor, ColourRole, Drawing, Rect, Shade, Shape, Stroke
from annotator.reports.plots.parts import GAP, MARGIN, SMALL, WIDTH, count_text, nothing, words
from annotator.reports.text_width import text_width

_BARS = 88.0
_PANEL = _BARS + 48.0
_HEAD = 18.0
_MOST = 7
"""So many bins to each side, the last one open."""
_SINGLE = 6
"""Up to this shift each has a bin of its own, if no shift is larger; else bins double in width."""

Bin = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPlot:
    """One number for each matched pair of spans: the other's boundary less the first one's; negative is earlier.

    `unit`: of the numbers, in the plural (“characters”, “words”). `first`, `other`: whose boundaries are compared.
    """

    starts: Sequence[int]
    stops: Sequence[int]
    unit: str = "characters"
    first: str = ""
    other: str = ""


def shifts(data: ShiftPlot, *, width: float = WIDTH) -> Drawing:
    """Return two histograms on one axis; cell (0, i): starts, (1, i): stops, i-th bin; see `bins_of`."""
    if not data.starts and not data.stops:
        return nothing("No passage was marked by both, so there are no boundaries to compare.", width)
    bins = bins_of(data)
    panels = (("Begins", data.starts), ("Ends", data.stops))
    counts = [[_count(shifts, bin) for bin in bins] for _, shifts in panels]
    shapes: list[Shape] = []
    for panel, (name, _) in enumerate(panels):
        shapes += _panel(panel, name, counts[panel], max(map(max, counts)), bins, width)
    bottom = _HEAD + 2 * _PANEL
    shapes += _legend(data, bins, width, bottom)
    tips = {
        (panel, at): f"{name} {_in_words(bin, data.unit)}: {count_text(counts[panel][at])} of {len(shifts)}"
        for panel, (name, shifts) in enumerate(panels)
        for at, bin in enumerate(bins)
    }
    return Drawing(width=width, height=bottom + 16, shapes=tuple(shapes), summary=_summary(data), tips=tips)


def bins_of(data: ShiftPlot) -> tuple[Bin, ...]:
    """Return the bins as (lowest, highest) shift, both included; None for an open end, (0, 0) for exact."""
    furthest = max((abs(shift) for shift in (*data.starts, *data.stops)), default=0)
    if furthest <= _SINGLE:
        later: list[Bin] = [(shift, shift) for shift in range(1, max(furthest, 3) + 1)]
    else:
        number = min(_MOST, furthest.bit_length())
        later = [(1 << power, (1 << (power + 1)) - 1) for power in range(number)]
        later[-1] = (1 << (number - 1), None)
    earlier: list[Bin] = [(None if high is None else -high, -low) for low, high in reversed(later) if low is not None]
    return (*earlier, (0, 0), *later)


def _count(shifts: Sequence[int], bin: Bin) -> int:
    low, high = bin
    return sum((low is None or low <= shift) and (high is None or shift <= high) for shift in shifts)


def _panel(panel: int, name: str, counts: list[int], most: int, bins: tuple[Bin, ...], width: float) -> Iterator[Shape]:
    top = _HEAD + panel * _PANEL
    bottom = top + _BARS + 12
    pitch = (width - 2 * MARGIN) / len(bins)
    yield words(name, MARGIN, top, bold=True)
    yield Stroke(x1=MARGIN, y1=bottom, x2=width - MARGIN, y2=bottom)
    labels = _labels(bins, pitch)
    for at, (count, bin, label) in enumerate(zip(counts, bins, labels, strict=True)):
        left = MARGIN + at * pitch
        middle = left + pitch / 2
        yield Rect(left=left, top=top - 8, width=pitch, height=_PANEL - 12, at=(panel, at))
        height = count / max(most, 1) * (_BARS - 16)
        if count:
            fill = ColourRole.ACCENT if bin == (0, 0) else Shade(0.4)
            bar = max(height, 1)
            yield Rect(left=left + 3, top=bottom - bar, width=pitch - 6, height=bar, fill=fill)
            yield words(count_text(count), middle, bottom - bar - 8, size=SMALL, anchor=Anchor.MIDDLE)
        yield words(label, middle, bottom + 12, size=SMALL, anchor=Anchor.MIDDLE, colour=ColourRole.SECONDARY)


def _legend(data: ShiftPlot, bins: tuple[Bin, ...], width: float, bottom: float) -> Iterator[Shape]:
    who = f"{data.other} " if data.other else ""
    than = f" than {data.first}" if data.first else ""
    half = width / 2 - MARGIN - GAP - 30
    height = bottom - 2
    yield words(f"\u2190 {who}earlier{than}", MARGIN, height, size=SMALL, colour=ColourRole.SECONDARY, widest=half)
    right = f"{who}later{than} \u2192"
    yield words(
        right, width - MARGIN, height, size=SMALL, anchor=Anchor.RIGHT, colour=ColourRole.SECONDARY, widest=half
    )
    yield words(data.unit, width / 2, height, size=SMALL, anchor=Anchor.MIDDLE, colour=ColourRole.SECONDARY, widest=80)


def _labels(bins: tuple[Bin, ...], pitch: float) -> list[str]:
    """Return how bins are called, where there is little room by their nearer end: the side says which way it goes."""
    whole = [_label(bin) for bin in bins]
    is_crowded = any(text_width(label, SMALL) > pitch - 2 for label in whole)
    return [label.partition("\u2013")[0] for label in whole] if is_crowded else whole


def _label(bin: Bin) -> str:
    low, high = bin
    if bin == (0, 0):
        return "exact"
    if low is None or high is None:
        return f"{-(high or 0) if low is None else low}+"
    nearest, furthest = sorted((abs(low), abs(high)))
    return str(nearest) if nearest == furthest else f"{nearest}\u2013{furthest}"


def _in_words(bin: Bin, unit: str) -> str:
    low, high = bin
    if bin == (0, 0):
        return "exactly there"
    nearest, furthest = (low, high) if low is not None and low > 0 else (-(high or 0), None if low is None else -low)
    size = (
        f"{nearest} or more" if furthest is None else f"{nearest}" if nearest == furthest else f"{nearest}–{furthest}"
    )
    return f"{size} {unit} {'later' if low is not None and low > 0 else 'earlier'}"


def _summary(data: ShiftPlot) -> str:
    parts = []
    for name, shifts in (("Beginnings", data.starts), ("Ends", data.stops)):
        exact, earlier = sum(not shift for shift in shifts), sum(shift < 0 for shift in shifts)
        later = len(shifts) - exact - earlier
        parts.append(f"{name}: {exact} of {len(shifts)} exactly the same, {earlier} earlier, {later} later.")
    return f"Histogram of boundary shifts in {data.unit}. {' '.join(parts)}"
