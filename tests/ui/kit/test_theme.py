"""Each theme can be read, is applied whole, and reaches every widget."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.kit import theme, themes
from annotator.ui.kit.colour import mix
from annotator.ui.kit.style_sheet import style_sheet
from annotator.ui.kit.theme import ThemeChoice, contrast, label_colour
from annotator.ui.kit.themes import THEMES, Theme

OKABE_ITO = ("#0072B2", "#009E73", "#D55E00", "#A65C8B")
every_theme = pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)


class Listener(QWidget):
    """Notes the theme that it finds whenever Qt says that the palette changed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.seen.append(theme.current().name)


def least(look: Theme) -> float:
    """Return what words need in a theme (WCAG 2.2, success criteria 1.4.3 and 1.4.6)."""
    return 7 if look.high_contrast else 4.5


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    """Return (selector, declarations) of a style sheet."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    return [(" ".join(selector.split()), dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", body))) for selector, body in found]


@every_theme
@pytest.mark.parametrize("ground", ["paper", "frame", "selection", "hover"])
@pytest.mark.parametrize("words", ["ink", "secondary"])
def test_words_are_readable_on_every_ground(look: Theme, ground: str, words: str) -> None:
    assert contrast(getattr(look, words), getattr(look, ground)) >= least(look)


@every_theme
@pytest.mark.parametrize("words", ["accent", "danger"])
@pytest.mark.parametrize("ground", ["paper", "frame", "hover"])
def test_links_and_problems_are_readable_under_the_pointer_too(look: Theme, words: str, ground: str) -> None:
    assert contrast(getattr(look, words), getattr(look, ground)) >= least(look)


@every_theme
def test_words_on_the_accent_and_in_tool_tips_are_readable(look: Theme) -> None:
    assert contrast(look.on_accent, look.accent) >= least(look)
    assert contrast(look.paper, look.ink) >= least(look)


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
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("WindowText", "Window"),
        ("Text", "Base"),
        ("Text", "AlternateBase"),
        ("ButtonText", "Button"),
        ("HighlightedText", "Highlight"),
        ("PlaceholderText", "Base"),
        ("ToolTipText", "ToolTipBase"),
        ("BrightText", "Window"),
        ("Link", "Base"),
        ("Link", "Window"),
        ("LinkVisited", "Base"),
    ],
)
def test_every_pair_of_the_palette_is_readable(look: Theme, words: str, ground: str) -> None:
    made, role = theme.palette(look), QPalette.ColorRole
    assert contrast(made.color(role[words]).name(), made.color(role[ground]).name()) >= least(look)


@every_theme
def test_the_handle_of_a_scroll_bar_is_seen_and_is_not_the_brightest_thing(look: Theme) -> None:
    declared = next(body for selector, body in rules(style_sheet(look)) if selector == "QScrollBar::handle")
    handle = declared["background"]
    assert contrast(handle, look.frame) >= (3 if look.high_contrast else 1.6)
    assert contrast(handle, look.frame) < contrast(look.secondary, look.frame)


@every_theme
def test_the_focus_ring_stands_out_from_both_grounds(look: Theme) -> None:
    assert contrast(look.accent, look.paper) >= 3
    assert contrast(look.accent, look.frame) >= 3


@every_theme
def test_words_of_disabled_controls_are_still_seen(look: Theme) -> None:
    assert contrast(look.quiet, look.frame) >= 2.5


@every_theme
@given(colour=st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}"))
def test_a_bar_of_any_colour_is_seen_on_paper(look: Theme, colour: str) -> None:
    assert contrast(label_colour(colour, look), look.paper) >= (4.5 if look.high_contrast else 3)


@pytest.mark.parametrize("colour", OKABE_ITO)
def test_the_palette_of_the_labels_is_unchanged_on_light_paper(colour: str) -> None:
    assert label_colour(colour, themes.LIGHT) == colour


@pytest.mark.parametrize("look", [look for look in THEMES if look is not themes.LIGHT], ids=lambda look: look.name)
@pytest.mark.parametrize("colour", OKABE_ITO)
def test_bars_are_seen_on_selected_rows(look: Theme, colour: str) -> None:
    assert contrast(label_colour(colour, look), look.selection) >= 3


def test_light_and_dark_have_the_colours_of_the_design() -> None:
    light = (themes.LIGHT.paper, themes.LIGHT.ink, themes.LIGHT.frame, themes.LIGHT.hairline, themes.LIGHT.accent)
    dark = (themes.DARK.paper, themes.DARK.ink, themes.DARK.frame, themes.DARK.hairline, themes.DARK.accent)
    assert light == ("#FBFAF7", "#1F2328", "#F3F1EC", "#DEDAD2", "#1F5FA8")
    assert dark == ("#1B1D21", "#E4E2DD", "#24272C", "#3A3E45", "#7FB2E5")


@every_theme
def test_applying_a_theme_sets_style_palette_font_and_current(qapp: QApplication, look: Theme) -> None:
    theme.apply(qapp, look)
    assert theme.current() is look
    assert qapp.styleSheet() == style_sheet(look)
    assert qapp.font().pixelSize() == 13
    role = QPalette.ColorRole
    assert qapp.palette().color(role.Window).name().upper() == look.frame.upper()
    assert qapp.palette().color(role.Base).name().upper() == look.paper.upper()


def test_every_widget_hears_of_a_change_and_finds_the_new_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    window, child = Listener(), Listener()
    inner = Listener()
    child.setParent(window)
    inner.setParent(child)
    qtbot.addWidget(window)
    window.show()
    for look in (themes.DARK, themes.LIGHT, themes.DARK_CONTRAST):
        for listener in (window, child, inner):
            listener.seen.clear()
        theme.apply(qapp, look)
        for listener in (window, child, inner):
            assert listener.seen[-1] == look.name
            assert listener.palette().color(QPalette.ColorRole.Base).name().upper() == look.paper.upper()


def test_below_the_style_sheet_the_style_is_fusion(qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    qapp.setStyleSheet("")
    assert qapp.style().name() == "fusion"


@every_theme
def test_the_style_sheet_has_no_name_left_unfilled(look: Theme) -> None:
    assert "@" not in style_sheet(look)


@pytest.mark.parametrize("choice", ThemeChoice)
def test_every_choice_has_a_theme(qapp: QApplication, choice: ThemeChoice) -> None:
    found = theme.theme_for(choice)
    assert found.name == choice.value or choice is ThemeChoice.SYSTEM


def test_a_system_that_says_nothing_gets_light(qapp: QApplication) -> None:
    assert theme.system_prefers_dark() is False
    assert theme.theme_for(ThemeChoice.SYSTEM) is themes.LIGHT


def test_a_mix_of_equals_is_the_same() -> None:
    assert mix("#102030", "#102030", 0.5) == "#102030"
