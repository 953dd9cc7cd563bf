"""Which labels stand where along each text: a row a document, a lane a label, marks at their places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.model.wording import counted
from annotator.reports.drawing import Anchor, At, ColourRole, Drawing, Rect, Shape, Stroke
from annotator.reports.plots.parts import GAP, MARGIN, SIZE, SMALL, WIDTH, count_text, nothing, widest_of, words
from annotator.reports.text_width import text_width

_LANE, _MARK, _AROUND, _LEAST = 6.0, 5.0, 12.0, 3.0
_SWATCH, _LINE = 10.0, 20.0


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A mark from one share of the text to another (0 to 1), in the lane of a label (its number).

    `number`: so many passages stand there.
    """

    lane: int
    start: float
    stop: float
    number: int = 1


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A text with its marks, in their order. `number`: of all its passages."""

    title: str
    marks: Sequence[DrawnMark]
    number: int


@dataclass(frozen=True, slots=True)
class DocumentMapPlot:
    """`lanes`: names of labels, each with its colour as "#RRGGBB", from the top."""

    documents: Sequence[DrawnDocument]
    lanes: Sequence[tuple[str, str]]

    def said(self, at: At) -> str:
        """Return a mark in words: “Joint Statement, Appeal, at 12 %: 2 passages”."""
        one = self.documents[at[0]]
        mark = one.marks[at[1]]
        return f"{one.title}, {self.lanes[mark.lane][0]}, at {mark.start:.0%}: {counted(mark.number, 'passage')}"


def document_map(data: DocumentMapPlot, *, width: float = WIDTH) -> Drawing:
    """Return the map; cell (i, j): document i, its mark j. All texts are equally long."""
    if not data.documents:
        return nothing("No passage is found that could stand in a text.", width)
    names = widest_of((one.title for one in data.documents), SIZE, width * 0.32)
    numbers = widest_of((count_text(one.number) for one in data.documents), SMALL, width * 0.1)
    left, right = MARGIN + names + GAP, width - MARGIN - numbers - GAP
    legend, top = _legend(data, width)
    shapes: list[Shape] = list(legend)
    high = len(data.lanes) * _LANE + _AROUND
    for row, one in enumerate(data.documents):
        middle = top + high / 2
        shapes.append(words(one.title, left - GAP, middle, anchor=Anchor.RIGHT, widest=names))
        shapes.append(Stroke(x1=left, y1=top + high, x2=right, y2=top + high))
        number = words(count_text(one.number), width - MARGIN, middle, size=SMALL, anchor=Anchor.RIGHT)
        shapes.append(number)
        shapes += _marks(data, row, left, right, top + _AROUND / 2)
        top += high
    shapes.append(words("beginning", left, top + 10, size=SMALL, colour=ColourRole.SECONDARY))
    shapes.append(words("end", right, top + 10, size=SMALL, anchor=Anchor.RIGHT, colour=ColourRole.SECONDARY))
    cells = [(row, mark) for row, one in enumerate(data.documents) for mark in range(len(one.marks))]
    return Drawing(
        width=width,
        height=top + 24,
        shapes=tuple(shapes),
        summary=f"Where {counted(sum(one.number for one in data.documents), 'passage')} stand in "
        f"{counted(len(data.documents), 'text')}.",
        tips={at: data.said(at) for at in cells},
    )


def _marks(data: DocumentMapPlot, row: int, left: float, right: float, top: float) -> Iterator[Rect]:
    for number, mark in enumerate(data.documents[row].marks):
        start = left + mark.start * (right - left)
        long = max((mark.stop - mark.start) * (right - left), _LEAST)
        start = min(start, right - long)
        lane = top + mark.lane * _LANE
        yield Rect(left=start, top=lane, width=long, height=_MARK, fill=data.lanes[mark.lane][1], at=(row, number))


def _legend(data: DocumentMapPlot, width: float) -> tuple[list[Shape], float]:
    """Return the labels above the rows, on as many lines as they take, and where the rows begin."""
    shapes: list[Shape] = []
    across, top = MARGIN, MARGIN
    for name, colour in data.lanes:
        long = _SWATCH + 6 + text_width(name, SMALL) + 16
        if across > MARGIN and across + long > width:
            across, top = MARGIN, top + _LINE
        shapes.append(Rect(left=across, top=top + 3, width=_SWATCH, height=_SWATCH, fill=colour))
        shapes.append(words(name, across + _SWATCH + 6, top + 8, size=SMALL))
        across += long
    return shapes, top + _LINE + 4
