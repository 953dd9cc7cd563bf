"""Our icons: all are drawn alike, take the colour that is asked for, and are sharp."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator.model.errors import NotFound
from annotator.resources import resource
from annotator.ui.kit import theme, themes
from annotator.ui.kit.icons import DRAWN_IN, icon, pixmap

FILES = sorted(resource("icons").glob("*.svg"))
# The two ticks are read by the style sheet as they are, and so have the colours of a checked box.
DRAWN = [file for file in FILES if not file.stem.startswith("tick-")]


@pytest.mark.parametrize("file", DRAWN, ids=lambda file: file.stem)
def test_every_icon_is_drawn_on_24_px_with_one_stroke(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert f'stroke="{DRAWN_IN}"' in text
    assert re.findall(r'stroke-width="([\d.]+)"', text) == ["1.5"]
    assert len(re.findall(r"#[0-9A-Fa-f]{6}", text)) == 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_icon_renders(qapp: QApplication, file: Path) -> None:
    image = pixmap(file.stem, "#FF0000", 24, 1).toImage()
    assert any(image.pixelColor(x, y).alpha() > 128 for x in range(24) for y in range(24))


def test_an_icon_has_the_colour_that_was_asked_for(qapp: QApplication) -> None:
    image = pixmap("minus", "#FF0000", 24, 2).toImage()
    assert "#ff0000" in {image.pixelColor(24, y).name() for y in range(48)}


def test_an_icon_takes_the_ink_of_the_theme(qapp: QApplication) -> None:
    theme.apply(qapp, themes.DARK)
    image = icon("minus").pixmap(QSize(24, 24), 2.0).toImage()
    assert themes.DARK.ink.lower() in {image.pixelColor(24, y).name() for y in range(48)}


@pytest.mark.parametrize("ratio", [1, 2, 3])
@pytest.mark.parametrize("size", [16, 20, 24])
def test_an_icon_has_its_own_pixels_at_every_size(qapp: QApplication, size: int, ratio: int) -> None:
    found = icon("open").pixmap(QSize(size, size), float(ratio))
    assert (found.width(), found.devicePixelRatio()) == (size * ratio, ratio)


def test_a_disabled_icon_is_quiet(qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    image = icon("minus").pixmap(QSize(24, 24), 2.0, QIcon.Mode.Disabled).toImage()
    assert themes.LIGHT.quiet.lower() in {image.pixelColor(24, y).name() for y in range(48)}


def test_an_unknown_icon_is_named(qapp: QApplication) -> None:
    with pytest.raises(NotFound, match="nothing-like-it"):
        icon("nothing-like-it")


def test_what_was_drawn_is_kept_apart_by_icon_colour_size_and_screen(qapp: QApplication) -> None:
    asked = [*product(("note", "search"), ("#FF0000", "#00FF00"), (16, 20), (1, 2))]
    drawn = [[pixmap(*each) for each in asked] for _ in range(2)]
    assert [each.toImage() for each in drawn[0]] == [each.toImage() for each in drawn[1]]
    assert len({each.cacheKey() for pair in drawn for each in pair}) == len(asked)
    sizes = [(each.width(), each.devicePixelRatio()) for each in drawn[1]]
    assert sizes == [(size * ratio, ratio) for _, _, size, ratio in asked]
