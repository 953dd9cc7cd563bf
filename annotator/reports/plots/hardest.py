"""Hardest documents: horizontal bars, the worst first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.reports.drawing import Anchor, ColourRole, Drawing, Rect, Shape, Stroke
from annotator.reports.plots.axis import Axis
from annotator.reports.plots.parts import GAP, MARGIN, SMALL, WIDTH, nothing, value_text, widest_of, words

MOST = 20
_PITCH = 22.0
_BAR = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HardDocument:
    """A document with what it is judged by, and a few words beside the number, such as “14 of 31 cases”."""

    name: str
    value: float
    note: str = ""

    @property
    def said(self) -> str:
        """The value with its note."""
        return value_text(self.value) + (f" · {self.note}" if self.note else "")


def hardest(
    documents: Sequence[HardDocument], *, what: str = "Agreement", most: int = MOST, width: float = WIDTH
) -> Drawing:
    """Return the first `most` documents in the order given, worst first; cell (i, 0): the i-th. `what`: the value."""
    if not documents:
        return nothing("No document has a value by itself, so none can be called harder than another.", width)
    shown = documents[:most]
    names = widest_of((one.name for one in shown), 12, width * 0.4)
    said = widest_of((one.said for one in shown), 12, width * 0.35)
    numbers = [one.value for one in shown]
    left, top = MARGIN + names + 2 * GAP, MARGIN + 20
    axis = Axis.over((min(0.0, *numbers), max(1.0, *numbers)), left, max(width - MARGIN - said - 2 * GAP, left + 40))
    bottom = top + len(shown) * _PITCH
    shapes: list[Shape] = [
        words(what, left, MARGIN + 6, size=SMALL, colour=ColourRole.SECONDARY, widest=width - MARGIN - left)
    ]
    for number, one in enumerate(shown):
        middle = top + (number + 0.5) * _PITCH
        shapes.append(Rect(left=0, top=middle - _PITCH / 2, width=width, height=_PITCH, at=(number, 0)))
        shapes.append(words(one.name, MARGIN, middle, widest=names))
        shapes += _bar(one.value, axis, middle)
        shapes.append(words(one.said, width - MARGIN, middle, anchor=Anchor.RIGHT, widest=said))
    zero = axis.x(0)
    shapes.append(Stroke(x1=zero, y1=top, x2=zero, y2=bottom, colour=ColourRole.SECONDARY, width=0.75))
    if left_out := len(documents) - len(shown):
        shapes.append(words(f"and {left_out} more", MARGIN, bottom + 12, size=SMALL, colour=ColourRole.SECONDARY))
    tips = {(number, 0): f"{one.name}: {what} {one.said}" for number, one in enumerate(shown)}
    return Drawing(
        width=width,
        height=bottom + (28 if left_out else MARGIN),
        shapes=tuple(shapes),
        summary=f"The {len(shown)} hardest of {len(documents)} documents. " + "; ".join(tips.values()) + ".",
        tips=tips,
    )


def _bar(value: float, axis: Axis, middle: float) -> Iterator[Shape]:
    left, right = sorted((axis.x(0), axis.x(value)))
    yield Stroke(x1=axis.left, y1=middle, x2=axis.right, y2=middle)
    yield Rect(left=left, top=middle - _BAR / 2, width=max(right - left, 1), height=_BAR, fill=ColourRole.ACCENT)
