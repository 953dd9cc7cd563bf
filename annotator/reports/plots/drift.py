"""Drift over time: a value for each document in the order of coding, or by date, with its running mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from annotator.model.wording import counted
from annotator.reports.drawing import Anchor, ColourRole, Drawing, Polyline, Rect, Shade, Shape, Stroke
from annotator.reports.plots.axis import Axis
from annotator.reports.plots.parts import MARGIN, SMALL, WIDTH, nothing, value_text, words
from annotator.reports.text_width import text_width

_HEIGHT = 160.0
_TOP = 28.0
_DOT = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftPoint:
    """A document: its name, its value (None where undefined), its date where it is known."""

    name: str
    value: float | None
    day: date | None = None

    @property
    def said(self) -> str:
        """The value in words."""
        when = f"{self.day.isoformat()}, " if self.day else ""
        return f"{when}{self.name}: {'undefined' if self.value is None else value_text(self.value)}"


@dataclass(frozen=True, slots=True)
class _Place:
    """A defined point: its number, where it is on the axis of time, its value."""

    number: int
    when: float
    value: float


def drift(
    points: Sequence[DriftPoint], *, what: str = "Agreement", window: int | None = None, width: float = WIDTH
) -> Drawing:
    """Return the plot; cell (i, 0): the i-th point as given.

    The axis is of dates where every point has one, else of the order given. `what`: the name of the value.
    `window`: over how many defined points around each the mean goes (an odd number), at both ends over fewer; by
    default 5, or a fifteenth of many.
    """
    places = _places(points)
    if len(places) < 2:
        return nothing("Fewer than two documents have a value of their own, so there is no course to show.", width)
    window = (window or max(5, len(places) // 15)) | 1
    means = running_means([place.value for place in places], window)
    numbers = [place.value for place in places]
    up = Axis.over((min(0.0, *numbers), max(1.0, *numbers)), 0, _HEIGHT)
    left, bottom = MARGIN + max(text_width(_step(step), SMALL) for step in up.steps) + 8, _TOP + _HEIGHT
    along = Axis(places[0].when, places[-1].when, left + _DOT, width - MARGIN - _DOT, ())
    legend = f"{what} by document; the line is the mean of {window}"
    shapes: tuple[Shape, ...] = (
        *_grid(up, left, width - MARGIN, bottom),
        *_dots(places, along, up, bottom),
        Polyline(points=tuple(_track(places, means, along, up, bottom)), width=2),
        *_time(points, places, along, bottom),
        words(legend, left, MARGIN + 6, size=SMALL, colour=ColourRole.SECONDARY, widest=width - left - MARGIN),
    )
    tips = {(place.number, 0): points[place.number].said for place in places}
    summary = _summary(places, means, what)
    return Drawing(width=width, height=bottom + 28, shapes=shapes, summary=summary, tips=tips)


def _dots(places: Sequence[_Place], along: Axis, up: Axis, bottom: float) -> Iterator[Shape]:
    """Yield a dot for each point, and around it the larger place where the pointer finds it."""
    for place in places:
        x, y, half = along.x(place.when), bottom - up.x(place.value), _DOT / 2
        yield Rect(left=x - _DOT, top=y - _DOT, width=2 * _DOT, height=2 * _DOT, at=(place.number, 0))
        yield Rect(left=x - half, top=y - half, width=_DOT, height=_DOT, radius=half, fill=Shade(0.45))


def _track(
    places: Sequence[_Place], means: Sequence[float], along: Axis, up: Axis, bottom: float
) -> Iterator[tuple[float, float]]:
    for place, mean in zip(places, means, strict=True):
        yield along.x(place.when), bottom - up.x(mean)


def running_means(values: Sequence[float], window: int) -> list[float]:
    """Return for each value the mean of the `window` (odd) values around it, of those that there are."""
    half = max(window, 1) // 2
    parts = (values[max(0, at - half) : at + half + 1] for at in range(len(values)))
    return [sum(part) / len(part) for part in parts]


def _places(points: Sequence[DriftPoint]) -> list[_Place]:
    is_dated = _is_dated(points)
    found = [
        _Place(number, point.day.toordinal() if is_dated and point.day else number, point.value)
        for number, point in enumerate(points)
        if point.value is not None
    ]
    return sorted(found, key=lambda place: (place.when, place.number))


def _is_dated(points: Sequence[DriftPoint]) -> bool:
    return all(point.day for point in points) and len({point.day for point in points if point.value is not None}) > 1


def _grid(up: Axis, left: float, right: float, bottom: float) -> Iterator[Shape]:
    for step in up.steps:
        y = bottom - up.x(step)
        colour = ColourRole.SECONDARY if step == 0 else ColourRole.HAIRLINE
        yield Stroke(x1=left, y1=y, x2=right, y2=y, colour=colour, width=0.75)
        yield words(_step(step), left - 8, y, size=SMALL, anchor=Anchor.RIGHT, colour=ColourRole.SECONDARY)


def _step(step: float) -> str:
    return value_text(step, 1 if step % 1 else 0)


def _time(points: Sequence[DriftPoint], places: Sequence[_Place], along: Axis, bottom: float) -> Iterator[Shape]:
    """Yield the words under the axis: first, last, and those between for which there is room."""
    taken, is_dated = along.right + 1e9, _is_dated(points)
    for at, place in reversed(list(enumerate(places))):
        day = points[place.number].day
        name = day.isoformat() if day and is_dated else str(place.number + 1)
        half = text_width(name, SMALL) / 2
        x = min(along.x(place.when), along.right + _DOT - half)
        is_first = at == 0
        room_left = is_first or x - half > along.x(places[0].when) + 2 * half + 16
        if x + half + 16 < taken and room_left:
            anchor = Anchor.LEFT if is_first else Anchor.MIDDLE
            yield words(
                name, x - _DOT if is_first else x, bottom + 14, size=SMALL, anchor=anchor, colour=ColourRole.SECONDARY
            )
            taken = x - half


def _summary(places: Sequence[_Place], means: Sequence[float], what: str) -> str:
    values = [place.value for place in places]
    return (
        f"{what} of {counted(len(places), 'document')} over time, between {value_text(min(values))} and "
        f"{value_text(max(values))}; the running mean goes from {value_text(means[0])} to {value_text(means[-1])}."
    )
