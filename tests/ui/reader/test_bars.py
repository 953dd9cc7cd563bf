"""Bars: each cue in its band, on whole pixels, so that two spans that touch stay two."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.model.codebook import Cue
from annotator.model.span import Extent
from annotator.ui.reader.bars import THICKEST, Bars, PixelGrid, bars_of
from annotator.ui.reader.rows import NO_ROW, PlacedMark
from annotator.ui.reader.style import LabelStyle, ReaderStyle
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, mark, view_of

_CUES = {cue.value: LabelStyle("#0072B2", cue) for cue in Cue}


def _picture(view: ReaderView) -> QImage:
    return view.grab().toImage()


@pytest.mark.parametrize("style", [ReaderStyle.light(), ReaderStyle.dark(), ReaderStyle(looks=_CUES, font_px=23)])
def test_every_style_shows_every_cue_in_rows_and_in_lanes(style: ReaderStyle, qtbot: Any) -> None:
    keys = tuple(style.looks)
    marks = [mark(f"m{n}", (n * 12, n * 12 + 10), (n * 12 + 30, n * 12 + 34), key=key) for n, key in enumerate(keys)]
    view = view_of(qtbot, LATIN, marks)
    view.set_style(style)
    plain = _picture(view)
    view.set_lanes(["Ana"])
    view.set_focus_range([Extent(0, 60)])
    assert _picture(view) != plain
    view.set_focus_range(())
    view.set_lanes([])
    assert _picture(view) == plain
    assert plain.pixelColor(3, 3).name().upper() == style.paper


def _placed(*ranges: tuple[float, float], key: str = "appeal", top: int = 30) -> PlacedMark:
    return PlacedMark(mark("m", (0, 9), key=key), list(ranges), True, True, top=top)


def _style(cue: Cue) -> ReaderStyle:
    return replace(ReaderStyle.light(), looks={"appeal": LabelStyle("#0072B2", cue)})


def _rectangles(bars: Bars) -> list[QRectF]:
    """Return where something is drawn; a wave by all that its path reaches."""
    drawn = [rectangle for _, group in bars.fills for rectangle in group]
    return drawn + [path.boundingRect() for _, path in bars.waves] + [place for place, _ in bars.tiles]


RANGES = st.tuples(st.floats(0, 500), st.floats(1, 300)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.sampled_from(list(Cue)), RANGES)
def test_a_bar_of_any_cue_lies_under_its_words_in_the_band_that_is_kept_for_it(
    cue: Cue, found: tuple[float, float]
) -> None:
    left, right = found
    drawn = _rectangles(bars_of([_placed(found)], _style(cue), PixelGrid()))
    assert drawn
    for each in drawn:
        assert left - 1 <= each.left() and each.right() <= max(right, left + 1) + 1
        assert each.top() >= 30 and each.bottom() <= 30 + THICKEST
    assert min(each.left() for each in drawn) <= left + 1, "it begins where its words begin"


@given(st.floats(0, 500), st.floats(8, 300), st.floats(8, 300), st.sampled_from(list(Cue)))
@example(0.0, 12.5, 12.0, Cue.SOLID)
@example(0.0, 12.5, 12.0, Cue.DOTTED)
def test_two_spans_that_touch_stay_two(start: float, one: float, other: float, cue: Cue) -> None:
    touching = start + one
    first = _rectangles(bars_of([_placed((start, touching))], _style(cue), PixelGrid()))
    second = _rectangles(bars_of([_placed((touching, touching + other))], _style(cue), PixelGrid()))
    assert max(each.right() for each in first) + 1 <= min(each.left() for each in second) + 1e-6


@given(
    st.floats(-500, 500),
    st.floats(-20, 300),
    st.integers(1, 5),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
    st.floats(0.8, 2.0),
)
def test_a_rectangle_stands_on_device_pixels_and_is_never_too_narrow_to_be_seen(
    left: float, width: float, height: int, ratio: float, scale: float
) -> None:
    grid = PixelGrid(scale, ratio)
    found = grid.box(left, left + width, grid.at(7.3), grid.length(height))
    for edge in (found.left(), found.right(), found.top(), found.bottom()):
        assert (edge * ratio) == pytest.approx(round(edge * ratio), abs=1e-6)
    assert found.width() * ratio > 0.99 and found.height() * ratio > 0.99


@pytest.mark.parametrize("cue", Cue)
def test_the_pieces_of_one_span_are_joined_by_dots_in_its_own_row(cue: Cue) -> None:
    placed = _placed((0.0, 40.0), (80.0, 120.0))
    bare = bars_of([placed], _style(cue), PixelGrid()).tiles
    placed.joints = [(40.0, 80.0)]
    ((place, tile),) = bars_of([placed], _style(cue), PixelGrid()).tiles[len(bare) :]
    assert place.left() >= 40 and place.right() <= 80 and place.height() == 1 and 30 <= place.top() <= 33
    assert (tile.width(), tile.height()) == (4, 1)


def test_what_is_crowded_is_a_grey_line_below_the_last_row_and_what_has_no_row_is_not_drawn() -> None:
    style, placed = ReaderStyle.light(), _placed((0.0, 40.0))
    placed.crowded = True
    ((brush, (box,)),) = bars_of([placed], style, PixelGrid()).fills
    assert brush.color().name().upper() == style.secondary and box.height() == 1 and box.top() == 33
    placed.crowded, placed.row = False, NO_ROW
    assert bars_of([placed], style, PixelGrid()) == Bars()


def test_each_cue_is_drawn_in_a_way_of_its_own(qapp: QApplication) -> None:
    seen = []
    for cue in Cue:
        image = QImage(140, 50, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        bars_of([_placed((10.0, 120.0))], _style(cue), PixelGrid()).paint(painter)
        painter.end()
        seen.append(image)
    assert all(one != other for number, one in enumerate(seen) for other in seen[:number])


def test_a_line_without_marks_has_no_bars() -> None:
    assert bars_of([], ReaderStyle.light(), PixelGrid()) == Bars()
