"""The four looks: words are readable on every ground of each."""

import re
from dataclasses import fields
from itertools import product

import pytest

from annotator.ui.kit import themes
from annotator.ui.kit.colour import luminance
from annotator.ui.kit.theme import contrast
from annotator.ui.kit.themes import THEMES, Theme
from tests.ui.kit.looks import every_theme, least


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
def test_the_focus_ring_stands_out_from_both_grounds(look: Theme) -> None:
    assert contrast(look.accent, look.paper) >= 3
    assert contrast(look.accent, look.frame) >= 3


@every_theme
def test_words_of_disabled_controls_are_still_seen(look: Theme) -> None:
    assert contrast(look.quiet, look.frame) >= 2.5


@every_theme
@pytest.mark.parametrize("ground", ["paper", "frame"])
def test_fields_and_buttons_are_told_from_their_ground_by_their_edge(look: Theme, ground: str) -> None:
    assert contrast(look.edge, getattr(look, ground)) >= 3.1


@every_theme
def test_secondary_words_stay_readable_on_a_selected_row(look: Theme) -> None:
    assert contrast(look.secondary, look.selection) >= 4.8


DESIGNED = {
    ("light", "ink", "paper"): 15.1,
    ("light", "secondary", "paper"): 6.0,
    ("light", "accent", "paper"): 6.1,
    ("light", "danger", "paper"): 6.2,
    ("light", "edge", "paper"): 3.3,
    ("dark", "ink", "paper"): 13.0,
    ("dark", "secondary", "paper"): 7.5,
    ("dark", "accent", "paper"): 7.5,
    ("dark", "danger", "paper"): 7.4,
    ("dark", "edge", "paper"): 4.3,
}
"""What the pairs come to: a colour that is moved must not take words along unnoticed."""


@pytest.mark.parametrize(("name", "words", "ground"), DESIGNED)
def test_no_pair_falls_below_what_it_was_designed_for(name: str, words: str, ground: str) -> None:
    look = next(each for each in THEMES if each.name == name)
    assert contrast(getattr(look, words), getattr(look, ground)) >= DESIGNED[name, words, ground]


def test_light_and_dark_have_the_colours_of_the_design() -> None:
    light = (themes.LIGHT.paper, themes.LIGHT.ink, themes.LIGHT.frame, themes.LIGHT.hairline, themes.LIGHT.accent)
    dark = (themes.DARK.paper, themes.DARK.ink, themes.DARK.frame, themes.DARK.hairline, themes.DARK.accent)
    assert light == ("#FBFAF7", "#1F2328", "#F3F1EC", "#DEDAD2", "#1F5FA8")
    assert (themes.LIGHT.edge, themes.DARK.edge) == ("#8D887E", "#7C828B")
    assert dark == ("#1B1D21", "#E4E2DD", "#24272C", "#3A3E45", "#7FB2E5")


def test_each_theme_has_a_name_of_its_own_and_is_as_dark_as_it_says() -> None:
    assert len({look.name for look in THEMES}) == len(THEMES)
    assert {(look.dark, look.high_contrast) for look in THEMES} == set(product([False, True], repeat=2))
    for look in THEMES:
        assert (luminance(look.paper) < luminance(look.ink)) == look.dark


@every_theme
def test_every_colour_is_written_in_six_digits(look: Theme) -> None:
    colours = [value for field in fields(look) if isinstance(value := getattr(look, field.name), str)][1:]
    assert len(colours) == 12 and all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in colours)
