"""Drawings as pixels: a valid file, the shapes where they belong."""

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from annotator.reports.drawing import Anchor, ColourRole, Drawing, Polyline, Rect, Shape, Stroke, Words
from annotator.reports.palette import PRINT
from annotator.reports.png import SCALE, png
from tests.reports.samples import DRAWING


def image(*shapes: Shape, width: float = 40, height: float = 20) -> QImage:
    """Return a drawing of shapes as Qt reads its file."""
    read = QImage.fromData(png(Drawing(width=width, height=height, shapes=shapes)))
    assert not read.isNull()
    return read


def colour(read: QImage, x: float, y: float) -> str:
    """Return the colour at a point of the drawing."""
    return read.pixelColor(round(x * SCALE), round(y * SCALE)).name().upper()


def dark(read: QImage) -> list[int]:
    """Return in which columns of pixels there is anything but paper."""
    width, height = read.width(), read.height()
    return [x for x in range(width) if any(read.pixelColor(x, y).lightness() < 200 for y in range(height))]


def test_a_picture_is_as_large_as_its_drawing_at_twice_the_resolution(qapp: QGuiApplication) -> None:
    read = QImage.fromData(png(DRAWING))
    assert (read.width(), read.height()) == (400, 200)
    assert round(read.dotsPerMeterX() * 0.0254) == 192


def test_a_filled_rectangle_ends_at_its_edges(qapp: QGuiApplication) -> None:
    read = image(Rect(left=5, top=5, width=10, height=10, fill="#D55E00"))
    assert [colour(read, x, 10) for x in (4, 5, 14.5, 15)] == ["#FFFFFF", "#D55E00", "#D55E00", "#FFFFFF"]


def test_a_half_covered_pixel_is_half_as_dark(qapp: QGuiApplication) -> None:
    read = image(Rect(left=5.25, top=5, width=10, height=10, fill=ColourRole.INK))
    assert 120 < read.pixelColor(10, 20).lightness() < 160


def test_an_empty_cell_has_an_edge_and_paper_within(qapp: QGuiApplication) -> None:
    read = image(Rect(left=5, top=5, width=10, height=10, edge=ColourRole.INK, edge_width=2))
    assert colour(read, 5, 10) == PRINT.ink and colour(read, 10, 10) == "#FFFFFF"


def test_a_disc_has_no_corners(qapp: QGuiApplication) -> None:
    read = image(Rect(left=5, top=5, width=10, height=10, radius=5, fill=ColourRole.INK))
    assert colour(read, 10, 10) == PRINT.ink and colour(read, 5.5, 5.5) == "#FFFFFF"


def test_lines_and_their_dashes_are_drawn(qapp: QGuiApplication) -> None:
    read = image(
        Stroke(x1=0, y1=10, x2=40, y2=10, colour=ColourRole.INK, width=2), Polyline(points=((0, 2), (40, 2)), width=2)
    )
    assert colour(read, 20, 10) == PRINT.ink and colour(read, 20, 2) == PRINT.accent
    dashed = image(Stroke(x1=0, y1=10, x2=40, y2=10, colour=ColourRole.INK, width=1, dashed=True))
    assert colour(dashed, 1.5, 10) == PRINT.ink and colour(dashed, 4.5, 10) == "#FFFFFF"


@pytest.mark.parametrize(("anchor", "left", "right"), [(Anchor.LEFT, 20, 40), (Anchor.RIGHT, 0, 20)])
def test_words_stand_to_the_side_of_their_anchor(qapp: QGuiApplication, anchor: Anchor, left: int, right: int) -> None:
    columns = dark(image(Words(text="HH", x=20, y=15, anchor=anchor)))
    assert columns and min(columns) >= left * SCALE - 2 and max(columns) <= right * SCALE + 2


def test_words_from_the_right_end_there_when_turned_upside_down(qapp: QGuiApplication) -> None:
    columns = dark(image(Words(text="HH", x=20, y=10, turned=180)))
    assert columns and max(columns) <= 20 * SCALE + 2


def test_shapes_beyond_the_edge_do_no_harm(qapp: QGuiApplication) -> None:
    beyond = Rect(left=-50, top=-50, width=10, height=10, fill=ColourRole.INK)
    assert dark(image(beyond, Stroke(x1=100, y1=0, x2=200, y2=0), Words(text="far", x=-500, y=500))) == []
