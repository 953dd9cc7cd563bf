"""Each pair of colours that a label brings can be seen or read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.kit.colour import contrast
from annotator.ui.kit.label_colours import BAR_CONTRAST, WORD_CONTRAST, shades
from annotator.ui.kit.themes import DARK, LIGHT, LIGHT_CONTRAST, THEMES, Theme

_COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")
# Bar, word and tint on paper and under ink (WCAG 2.2, computed once by hand for the design).
_LIGHT = {
    "#0072B2": (5.0, 6.0, 12.5),
    "#009E73": (3.9, 5.8, 12.8),
    "#D55E00": (3.7, 5.5, 12.4),
    "#A65C8B": (4.4, 5.9, 12.4),
}
_DARK = {
    "#0072B2": (6.1, 8.4, 9.1),
    "#009E73": (6.7, 8.5, 8.9),
    "#D55E00": (6.3, 8.3, 9.7),
    "#A65C8B": (5.9, 8.3, 10.0),
}
_HIGH = {"#0072B2": 8.4, "#009E73": 7.1, "#D55E00": 7.1, "#A65C8B": 8.0}


@pytest.mark.parametrize(("theme", "figures"), [(LIGHT, _LIGHT), (DARK, _DARK)])
def test_the_shipped_labels_have_the_contrasts_of_the_design(
    theme: Theme, figures: dict[str, tuple[float, float, float]]
) -> None:
    for colour, wanted in figures.items():
        bar, word, tint = shades(colour, theme)
        found = contrast(bar, theme.paper), contrast(word, theme.paper), contrast(theme.ink, tint)
        assert found == pytest.approx(wanted, abs=0.06)
        assert contrast(word, tint) >= 4.5
    for colour, least in _HIGH.items():
        assert contrast(shades(colour, LIGHT_CONTRAST).bar, LIGHT_CONTRAST.paper) == pytest.approx(least, abs=0.06)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_any_colour_of_a_codebook_is_seen_as_a_bar_and_read_as_a_word(theme: Theme) -> None:
    @given(_COLOURS)
    def holds(colour: str) -> None:
        bar, word, tint = shades(colour, theme)
        assert contrast(bar, theme.paper) >= (4.5 if theme.high_contrast else BAR_CONTRAST)
        assert contrast(word, theme.paper) >= (7 if theme.high_contrast else WORD_CONTRAST)
        assert contrast(word, tint) >= 4.5 and contrast(theme.ink, tint) >= 7

    holds()
