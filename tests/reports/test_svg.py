"""Drawings as SVG: valid, readable by assistive tools, drawn by a viewer as they are meant."""

import pytest
from hypothesis import given
from lxml import etree
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from annotator.reports.drawing import ColourRole, Drawing, Rect, Stroke, Words
from annotator.reports.plain_text import clean
from annotator.reports.svg import number, svg
from tests.reports.samples import ANY_TEXT, DRAWING

SVG = "{http://www.w3.org/2000/svg}"


def test_a_drawing_has_a_name_and_a_description_that_it_points_to() -> None:
    root = etree.fromstring(svg(DRAWING, "Two & more", name="plot-3").encode())
    named = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert root.get("role") == "img"
    pointed = (root.get("aria-labelledby") or "").split()
    assert [named[name] for name in pointed] == ["Two & more", DRAWING.summary]


def test_a_cell_shows_its_tip_and_cut_words_the_whole() -> None:
    root = etree.fromstring(svg(DRAWING, "").encode())
    tips = [element.findtext(f"{SVG}title") for element in root if element.find(f"{SVG}title") is not None]
    assert tips == ["the <first> cell", "turned and cut"]


@given(ANY_TEXT)
def test_any_text_may_stand_in_a_drawing(text: str) -> None:
    drawing = Drawing(width=10, height=10, shapes=(Words(text=text, x=0, y=0),), summary=text)
    root = etree.fromstring(svg(drawing, text).encode())
    shown = "".join(map(str, next(root.iter(f"{SVG}text")).itertext()))
    assert shown.strip("\u2068\u2069") == clean(text).strip("\u2068\u2069")


def test_it_uses_nothing_from_elsewhere() -> None:
    root = etree.fromstring(svg(DRAWING, "").encode())
    names = {str(element.tag).removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "title", "desc", "rect", "line", "polyline", "text"}
    assert not any("href" in name or "style" in name for element in root.iter() for name in map(str, element.keys()))


def test_a_viewer_draws_the_shapes_where_they_belong(qapp: QGuiApplication) -> None:
    shapes = (
        Rect(left=10, top=10, width=20, height=20, fill="#D55E00"),
        Stroke(x1=50, y1=0, x2=50, y2=40, colour=ColourRole.INK, width=4),
    )
    renderer = QSvgRenderer(QByteArray(svg(Drawing(width=80, height=40, shapes=shapes), "").encode()))
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    colours = [image.pixelColor(x, 20).name().upper() for x in (20, 50, 70)]
    assert colours == ["#D55E00", "#1F2328", "#FFFFFF"]


@pytest.mark.parametrize(("value", "shown"), [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (100.0, "100"), (1 / 3, "0.33")])
def test_lengths_are_written_short(value: float, shown: str) -> None:
    assert number(value) == shown


def test_later_shapes_are_painted_over_earlier_ones() -> None:
    order = [element.get("x") for element in etree.fromstring(svg(DRAWING, "").encode()).iter(f"{SVG}rect")]
    assert order[1:] == ["0", "60", "60", "100"]
