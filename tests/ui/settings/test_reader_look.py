"""The reader's style out of theme, settings and codebook: what is set is used, and every label can be told apart."""

import pytest
from hypothesis import given
from PySide6.QtWidgets import QApplication

from annotator.model.codebook import Codebook
from annotator.ui.kit import theme
from annotator.ui.kit.colour import contrast
from annotator.ui.kit.themes import THEMES, Theme
from annotator.ui.reader.pitch import Spacing
from annotator.ui.settings.reader_look import reader_style
from annotator.ui.settings.settings import Settings
from tests.model.codebooks import codebooks


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_its_colours_are_the_themes_and_its_own_go_with_it(qapp: QApplication, look: Theme) -> None:
    theme.apply(qapp, look)
    style = reader_style(Settings(), None)
    for name in ("paper", "ink", "secondary", "hairline", "accent", "selection"):
        assert getattr(style, name) == getattr(look, name)
    assert style.caret == look.accent and style.looks == {}
    for name in ("gold", "conflict"):
        assert contrast(getattr(style, name), look.paper) >= style.shape_contrast
    for name in ("focus", "hit"):
        assert contrast(look.ink, getattr(style, name)) >= 4.5
    assert style.text_contrast >= (7 if look.high_contrast else 4.5)


def test_what_is_set_on_this_computer_is_used(qapp: QApplication) -> None:
    plain = reader_style(Settings(), None)
    own = Settings(text_font="Amiri", text_px=23, spacing=Spacing.WIDE, measure=55)
    style = reader_style(own, None)
    assert (style.font_px, style.spacing, style.measure) == (23, Spacing.WIDE, 55)
    assert style.families == ("Amiri", *plain.families)


@given(codebook=codebooks())
def test_every_label_has_its_cue_in_a_colour_that_is_seen(qapp: QApplication, codebook: Codebook) -> None:
    for look in THEMES:
        theme.apply(qapp, look)
        looks = reader_style(Settings(), codebook).looks
        assert {id: one.cue for id, one in looks.items()} == {label.id: label.cue for label in codebook.labels}
        assert all(contrast(one.colour, look.paper) >= 3 for one in looks.values())
