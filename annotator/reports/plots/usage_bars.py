"""Use of labels as bars: a group for each label, a bar for each coder."""

from collections.abc import Iterator

from annotator.reports.drawing import Anchor, ColourRole, Drawing, Rect, Shape, Stroke
from annotator.reports.plots.axis import Axis
from annotator.reports.plots.parts import GAP, MARGIN, SIZE, SMALL, widest_of, words
from annotator.reports.plots.uses import UsagePlot
from annotator.reports.text_width import text_width

_PITCH = 18.0
_BAR = 9.0
_BETWEEN = 10.0
"""Between two labels."""
_HEAD = 28.0


def bars(data: UsagePlot, width: float) -> Drawing:
    """Return the plot without its words for assistive tools; cell (i, j): label i, coder j."""
    labels = widest_of((one.label for one in data.labels), SIZE, width * 0.26, bold=True)
    coders = widest_of(data.coders, SMALL, width * 0.2)
    said = widest_of((data.said(*at) for at in data.places), SMALL, width * 0.3)
    left = MARGIN + labels + 2 * GAP + coders + GAP
    right = max(width - MARGIN - said - GAP, left + 40)
    axis = Axis(0, max(data.rate(*at) for at in data.places), left, right, ())
    unit = "Spans per 1,000 words, with their number" if data.is_by_words else "Number of spans"
    head = max(MARGIN, min(left, width - MARGIN - text_width(unit, SMALL)))
    shapes: list[Shape] = [words(unit, head, MARGIN + 6, size=SMALL, colour=ColourRole.SECONDARY)]
    top = _HEAD
    for label, one in enumerate(data.labels):
        shapes.append(words(one.label, MARGIN, top + _PITCH / 2, bold=True, widest=labels))
        for coder, name in enumerate(data.coders):
            middle = top + (coder + 0.5) * _PITCH
            start = left - coders - GAP
            box = Rect(left=start, top=middle - _PITCH / 2, width=width - start, height=_PITCH, at=(label, coder))
            shapes.append(box)
            shapes.append(_name(name, left - GAP, middle, coders))
            shapes += _bar(data, label, coder, axis, middle)
        top += len(data.coders) * _PITCH + _BETWEEN
    shapes.append(Stroke(x1=left, y1=_HEAD, x2=left, y2=top - _BETWEEN, colour=ColourRole.SECONDARY, width=0.75))
    return Drawing(width=width, height=top, shapes=tuple(shapes))


def _name(name: str, right: float, middle: float, widest: float) -> Shape:
    return words(name, right, middle, size=SMALL, anchor=Anchor.RIGHT, colour=ColourRole.SECONDARY, widest=widest)


def _bar(data: UsagePlot, label: int, coder: int, axis: Axis, middle: float) -> Iterator[Shape]:
    end = axis.x(data.rate(label, coder))
    if end > axis.left:
        colour = data.labels[label].colour
        yield Rect(left=axis.left, top=middle - _BAR / 2, width=max(end - axis.left, 1), height=_BAR, fill=colour)
    yield words(data.said(label, coder), end + 6, middle, size=SMALL)
