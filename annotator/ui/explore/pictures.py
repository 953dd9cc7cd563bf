"""The pictures of Explore: their places, what is said of each, the acts behind it, and how they are painted."""

from typing import Protocol

from PySide6.QtGui import QPainter

from annotator.acts.series import NOBODY, OTHERS, UNDATED, Matrix
from annotator.model.ids import SpanId
from annotator.model.wording import counted
from annotator.ui.explore.matrix_layout import ACTS, MatrixLayout
from annotator.ui.explore.painting import paint_matrix, paint_timeline
from annotator.ui.explore.timeline_layout import TimelineLayout
from annotator.ui.pictures.layout import At, Box
from annotator.ui.pictures.look import PicturePalette
from annotator.ui.pictures.picture import Key, Picture
from annotator.ui.pictures.view import PictureView


class ActsPicture(Picture, Protocol):
    """A picture whose places stand for acts."""

    def acts(self, at: At) -> tuple[SpanId, ...]:
        """Return the acts behind a number."""


ActsView = PictureView[ActsPicture]


class MatrixPicture:
    """Who speaks to whom."""

    def __init__(self, layout: MatrixLayout) -> None:
        self.layout = layout
        self.name = layout.words.title

    @property
    def matrix(self) -> Matrix:
        """What is counted."""
        return self.layout.matrix

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels at 1x."""
        return self.layout.width, self.layout.height

    def paint(self, painter: QPainter, palette: PicturePalette) -> None:
        """Paint all of it."""
        paint_matrix(painter, self.layout, palette)

    def hit(self, x: float, y: float) -> At | None:
        """Return the cell at a point."""
        return self.layout.hit(x, y)

    def box(self, at: At) -> Box:
        """Return where a cell is drawn."""
        return self.layout.box(at)

    def first(self) -> At | None:
        """Return the first cell that has acts."""
        return min(self.layout.numbers, default=None)

    def key(self, at: At) -> Key:
        """Return the names of a pair."""
        return self.matrix.sources[at[0]], self.matrix.targets[at[1]]

    def find(self, key: Key) -> At | None:
        """Return the cell of two names, with acts or without."""
        source, target = key
        if source not in self.matrix.sources or target not in self.matrix.targets:
            return None
        return self.matrix.sources.index(source), self.matrix.targets.index(target)

    def moved(self, at: At, right: int, down: int) -> At:
        """Return the neighbour to a side."""
        row, column = at[0] + down, at[1] + right
        inside = 0 <= row < len(self.matrix.sources) and 0 <= column < len(self.matrix.targets)
        return (row, column) if inside else at

    def jumped(self, at: At, right: int, down: int) -> At:
        """Return the next cell to a side that has acts; where none has, the last one."""
        while (there := self.moved(at, right, down)) != at:
            at = there
            if at in self.layout.numbers:
                break
        return at

    def said(self, at: At) -> str:
        """Return a cell in words: “France to China: 12 acts”."""
        source, target = self.key(at)
        words = self.layout.words
        first = words.name_of(source) if source not in (NOBODY, OTHERS) else words.name_of(source).capitalize()
        count = self.layout.count(at)
        if words is not ACTS:
            return f"{first}, {words.name_of(target)}: {counted(count, 'coding') if count else 'no codings'}"
        return f"{first} to {words.name_of(target)}: {number_of_acts(count)}"

    def acts(self, at: At) -> tuple[SpanId, ...]:
        """Return the acts of a pair."""
        return self.matrix.cells.get(self.key(at), ())

    def tip(self, x: float, y: float) -> str:
        """Return the cell, or the whole name of a head."""
        at = self.hit(x, y)
        return self.said(at) if at is not None else self.layout.head(x, y)


class TimelinePicture:
    """The acts over time. `names`: of the labels, as the layout has them in its legend."""

    name = "Acts over time"

    def __init__(self, layout: TimelineLayout, names: dict[str, str], noun: str = "act") -> None:
        self.layout = layout
        self._names = names
        self._noun = noun

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels at 1x."""
        return self.layout.width, self.layout.height

    def paint(self, painter: QPainter, palette: PicturePalette) -> None:
        """Paint all of it."""
        paint_timeline(painter, self.layout, palette)

    def hit(self, x: float, y: float) -> At | None:
        """Return the part of a bar at a point."""
        return self.layout.hit(x, y)

    def box(self, at: At) -> Box:
        """Return where a part of a bar is drawn."""
        return self.layout.box(at)

    def first(self) -> At | None:
        """Return the lowest part of the first bar."""
        return min(self.layout.parts, default=None)

    def key(self, at: At) -> Key:
        """Return the period and the label of a part."""
        return self.layout.timeline.periods[at[0]], self.layout.timeline.labels[at[1]]

    def find(self, key: Key) -> At | None:
        """Return the part of a period's bar that a label has."""
        return next((at for at in self.layout.parts if self.key(at) == key), None)

    def moved(self, at: At, right: int, down: int) -> At:
        """Return the next part up or down the bar, or the nearest part of the next bar that has any."""
        if down:
            bar = [part for part in self.layout.parts if part[0] == at[0]]
            further = [part for part in bar if (part[1] - at[1]) * -down > 0]
        else:
            beside = {part[0] for part in self.layout.parts if (part[0] - at[0]) * right > 0}
            period = min(beside, key=lambda number: abs(number - at[0]), default=None)
            further = [part for part in self.layout.parts if part[0] == period]
        return min(further, key=lambda part: abs(part[1] - at[1]), default=at)

    def jumped(self, at: At, right: int, down: int) -> At:
        """Return the last place to a side: every part has acts."""
        while (there := self.moved(at, right, down)) != at:
            at = there
        return at

    def said(self, at: At) -> str:
        """Return a part of a bar in words: “2023, Appeal: 12 acts of 15”."""
        period, label = self.key(at)
        timeline = self.layout.timeline
        count = timeline.count(period, label)
        total = sum(timeline.count(period, each) for each in timeline.labels)
        of_all = f" of {total}" if total != count else ""
        when = period if period != UNDATED else "Undated"
        when = f"Week of {when}" if timeline.unit == "week" and period else when
        return f"{when}, {self._names[label]}: {counted(count, self._noun)}{of_all}"

    def acts(self, at: At) -> tuple[SpanId, ...]:
        """Return the acts of a period with a label."""
        return self.layout.timeline.bars[self.key(at)]

    def tip(self, x: float, y: float) -> str:
        """Return the part of a bar, or a name of the legend."""
        at = self.hit(x, y)
        return self.said(at) if at is not None else self.layout.head(x, y)


def number_of_acts(count: int) -> str:
    """Return a number of acts in words."""
    return counted(count, "act") if count else "no acts"
