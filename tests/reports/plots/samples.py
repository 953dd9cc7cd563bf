"""Numbers and names to plot: any that may come, and what must hold of every drawing made of them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from annotator.reports.drawing import Anchor, Drawing, Polyline, Rect, Stroke, Words
from annotator.reports.plots.confusion import ConfusionPlot
from annotator.reports.plots.drift import DriftPoint
from annotator.reports.plots.forest import ForestRow
from annotator.reports.plots.hardest import HardDocument
from annotator.reports.plots.shifts import ShiftPlot
from annotator.reports.plots.usage import LabelUse, UsagePlot

NAMES = st.one_of(
    st.sampled_from(
        ("Ana", "Ben", "Katharina von Habsburg-Lothringen", "نور الهدى", "王小明", "Appeal", "Предупреждение")
    ),
    st.text(max_size=60),
)
VALUES = st.floats(-3, 1)
COUNTS = st.one_of(st.just(0), st.integers(0, 99), st.integers(0, 10**6))


@st.composite
def forest_rows(draw: st.DrawFn) -> list[ForestRow]:
    """Return rows with and without values and intervals, some in groups."""
    rows = []
    for _ in range(draw(st.integers(1, 8))):
        value = draw(st.none() | VALUES)
        ends = sorted((draw(VALUES), draw(VALUES))) if value is not None and draw(st.booleans()) else (None, None)
        group = draw(st.sampled_from(("", "Whole", "By label")))
        why = "Only one category." if value is None else ""
        rows.append(
            ForestRow(
                name=draw(NAMES), value=value, low=ends[0], high=ends[1], undefined=why, group=group, note=draw(NAMES)
            )
        )
    return rows


@st.composite
def confusions(draw: st.DrawFn) -> ConfusionPlot:
    """Return a matrix of up to 14 categories with at least one count."""
    size = draw(st.integers(1, 14))
    counts = draw(st.lists(st.lists(COUNTS, min_size=size, max_size=size), min_size=size, max_size=size))
    counts[0][0] += 1
    names = tuple(draw(st.lists(NAMES, min_size=size, max_size=size)))
    return ConfusionPlot(categories=names, counts=counts, rows=draw(NAMES), columns=draw(NAMES))


@st.composite
def usages(draw: st.DrawFn) -> UsagePlot:
    """Return the use of up to 8 labels by up to 16 coders, some of whom read nothing."""
    coders = draw(st.lists(NAMES, min_size=1, max_size=16))
    per_coder = st.lists(COUNTS, min_size=len(coders), max_size=len(coders)).map(tuple)
    labels = [
        LabelUse(label=draw(NAMES), colour="#D55E00", counts=draw(per_coder)) for _ in range(draw(st.integers(1, 8)))
    ]
    labels[0] = LabelUse(label="used", colour="#0072B2", counts=(1,) * len(coders))
    return UsagePlot(coders=tuple(coders), words=draw(per_coder), labels=labels)


@st.composite
def drifts(draw: st.DrawFn) -> list[DriftPoint]:
    """Return points, at least two of them defined, by date or by order."""
    values = [*draw(st.lists(st.none() | VALUES, max_size=60)), 0.5, 0.75]
    is_dated = draw(st.booleans())
    days = draw(st.lists(st.integers(0, 400), min_size=len(values), max_size=len(values)))
    first = date(2023, 1, 1)
    return [
        DriftPoint(name=f"text {at}", value=value, day=first + timedelta(days[at]) if is_dated else None)
        for at, value in enumerate(values)
    ]


SHIFTS = st.builds(
    ShiftPlot,
    starts=st.lists(st.integers(-300, 300), min_size=1, max_size=40),
    stops=st.lists(st.integers(-5, 5), max_size=40),
    unit=st.sampled_from(("characters", "words")),
    first=NAMES,
    other=NAMES,
)
HARD = st.lists(st.builds(HardDocument, name=NAMES, value=VALUES, note=NAMES), min_size=1, max_size=30)


def extent(words: Words) -> tuple[float, float]:
    """Return where a line of words that is not turned begins and ends."""
    before = {Anchor.LEFT: 0.0, Anchor.MIDDLE: 0.5, Anchor.RIGHT: 1.0}[words.anchor] * words.width
    return words.x - before, words.x - before + words.width


def check(drawing: Drawing) -> None:
    """Assert what holds of every plot: nothing beyond its edges, no words over others, a tip for each cell."""
    for shape in drawing.shapes:
        for x, y in points_of(shape):
            assert -0.5 <= x <= drawing.width + 0.5 and -0.5 <= y <= drawing.height + 0.5, shape
    assert drawing.summary and set(drawing.cells) == set(drawing.tips)
    check_words([shape for shape in drawing.shapes if isinstance(shape, Words) and not shape.turned])


def check_words(lines: list[Words]) -> None:
    """Assert that lines on about the same height do not touch."""
    ordered = sorted(((extent(line), line.y, line) for line in lines if line.text), key=lambda one: one[0])
    for at, ((_, stop), y, line) in enumerate(ordered):
        for (start, _), other_y, other in ordered[at + 1 :]:
            assert start >= stop - 1 or abs(y - other_y) >= 9, (line, other)


def points_of(shape: Rect | Stroke | Polyline | Words) -> list[tuple[float, float]]:
    """Return the corners of a shape."""
    match shape:
        case Rect():
            return [(shape.left, shape.top), (shape.left + shape.width, shape.top + shape.height)]
        case Stroke():
            return [(shape.x1, shape.y1), (shape.x2, shape.y2)]
        case Polyline():
            return list(shape.points)
        case Words():
            return [(x, shape.y) for x in extent(shape)] if not shape.turned else [(shape.x, shape.y)]


def texts(drawing: Drawing) -> list[str]:
    """Return the words of a drawing in their order."""
    return [shape.text for shape in drawing.shapes if isinstance(shape, Words)]


def boxes(drawing: Drawing) -> list[Rect]:
    """Return the rectangles that are filled."""
    return [shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.fill is not None]
