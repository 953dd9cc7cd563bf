"""Links on the screen: lines below the words, names of roles beside them, in colours that can be read."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.span import Extent
from annotator.ui.kit.colour import contrast
from annotator.ui.reader.link_painter import role_places, word_colour
from annotator.ui.reader.links import LinkMark, Window, picture_of
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import ReaderStyle, SpanLook
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, BY_NAME, LATIN, mark, page_of, view_of


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


_WIDTH, _LEFT = 420, 90


def _window(text: str, marks: list[Mark], height: int = 100_000, around: int | None = None) -> Window:
    """Return a window of a text, from its beginning or with a position in its middle."""
    page = page_of(text, _WIDTH, marks)
    top = 0
    if around is not None:
        piece = page.piece_at(around)
        above = sum(page.shaped(number).height for number in range(piece.number))
        top = above + piece.lines[piece.line_at(around)].top - height // 2
    visible: list[tuple[ShapedPiece, int]] = []
    y = -top
    for number in range(len(page.pieces)):
        piece = page.shaped(number)
        if y + piece.height > 0 and y < height:
            visible.append((piece, y))
        y += piece.height
    return Window(visible, _LEFT, _WIDTH, _LEFT + _WIDTH + 220, height)


@pytest.mark.parametrize("name", ["latin", "arabic", "chinese"])
def test_the_names_of_roles_stand_apart_and_at_their_words(name: str, qapp: QApplication) -> None:
    text = BY_NAME[name]
    act = mark("act", (0, 30))
    page = page_of(text, _WIDTH, [act])
    links = [LinkMark(role, (Extent(at, at + 3),)) for role, at in (("Speaker", 4), ("Addressee", 9), ("Content", 14))]
    picture = picture_of(_window(text, [act]), act, [*links, LinkMark("Beneficiary", links[0].extents)])
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
