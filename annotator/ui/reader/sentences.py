"""Where the sentences of marks stand in the margin: beside the line where the mark begins, two rows to the line.

One that is alone by its line may take both rows; two take one each; of more the others are counted. So no sentence
reaches beyond its line, and what is coded elsewhere moves none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from annotator.acts.saying import SaidWords, Saying, WordKind, of_text
from annotator.model.codebook import Cue
from annotator.ui.reader.column_placement import Across
from annotator.ui.reader.lines import ShapedLine
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.spanindex import Mark

BAR_WIDTH = 10
INDENT = 16
"""From the margin's edge to the words: the bar stands there."""
ROWS = 2
_MORE = "…"
_NAMES = (1000, 32, 24, 20, 16, 13, 11)
"""How many characters of a name are shown at most: as few as the rows ask for."""


class Sentence(NamedTuple):
    """What is said beside a line of `marks` (several where they are counted).

    `left` is relative to the column, `top` to the piece; lengths are pixels. `rows`: how many it may take. `text`: all
    that it stands for, a line each.
    """

    marks: tuple[Mark, ...]
    saying: Saying
    text: str
    rows: int
    left: int
    top: int
    width: int
    height: int

    @property
    def counts(self) -> bool:
        """Whether it stands for several marks for which there is no row."""
        return len(self.marks) > 1

    def contains(self, x: float, y: float) -> bool:
        """Whether a point is on the sentence."""
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height

    def says(self, mark_id: str | None) -> bool:
        """Whether it is said of the mark with this id."""
        return mark_id in [mark.id for mark in self.marks]


def sentences_beside(
    line: ShapedLine, said: Mapping[str, Saying], metrics: Metrics, place: Across
) -> Iterator[Sentence]:
    """Yield the sentences beside a line that is in place. `said`: what there is to say, by the marks' ids.

    A mark of which nothing is said has its label there, but for mentions.
    """
    if place.margin and line.placed:
        yield from _beside(line, _begun(line, said, metrics), metrics, place)


def _begun(line: ShapedLine, said: Mapping[str, Saying], metrics: Metrics) -> list[tuple[Mark, Saying]]:
    """Return what there is to say of the marks that begin on a line: they were placed in reading order."""
    found = []
    for mark in (each.mark for each in line.placed if each.begins):
        saying = said.get(mark.id)
        if saying is None and metrics.style.look(mark.style_key).cue is not Cue.DOTTED:
            saying = of_text(mark.label + (" ?" if mark.doubt else ""))
        if saying is not None:
            found.append((mark, saying))
    return found


def _beside(
    line: ShapedLine, begun: Sequence[tuple[Mark, Saying]], metrics: Metrics, place: Across
) -> Iterator[Sentence]:
    row, ascent = metrics.line / ROWS, metrics.margin_ascent
    # Its first row stands on the baseline of the line's own words.
    top = line.top + line.baseline - ascent - (row - ascent - metrics.margin_descent) / 2
    # A blank line is half as high: there is room for one row.
    room = ROWS if line.text_height >= metrics.line else 1
    shown = begun if len(begun) <= room else begun[: room - 1]
    rows = room if len(begun) == 1 else 1
    tops = [round(top + number * row) for number in range(ROWS + 1)]
    for number, (mark, saying) in enumerate(shown):
        height = tops[number + rows] - tops[number]
        yield Sentence((mark,), saying, saying.text, rows, place.margin_left, tops[number], place.margin, height)
    others = begun[len(shown) :]
    if others:
        text = "\n".join(saying.text for _, saying in others)
        more = of_text(f"and {len(others)} more" if shown else f"{len(others)} spans")
        marks, top, bottom = tuple(mark for mark, _ in others), tops[len(shown)], tops[len(shown) + 1]
        yield Sentence(marks, more, text, 1, place.margin_left, top, place.margin, bottom - top)


class SentenceLook(NamedTuple):
    """How a sentence is set: the words' colours, and whether all is `strong`."""

    rows: int
    width: int
    strong: bool
    plain: str
    missing: str
    doubt: str


def set_words(saying: Saying, metrics: Metrics, setting: SentenceLook) -> QTextLayout:
    """Return a sentence set in rows; its first row begins at (0, 0).

    Where it does not fit, long names are shortened before the end of the last row is cut: what is done says more.
    """
    for most in _NAMES:
        words, length = saying.shortened(most).isolated, None
        layout = _broken(words, length, metrics, setting)
        if layout.lineCount() <= setting.rows:
            return layout
    while True:
        layout = _broken(words, length, metrics, setting)
        if layout.lineCount() <= setting.rows:
            return layout
        last = layout.lineAt(setting.rows - 1)
        stop = last.textStart() + last.textLength()
        # Somewhat before the end of the last row the mark fits too.
        length = max(1, stop if length is None else min(stop, length) - 2)


def _broken(words: Sequence[SaidWords], length: int | None, metrics: Metrics, setting: SentenceLook) -> QTextLayout:
    text = " ".join(each.text for each in words)
    shown = text if length is None else text[:length].rstrip() + _MORE
    layout = QTextLayout(shown, metrics.margin_font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(_formats(words, len(shown), setting, metrics.strong_font)))
    layout.beginLayout()
    at = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(setting.width)
        line.setPosition(QPointF(0, at))
        at += metrics.line / ROWS
    layout.endLayout()
    return layout


def _formats(
    words: Sequence[SaidWords], length: int, setting: SentenceLook, strong: QFont
) -> Iterator[QTextLayout.FormatRange]:
    colours = {WordKind.MISSING: setting.missing, WordKind.DOUBT: setting.doubt}
    at = 0
    for each in words:
        if at >= length:
            return
        found = QTextLayout.FormatRange()
        found.start, found.length = at, min(len(each.text), length - at)
        look = QTextCharFormat()
        look.setForeground(QColor(colours.get(each.kind, setting.plain)))
        if setting.strong or each.kind is WordKind.VERB:
            look.setFont(strong)
        found.format = look
        yield found
        at += len(each.text) + 1
