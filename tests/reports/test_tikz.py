"""Drawings as TikZ: all shapes, in their colours, no larger than a page."""

import pytest
import regex

from annotator.reports.drawing import Drawing, Rect
from annotator.reports.tikz import tikz
from tests.reports.samples import DRAWING


def test_each_shape_that_can_be_seen_has_its_command() -> None:
    source = tikz(DRAWING)
    assert source.count("\\path[") == 3 and source.count("\\draw[") == 2 and source.count("\\node[") == 3


def test_each_colour_is_defined_before_it_is_used() -> None:
    source = tikz(DRAWING)
    head, _, picture = source.partition("\\begin{tikzpicture}")
    defined = set(regex.findall(r"\\definecolor\{(c[0-9A-F]{6})\}", head))
    assert set(regex.findall(r"c[0-9A-F]{6}", picture)) == defined


@pytest.mark.parametrize(("width", "height"), [(100, 100), (2000, 300), (300, 5000)])
def test_a_picture_fits_a_page(width: float, height: float) -> None:
    found = regex.search(r"x=([\d.]+)cm,y=-([\d.]+)cm", tikz(Drawing(width=width, height=height, shapes=())))
    assert found is not None and found[1] == found[2]
    cm = float(found[1])
    assert cm * width <= 16.01 and cm * height <= 21.01 and cm <= 2.54 / 96 + 1e-5


def test_a_disc_has_round_corners_and_turned_words_rise() -> None:
    source = tikz(DRAWING)
    assert "rounded corners=3.01pt" in source and "rotate=45" in source


def test_a_place_without_a_fill_is_not_drawn() -> None:
    assert "\\path" not in tikz(Drawing(width=9, height=9, shapes=(Rect(left=0, top=0, width=9, height=9, at=(0, 0)),)))
