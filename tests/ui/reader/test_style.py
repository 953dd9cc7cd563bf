"""Words can be read and bars be seen, whatever colour a codebook brings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.model.codebook import Codebook, Cue, Label
from annotator.ui.kit import theme, themes
from annotator.ui.kit.colour import SHAPE_CONTRAST, TEXT_CONTRAST, contrast
from annotator.ui.reader.style import LabelStyle, ReaderStyle
from annotator.ui.settings.reader_look import reader_style
from annotator.ui.settings.settings import Settings

_STYLES = [ReaderStyle.light(), ReaderStyle.dark(), ReaderStyle.light_contrast(), ReaderStyle.dark_contrast()]
_COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def _least(style: ReaderStyle) -> float:
    return 7 if style.high_contrast else TEXT_CONTRAST


def test_contrast_is_that_of_the_recommendation() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("style", _STYLES)
def test_ink_is_readable_on_everything_that_lies_below_it(style: ReaderStyle) -> None:
    tints = [style.tint(key) for key in style.looks]
    for ground in (style.paper, style.selection, style.focus, style.hit, style.lane_ground, *tints):
        assert contrast(style.ink, ground) >= _least(style)
    assert contrast(style.secondary, style.paper) >= _least(style)


@pytest.mark.parametrize("style", _STYLES)
def test_the_caret_and_the_signs_of_cases_and_gold_are_seen(style: ReaderStyle) -> None:
    for colour in (style.caret, style.faint_caret, style.gold, style.conflict, style.accent):
        assert contrast(colour, style.paper) >= SHAPE_CONTRAST


@pytest.mark.parametrize("style", _STYLES)
def test_what_lies_below_words_is_told_apart(style: ReaderStyle) -> None:
    grounds = {style.paper, style.selection, style.focus, style.hit, *(style.tint(key) for key in style.looks)}
    assert len(grounds) == 4 + len(style.looks)
    for ground in grounds - {style.paper}:
        assert contrast(ground, style.paper) >= 1.1


@pytest.mark.parametrize("base", _STYLES)
@given(colour=_COLOURS)
def test_any_colour_gives_readable_chips_and_bars_that_are_seen(colour: str, base: ReaderStyle) -> None:
    style = ReaderStyle(
        paper=base.paper,
        ink=base.ink,
        looks={"x": LabelStyle(colour, Cue.WAVY)},
        text_contrast=base.text_contrast,
        shape_contrast=base.shape_contrast,
    )
    assert contrast(style.chip_ink("x"), style.chip_ground("x")) >= base.text_contrast
    assert contrast(*style.active_colours("x")) >= base.text_contrast
    assert contrast(style.bar_colour("x"), style.paper) >= base.shape_contrast
    assert contrast(style.ink, style.tint("x")) >= base.text_contrast


@pytest.mark.parametrize("look", themes.THEMES, ids=lambda look: look.name)
def test_the_reader_of_a_theme_has_its_colours_and_the_contrast_of_its_kind(
    qapp: QApplication, look: themes.Theme
) -> None:
    theme.apply(qapp, look)
    label = Label(id="x", name="X", colour="#FFE900")
    style = reader_style(Settings(), Codebook(labels=(label,)))
    assert (style.paper, style.ink, style.secondary) == (look.paper, look.ink, look.secondary)
    assert style.high_contrast is look.high_contrast
    for ground in (style.paper, style.selection, style.focus, style.hit, style.lane_ground, style.tint("x")):
        assert contrast(style.ink, ground) >= _least(style)
    assert contrast(style.chip_ink("x"), style.chip_ground("x")) >= _least(style)


def test_the_four_labels_differ_by_more_than_colour() -> None:
    cues = {ReaderStyle.light().look(key).cue for key in ("appeal", "commitment", "warning", "actor")}
    assert len(cues) == 4


def test_an_unknown_label_is_still_drawn() -> None:
    assert ReaderStyle.light().look("nobody-knows").cue is Cue.SOLID
