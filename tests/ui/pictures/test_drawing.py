"""A drawing on the screen: its cells are gone through, hit and said where they are painted."""

import xml.etree.ElementTree as xml

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from annotator.reports.drawing import Anchor, ColourRole, Drawing, Polyline, Rect, Shade, Shape, Stroke, Words
from annotator.ui.kit.themes import DARK, LIGHT, THEMES, Theme
from annotator.ui.pictures.drawing import DrawingPicture, colours_of
from annotator.ui.pictures.files import png, svg
from annotator.ui.pictures.layout import At
from annotator.ui.pictures.look import PicturePalette

ARABIC, CHINESE = "المملكة الأردنية الهاشمية", "中华人民共和国外交部"
CELLS = [(row, column) for row in range(2) for column in range(3)]


def drawing(cells: list[At]) -> Drawing:
    boxes = [
        Rect(
            left=20.0 + 40 * column, top=20.0 + 40 * row, width=36, height=36, fill=ColourRole.ACCENT, at=(row, column)
        )
        for row, column in cells
    ]
    words = Words(text="A long…", x=150, y=30, whole="A long name", size=12)
    return Drawing(width=300, height=120, shapes=(*boxes, words), tips={at: f"cell {at}" for at in cells})


def picture(cells: list[At] = CELLS, filled: list[At] | None = None) -> DrawingPicture:
    keys = {at: (f"r{at[0]}", f"c{at[1]}") for at in cells}
    return DrawingPicture("Counts", "Ana, Ben", drawing(cells), keys, cells if filled is None else filled)


def palette(look: Theme = LIGHT) -> PicturePalette:
    return PicturePalette.of(look, ())


def image_of(content: bytes) -> QImage:
    image = QImage()
    assert image.loadFromData(content, "PNG")
    return image


def test_what_is_hit_is_what_is_painted_there() -> None:
    shown = picture()
    for at in CELLS:
        box = shown.box(at)
        assert shown.hit(box.left + 1, box.top + 1) == at and shown.hit(box.right - 1, box.bottom - 1) == at
        image = image_of(png(shown, palette(), 1))
        assert image.pixelColor(int(box.left) + 18, int(box.top) + 18) == QColor(LIGHT.accent)
    assert shown.hit(2, 2) is None


def test_cells_of_a_matrix_are_gone_through_by_row_and_column() -> None:
    shown = picture(filled=[(0, 0), (0, 2), (1, 2)])
    assert shown.first() == (0, 0)
    assert shown.moved((0, 0), 1, 0) == (0, 1) and shown.moved((0, 1), 0, 1) == (1, 1)
    assert shown.moved((0, 0), -1, 0) == (0, 0) and shown.moved((1, 2), 0, 1) == (1, 2)
    assert shown.jumped((0, 0), 1, 0) == (0, 2) and shown.jumped((1, 0), -1, 0) == (1, 0)


def test_cells_in_one_line_are_gone_through_by_all_arrows() -> None:
    shown = picture([(0, 0), (2, 0), (5, 0)])
    assert shown.moved((0, 0), 1, 0) == shown.moved((0, 0), 0, 1) == (2, 0)
    assert shown.moved((5, 0), 0, -1) == (2, 0) and shown.moved((5, 0), 1, 0) == (5, 0)


def test_a_cell_is_found_by_what_it_stands_for_and_said() -> None:
    shown = picture()
    assert shown.find(shown.key((1, 2))) == (1, 2) and shown.find(("r9", "c9")) is None
    assert shown.said((1, 2)) == "cell (1, 2)"
    box = shown.box((1, 2))
    assert shown.tip(box.left + 1, box.top + 1) == "cell (1, 2)"
    assert shown.tip(170, 56 + 28) == "A long name" and shown.tip(1, 1) == ""


def test_a_cell_without_a_key_cannot_be_gone_to() -> None:
    shown = DrawingPicture("Counts", "", drawing(CELLS), {(0, 0): ("a", "b")}, [])
    assert shown.first() == (0, 0) and shown.moved((0, 0), 1, 0) == (0, 0)
    assert DrawingPicture("Nothing", "", drawing([]), {}, []).first() is None


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_it_is_painted_in_the_colours_of_the_theme(look: Theme, qtbot: QtBot) -> None:
    colours = colours_of(palette(look))
    assert (colours.ink, colours.paper, colours.accent) == (look.ink, look.paper, look.accent)
    image = image_of(png(picture(), palette(look), 1))
    assert image.pixelColor(1, 1) == QColor(look.paper)


def test_every_kind_of_shape_and_script_is_painted_and_saved(qtbot: QtBot) -> None:
    shapes: tuple[Shape, ...] = (
        Rect(left=0, top=0, width=30, height=30, edge=ColourRole.INK, radius=4),
        Rect(left=0, top=0, width=30, height=30),
        Rect(left=40, top=0, width=30, height=30, fill=Shade(0.5), edge="#D55E00"),
        Stroke(x1=0, y1=40, x2=80, y2=40, dashed=True, width=0.75),
        Polyline(points=((0, 50), (40, 60), (80, 50))),
        *(Words(text=ARABIC, x=150, y=80 + 14 * at, anchor=anchor) for at, anchor in enumerate(Anchor)),
        Words(text=CHINESE, x=20, y=140, bold=True),
        Words(text="rising", x=200, y=140, turned=-45),
    )
    made = Drawing(width=300, height=160, shapes=shapes)
    shown = DrawingPicture("Shapes", "Ana & Ben", made, {}, [])
    plain = DrawingPicture("Shapes", "Ana & Ben", Drawing(width=300, height=160, shapes=()), {}, [])
    assert image_of(png(shown, palette(DARK))) != image_of(png(plain, palette(DARK)))
    root = xml.fromstring(svg(shown, palette()))
    words = " ".join(text for element in root.iter() if (text := element.text))
    assert CHINESE in words and "rising" in words and "Ana & Ben" in words
