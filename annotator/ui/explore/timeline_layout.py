"""The acts over time: a stacked bar a period, its number above it, periods below, a legend of the labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from annotator.acts.series import UNDATED, Timeline
from annotator.ui.pictures.layout import (
    GAP,
    HEAD,
    MARGIN,
    At,
    Box,
    Face,
    Measure,
    TextLine,
    centred,
    heading,
    heading_width,
    line,
    number,
    ticks,
)

LEAST_CHART, MOST_CHART = 96, 360
"""The height of the bars' part, as there is room."""
LEAST_PITCH, MOST_PITCH = 16, 96
BAR_SHARE = 0.62
"""How much of its period's width a bar takes."""
SWATCH = 14
_FOOT = 28 + MARGIN
"""Below the bars: the periods, and the margin."""
TITLE = "Acts over time"
_STEPS = {
    "week": (1, 2, 4, 13, 26, 52, 104),
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240),
    "year": (1, 2, 5, 10, 20, 50, 100, 200),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A label in the legend."""

    label: str
    swatch: Box
    words: TextLine


@dataclass(frozen=True, slots=True)
class BarPart:
    """The part of a bar that one label has. `count`: its number, None where it has no room for one."""

    at: At
    label: str
    box: Box
    count: TextLine | None


@dataclass(frozen=True, slots=True)
class TimelineLayout:
    """`parts` by place. `rules`: the lines of the axis with their numbers; `totals`: the numbers above the bars."""

    timeline: Timeline
    title: tuple[TextLine, ...]
    legend: tuple[Key, ...]
    rules: tuple[tuple[float, TextLine], ...]
    parts: Mapping[At, BarPart]
    totals: tuple[TextLine, ...]
    periods: tuple[TextLine, ...]
    left: float
    right: float
    width: float
    height: float

    def box(self, at: At) -> Box:
        """Return the rectangle of a part of a bar."""
        return self.parts[at].box

    def hit(self, x: float, y: float) -> At | None:
        """Return the part of a bar at a point; where it is lower than the mouse can point, one pixel around it too."""
        found = (at for at, part in self.parts.items() if part.box.has(x, y))
        near = (at for at, part in self.parts.items() if part.box.height < 3 and part.box.grown(1).has(x, y))
        return next(found, None) or next(near, None)

    def head(self, x: float, y: float) -> str:
        """Return the whole words of the legend at a point, an empty text for none."""
        return next((key.words.whole for key in self.legend if key.words.has(x, y)), "")


def lay_out_timeline(
    timeline: Timeline, names: Mapping[str, str], caption: str, room: tuple[float, float], measure: Measure
) -> TimelineLayout:
    """Return where the parts of a timeline stand; without a caption it has no heading of its own.

    `names`: of the labels; `room`: the width and the height there is.
    """
    width, height = room
    scale = ticks(timeline.most)
    # Whole pixels, so that the edges of the bars are sharp.
    left = MARGIN + ceil(max(measure.width(number(tick), Face.SMALL) for tick in scale)) + GAP
    pitch = _pitch(timeline, width - left - MARGIN, measure)
    has_undated = UNDATED in timeline.periods
    right = left + pitch * len(timeline.periods) + (pitch if has_undated else 0)
    top = float(HEAD if caption else MARGIN / 2)
    legend, below = _legend(timeline, names, max(right + MARGIN, width), top, measure)
    ends = [right, *(key.words.right for key in legend)]
    whole = max(max(ends) + MARGIN, heading_width(measure, TITLE, caption) if caption else 0)
    chart = max(LEAST_CHART, min(MOST_CHART, height - below - 28 - _FOOT))
    base, unit = below + 28 + chart, chart / scale[-1]
    starts = [
        left + pitch * (at + (has_undated and len(timeline.periods) > 1 and period == UNDATED))
        for at, period in enumerate(timeline.periods)
    ]
    parts, totals = _bars(timeline, starts, pitch, base, unit, measure)
    return TimelineLayout(
        timeline=timeline,
        title=heading(measure, TITLE, caption, whole) if caption else (),
        legend=legend,
        rules=tuple(_rules(scale, left, base, unit, measure)),
        parts=parts,
        totals=tuple(totals),
        periods=tuple(_periods(timeline, starts, pitch, base + 18, measure)),
        left=left,
        right=max(right, left + 40),
        width=whole,
        height=base + _FOOT,
    )


def _pitch(timeline: Timeline, room: float, measure: Measure) -> float:
    """Return the width of a period: as there is room, and so that the number above its bar has room."""
    least = max(LEAST_PITCH, ceil(measure.width(number(timeline.most), Face.SMALL) + 4))
    return float(max(least, min(MOST_PITCH, room // (len(timeline.periods) + 1))))


def _legend(
    timeline: Timeline, names: Mapping[str, str], width: float, top: float, measure: Measure
) -> tuple[tuple[Key, ...], float]:
    """Return the legend, as many labels to a line as there is room for, and where it ends."""
    keys: list[Key] = []
    left = float(MARGIN)
    for label in timeline.labels:
        count = sum(timeline.count(period, label) for period in timeline.periods)
        words = line(measure, f"{names[label]}  {number(count)}", 0, 0, Face.WORDS, 240)
        if left > MARGIN and left + SWATCH + 6 + words.width > width - MARGIN:
            left, top = float(MARGIN), top + 22
        shown = TextLine(words.text, words.whole, left + SWATCH + 6, top + 12, words.width, words.face)
        keys.append(Key(label, Box(left, top, SWATCH, SWATCH), shown))
        left = shown.right + 20
    return tuple(keys), top + 22


def _rules(
    scale: Sequence[int], left: float, base: float, unit: float, measure: Measure
) -> list[tuple[float, TextLine]]:
    found = []
    for tick in scale:
        words = line(measure, number(tick), 0, 0, Face.SMALL)
        height = base - tick * unit
        found.append(
            (height, TextLine(words.text, words.whole, left - GAP - words.width, height + 4, words.width, words.face))
        )
    return found


def _bars(
    timeline: Timeline, starts: Sequence[float], pitch: float, base: float, unit: float, measure: Measure
) -> tuple[dict[At, BarPart], list[TextLine]]:
    parts: dict[At, BarPart] = {}
    totals = []
    wide = round(pitch * BAR_SHARE)
    for row, (period, start) in enumerate(zip(timeline.periods, starts, strict=True)):
        height, total = base, 0
        here = [(at, label, timeline.count(period, label)) for at, label in enumerate(timeline.labels)]
        shown = [each for each in here if each[2]]
        for column, label, count in shown:
            box = Box(start + (pitch - wide) // 2, height - count * unit, wide, count * unit)
            parts[row, column] = BarPart((row, column), label, box, _inside(box, count, len(shown), measure))
            height, total = box.top, total + count
        if total:
            above = Box(start, height - 18, pitch, 16)
            totals.append(centred(measure, number(total), above, Face.SMALL))
    return parts, totals


def _inside(box: Box, count: int, parts: int, measure: Measure) -> TextLine | None:
    """Return the number in a part of a bar; a bar of one part has it above already."""
    found = centred(measure, number(count), box, Face.SMALL)
    return found if parts > 1 and box.height >= 18 and found.width + 8 <= box.width else None


def _periods(
    timeline: Timeline, starts: Sequence[float], pitch: float, baseline: float, measure: Measure
) -> list[TextLine]:
    """Return the words below the bars: of each period, or of as many at equal distances as there is room for."""
    dated = [period for period in timeline.periods if period != UNDATED]
    widest = max((measure.width(shown(period, timeline.unit), Face.SMALL) for period in dated), default=0) + GAP
    steps = _STEPS.get(timeline.unit, (1, 2, 5, 10, 20, 50, 100))
    step = next((step for step in steps if step * pitch >= widest), steps[-1])
    found = []
    for period, start in zip(timeline.periods, starts, strict=True):
        if period != UNDATED and _ordinal(period, timeline.unit) % step:
            continue
        text = shown(period, timeline.unit)
        width = measure.width(text, Face.SMALL)
        middle = max(start + pitch / 2, MARGIN + width / 2)
        found.append(TextLine(text, text, middle - width / 2, baseline, width, Face.SMALL))
    if len(found) > 1 and not timeline.periods[-1] and found[-2].right + 4 > found[-1].left:
        del found[-2]
    return found


def shown(period: str, unit: str) -> str:
    """Return how a period is called below its bar: a week by its Monday, “19 Jan”."""
    if not period:
        return "undated"
    if unit != "week":
        return period
    day = date.fromisoformat(period)
    return f"{day.day} {day:%b}"


def _ordinal(period: str, unit: str) -> int:
    """Return a number that rises by one from a period to the next, zero where years are round."""
    if unit == "week":
        return date.fromisoformat(period).toordinal() // 7
    if unit == "month":
        return int(period[:4]) * 12 + int(period[5:7]) - 1
    return int(period.rstrip("s")) // {"year": 1, "decade": 10, "century": 100, "millennium": 1000}[unit]
