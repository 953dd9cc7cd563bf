"""The style sheet of each theme: no name unfilled, words readable on their grounds, and a ring that moves nothing."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.kit import themes
from annotator.ui.kit.style_sheet import style_sheet
from annotator.ui.kit.theme import contrast
from annotator.ui.kit.themes import Theme
from annotator.ui.kit.widgets import Look
from tests.ui.kit.looks import every_theme, least, rules


@every_theme
def test_every_colour_of_words_in_the_style_sheet_is_readable_on_its_ground(look: Theme) -> None:
    seen = 0
    for selector, declared in rules(style_sheet(look)):
        if ":disabled" in selector:
            continue
        ground = declared.get("background", "")
        grounds = [ground] if ground.startswith("#") else [look.paper, look.frame]
        for words in ("color", "selection-color", "placeholder-text-color"):
            if words in declared:
                on = [declared["selection-background-color"]] if words == "selection-color" else grounds
                assert all(contrast(declared[words], each) >= least(look) for each in on), selector
                seen += 1
    assert seen > 15


@every_theme
def test_the_handle_of_a_scroll_bar_is_seen_and_is_not_the_brightest_thing(look: Theme) -> None:
    declared = next(body for selector, body in rules(style_sheet(look)) if selector == "QScrollBar::handle")
    handle = declared["background"]
    assert contrast(handle, look.frame) >= (3 if look.high_contrast else 1.6)
    assert contrast(handle, look.frame) < contrast(look.secondary, look.frame)


@every_theme
def test_the_style_sheet_has_no_name_left_unfilled(look: Theme) -> None:
    assert "@" not in style_sheet(look)


@every_theme
def test_a_focused_field_keeps_its_size_when_the_ring_comes(look: Theme) -> None:
    around: dict[str, int] = {}
    for selectors, declared in rules(style_sheet(look)):
        for selector in (each.strip() for each in selectors.split(",")):
            if "padding" in declared:
                border = "2px" if selector.endswith(":focus") else "1px"
                sizes = declared.get("border", border), declared["padding"]
                around[selector] = sum(int(size.split()[0].removesuffix("px")) for size in sizes)
    ringed = [selector for selector in around if selector.endswith(":focus")]
    assert len(ringed) > 8
    for selector in ringed:
        assert around[selector] == around[selector.removesuffix(":focus")], selector


@every_theme
def test_every_picture_that_it_names_is_there(look: Theme) -> None:
    paths = re.findall(r'url\("([^"]+)"\)', style_sheet(look))
    assert len(paths) >= 4 and all(Path(path).is_file() for path in paths)


@pytest.mark.parametrize("look", Look)
def test_every_look_that_a_widget_asks_for_is_known(look: Look) -> None:
    assert f'[look="{look.value}"]' in style_sheet(themes.LIGHT)


@pytest.mark.parametrize("look", ["", *(look.value for look in Look)])
def test_a_button_that_tab_reaches_has_its_ring_and_no_other_frame_within(qtbot: QtBot, look: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(style_sheet(themes.LIGHT))
    first, button = QPushButton(window), QPushButton(window)
    button.setProperty("look", look)
    column = QVBoxLayout(window)
    for each in (first, button):
        each.setAutoDefault(False)
        each.setMinimumSize(120, 40)
        column.addWidget(each)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert button.hasFocus()
    shown = button.grab().toImage()
    middle = shown.height() // 2
    within = {shown.pixelColor(x, middle).name() for x in range(5, shown.width() - 5)}
    assert len(within) == 1
