"""Each theme can be read, is applied whole, and reaches every widget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.kit import theme, themes
from annotator.ui.kit.label_colours import BAR_CONTRAST
from annotator.ui.kit.style_sheet import style_sheet
from annotator.ui.kit.theme import ThemeChoice, contrast, label_colour
from annotator.ui.kit.themes import THEMES, Theme
from tests.ui.kit.looks import every_theme, least

OKABE_ITO = ("#0072B2", "#009E73", "#D55E00", "#A65C8B")


class Listener(QWidget):
    """Notes the theme that it finds whenever Qt says that the palette changed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.seen.append(theme.current().name)


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
@given(colour=st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}"))
def test_a_bar_of_any_colour_is_seen_on_paper(look: Theme, colour: str) -> None:
    assert contrast(label_colour(colour, look), look.paper) >= (4.5 if look.high_contrast else 3)


@pytest.mark.parametrize("colour", OKABE_ITO)
def test_the_palette_of_the_labels_is_unchanged_on_light_paper_as_far_as_it_is_seen_there(colour: str) -> None:
    seen = contrast(colour, themes.LIGHT.paper) >= BAR_CONTRAST
    assert (label_colour(colour, themes.LIGHT) == colour) is seen


@pytest.mark.parametrize("look", [look for look in THEMES if look is not themes.LIGHT], ids=lambda look: look.name)
@pytest.mark.parametrize("colour", OKABE_ITO)
def test_bars_are_seen_on_selected_rows(look: Theme, colour: str) -> None:
    assert contrast(label_colour(colour, look), look.selection) >= 3


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


@pytest.mark.parametrize("choice", ThemeChoice)
def test_every_choice_has_a_theme(qapp: QApplication, choice: ThemeChoice) -> None:
    found = theme.theme_for(choice)
    assert found.name == choice.value or choice is ThemeChoice.SYSTEM


def test_a_system_that_says_nothing_gets_light(qapp: QApplication) -> None:
    assert theme.system_prefers_dark() is False
    assert theme.theme_for(ThemeChoice.SYSTEM) is themes.LIGHT
