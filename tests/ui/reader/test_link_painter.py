"""Links on the screen: lines below the words, names of roles beside them, in colours that can be read."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication

from annotator.model.span import Extent
from annotator.ui.kit.colour import contrast
from annotator.ui.reader.link_painter import line_colour, paint_thread, role_places, underline, word_colour
from annotator.ui.reader.links import LinkMark, Stretch, picture_of
from annotator.ui.reader.style import ReaderStyle, SpanLook
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, BY_NAME, LATIN, mark, page_of, view_of
from tests.ui.reader.windows import WIDTH, window_of


@pytest.mark.parametrize(
    "style", [ReaderStyle.light, ReaderStyle.dark, ReaderStyle.light_contrast, ReaderStyle.dark_contrast]
)
def test_all_words_can_be_read(style: Any, qapp: QApplication) -> None:
    look = style()
    least = 7 if look.high_contrast else 4.5
    assert contrast(look.secondary, look.paper) >= least
    for key in (*look.looks, "of no label"):
        assert contrast(word_colour(look, key), look.paper) >= least
        assert contrast(word_colour(look, key), look.tint(key)) >= least


@pytest.mark.parametrize("name", ["latin", "arabic", "chinese"])
def test_the_names_of_roles_stand_apart_and_at_their_words(name: str, qapp: QApplication) -> None:
    text = BY_NAME[name]
    act = mark("act", (0, 30))
    page = page_of(text, WIDTH, [act])
    links = [LinkMark(role, (Extent(at, at + 3),)) for role, at in (("Speaker", 4), ("Addressee", 9), ("Content", 14))]
    picture = picture_of(window_of(text, [act]), act, [*links, LinkMark("Beneficiary", links[0].extents)])
    places = list(role_places(picture.parties, page.metrics))
    assert {role for _, role in places} == {"Speaker, Beneficiary", "Addressee", "Content"}
    assert all(not one.intersects(other) for one, _ in places for other, _ in places if one is not other)
    assert all(abs(place.bottom() - picture.parties[0].words[0].top) < 60 for place, _ in places)


def _view(qtbot: Any) -> ReaderView:
    view = view_of(qtbot, ALL, [mark("a", (60, 120)), mark("b", (4, 20), key="actor")], (900, 480))
    view.set_active("a")
    return view


@pytest.mark.parametrize("look", SpanLook)
@pytest.mark.parametrize("style", ["light", "dark", "light_contrast", "dark_contrast"])
def test_links_are_drawn_in_every_look_and_gone_without_the_act(look: SpanLook, style: str, qtbot: Any) -> None:
    view = _view(qtbot)
    view.set_style(replace(getattr(ReaderStyle, style)(), span_look=look))
    before = view.viewport().grab().toImage()
    view.set_links([LinkMark("Speaker", (Extent(4, 20),)), LinkMark("Content", (Extent(len(ALL) - 40, len(ALL)),))])
    assert view.viewport().grab().toImage() != before
    view.set_active("b")
    view.set_active("a")
    assert view.viewport().grab().toImage() == before, "another active mark has no links"


def test_words_of_the_text_stand_on_top_of_the_lines(qtbot: Any) -> None:
    view = _view(qtbot)
    view.viewport().grab()
    plain = view.viewport().grab().toImage()
    view.set_links([LinkMark("Speaker", (Extent(len(LATIN) + 20, len(LATIN) + 30),))])
    linked = view.viewport().grab().toImage()
    assert linked != plain
    ink = ReaderStyle.light().ink.lower()
    for x in range(plain.width()):
        for y in range(plain.height()):
            if plain.pixelColor(x, y).name() == ink:
                assert linked.pixelColor(x, y).name() == ink


def _image() -> QImage:
    image = QImage(200, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


@given(st.floats(0, 150), st.floats(0, 40), st.floats(1, 70))
def test_an_underline_is_one_pixel_high_and_seen_however_narrow_its_words(left: float, width: float, y: float) -> None:
    image = _image()
    painter = QPainter(image)
    underline(painter, [Stretch((0, 0), left, left + width, y - 10, y, 4, False)], "#ff0000")
    painter.end()
    red = {(x, at) for x in range(200) for at in range(80) if image.pixelColor(x, at).name() == "#ff0000"}
    assert {at for _, at in red} == {round(y)}
    assert abs(len(red) - max(1, width)) <= 1 and min(x for x, _ in red) == round(left)


@pytest.mark.parametrize("style", [ReaderStyle.light(), ReaderStyle.dark(), ReaderStyle.light_contrast()])
def test_the_line_of_a_drag_ends_in_a_point_and_leaves_the_painter_as_it_was(
    style: ReaderStyle, qapp: QApplication
) -> None:
    image, path = _image(), QPainterPath(QPointF(10, 40))
    path.lineTo(150, 40)
    painter = QPainter(image)
    paint_thread(painter, path, style, "appeal")
    assert not painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.end()

    def height(x: int) -> int:
        return sum(image.pixelColor(x, y).name() != "#ffffff" for y in range(80))

    assert height(80) in (1, 2) and height(150) > height(80) and height(160) == 0
    assert image.pixelColor(150, 40).name() == style.bar_colour("appeal").lower()


@pytest.mark.parametrize("style", [ReaderStyle.light(), ReaderStyle.dark()])
def test_lines_are_quieter_than_bars_but_where_they_must_stand_out(style: ReaderStyle) -> None:
    for key in ("appeal", "warning", "of no label"):
        assert contrast(line_colour(style, key), style.paper) < contrast(style.bar_colour(key), style.paper)
    for strong in (ReaderStyle.light_contrast(), ReaderStyle.dark_contrast()):
        assert line_colour(strong, "appeal") == strong.bar_colour("appeal")
