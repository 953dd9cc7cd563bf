"""What stands by a line: the bars of its marks in each column, how the coders agree, brackets and chips."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.bars import Bars
from annotator.ui.reader.chips import Chips
from annotator.ui.reader.lanes import Lanes
from annotator.ui.reader.layout import Page
from annotator.ui.reader.line_decorations import LineDecorations, decorations_of, paint_chips, paint_stripes
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle, SpanLook
from tests.ui.reader.samples import ARABIC, LATIN, mark, page_of

TITLES = ("Ana", "Ben", "Gold")
STYLE = ReaderStyle.light()


def page(marks: list[Mark], lanes: Lanes, text: str = LATIN) -> Page:
    """Return a page with these lanes."""
    made = page_of(text, marks=marks, lanes=len(lanes.titles))
    made.columns, made.above, made.order = bool(lanes.side_by_side), lanes.above, lanes.shown
    made.replace_all()
    return made


def first_line(marks: list[Mark], lanes: Lanes, text: str = LATIN) -> LineDecorations:
    made = page(marks, lanes, text)
    return decorations_of(made.shaped(0), 0, made.metrics, lanes)


def drawn(bars: Bars) -> int:
    """Return how many things are drawn."""
    return sum(len(group) for _, group in bars.fills) + len(bars.waves)


def colours(bars: Bars) -> set[str]:
    return {brush.color().name().upper() for brush, _ in bars.fills} | {
        pen.color().name().upper() for pen, _ in bars.waves
    }


@pytest.mark.parametrize("text", [LATIN, ARABIC])
def test_how_coders_agree_stands_in_a_band_between_the_text_and_the_lanes(text: str, qapp: QApplication) -> None:
    lanes = Lanes(TITLES, 2)
    same = [mark("a", (0, 10), lane=0), mark("b", (0, 10), lane=1)]
    alone = [mark("a", (0, 10), lane=0)]
    other = [mark("a", (0, 10), lane=0), mark("b", (0, 10), lane=1, key="warning")]
    for marks, colour in ((same, STYLE.agree), (alone, STYLE.partly), (other, STYLE.conflict)):
        made = page(marks, lanes, text)
        piece = made.shaped(0)
        found = decorations_of(piece, 0, made.metrics, lanes).agreement
        assert colours(found) == {colour.upper()}
        boxes = [box for _, group in found.fills for box in group] + [path.boundingRect() for _, path in found.waves]
        line = piece.lines[0]
        ranges = piece.ranges(0, 0, 10)
        for box in boxes:
            assert line.text_height <= box.top() and box.bottom() <= line.lane_tops[0] + 1
            assert any(left - 1 <= box.left() and box.right() <= right + 4 for left, right in ranges)


def test_gold_and_one_coder_alone_are_not_compared(qapp: QApplication) -> None:
    marks = [mark("a", (0, 10), lane=0), mark("g", (0, 10), lane=2)]
    assert drawn(first_line(marks, Lanes(TITLES, 2)).agreement), "the other coder said nothing"
    assert not drawn(first_line([marks[1]], Lanes(TITLES, 2)).agreement)
    assert not drawn(first_line(marks, Lanes(TITLES, 1)).agreement)
    assert not drawn(first_line(marks, Lanes()).agreement)


def test_side_by_side_each_column_has_the_bars_of_its_own_lane(qapp: QApplication) -> None:
    marks = [mark("a", (0, 10), lane=0), mark("b", (2, 8), lane=1), mark("c", (12, 20), lane=1, key="warning")]
    found = first_line(marks, Lanes(TITLES, 2, columns=True))
    assert [drawn(bars) for bars in found.columns] == [1, 2, 0]
    turned = first_line(marks, Lanes(TITLES, 2, columns=True, order=(1, 2, 0)))
    assert [drawn(bars) for bars in turned.columns] == [2, 0, 1]
    below = first_line(marks, Lanes(TITLES, 2))
    assert [drawn(bars) for bars in below.columns] == [3], "below each other there is one column with all of them"


def test_a_line_that_nothing_meets_has_nothing(qapp: QApplication) -> None:
    assert first_line([mark("m", (200, 220))], Lanes()) == LineDecorations([Bars()])


def _striped() -> tuple[ShapedPiece, Chips]:
    made = page_of(LATIN, marks=[mark("m", (10, 120)), mark("n", (60, 140), key="warning")])
    made.reshape(Metrics(replace(STYLE, span_look=SpanLook.STRIPES)), 420)
    return made.shaped(0), Chips(made.metrics)


def _painted(piece: ShapedPiece, chips: Chips, clip: QRect, active: str | None = None) -> QImage:
    image = QImage(700, piece.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_stripes(painter, piece.stripes, clip, chips, active)
    painter.end()
    return image


def test_brackets_are_painted_at_their_place_and_only_in_what_is_to_be_painted(qapp: QApplication) -> None:
    piece, chips = _striped()
    everywhere = QRect(0, 0, 700, piece.height)
    image = _painted(piece, chips, everywhere)
    for stripe in piece.stripes:
        middle = (stripe.top + stripe.bottom) // 2
        assert image.pixelColor(stripe.x, middle).name() != "#ffffff"
        assert image.pixelColor(stripe.x + 5, middle).name() == "#ffffff" or stripe.word
    for top in (-200, piece.height + 100):
        empty = _painted(piece, chips, QRect(0, top, 700, 100))
        points = ((x, y) for x in range(0, 700, 3) for y in range(0, piece.height, 3))
        assert {empty.pixelColor(*point).name() for point in points} == {"#ffffff"}


def test_the_active_bracket_is_wider_and_its_word_is_filled(qapp: QApplication) -> None:
    piece, chips = _striped()
    everywhere = QRect(0, 0, 700, piece.height)
    plain, active = _painted(piece, chips, everywhere), _painted(piece, chips, everywhere, "m")
    stripe = next(each for each in piece.stripes if each.mark.id == "m")
    middle, colour = (stripe.top + stripe.bottom) // 2, QColor(STYLE.bar_colour("appeal"))
    assert active.pixelColor(stripe.x + 2, middle) == colour != plain.pixelColor(stripe.x + 2, middle)
    ground = QColor(STYLE.active_colours("appeal")[1])
    corner = stripe.word_left + 2, stripe.top + chips.metrics.chip_height // 2
    assert active.pixelColor(*corner) == ground != plain.pixelColor(*corner)


@pytest.mark.parametrize("column", [0, 1])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_column_has_the_chips_of_its_lane(column: int, order: tuple[int, ...], qapp: QApplication) -> None:
    lanes = Lanes(("Ana", "Ben"), 2, columns=True, order=order)
    made = page([mark("a", (0, 10), lane=0), mark("b", (30, 40), lane=1, key="warning")], lanes)
    line = made.shaped(0).lines[0]
    image = QImage(700, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_chips(painter, line, column, lanes, Chips(made.metrics), None)
    painter.end()
    seen = {x for x in range(700) for y in range(80) if image.pixelColor(x, y).name() != "#ffffff"}
    shown = order[column]
    own, other = (next(each for each in line.placed if each.mark.lane == lane) for lane in (shown, 1 - shown))
    assert own.chip_left + 3 in seen and other.chip_left + 3 not in seen
