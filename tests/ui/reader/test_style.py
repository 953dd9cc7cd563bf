"""Words can be read and bars be seen, whatever colour a codebook brings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import Cue
from annotator.ui.reader.style import SHAPE_CONTRAST, TEXT_CONTRAST, LabelLook, ReaderStyle, contrast, mixed

_STYLES = [ReaderStyle.light(), ReaderStyle.dark()]


def test_contrast_is_that_of_the_recommendation() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("style", _STYLES)
def test_ink_is_readable_on_everything_that_lies_below_it(style: ReaderStyle) -> None:
    grounds = [style.paper, style.selection, style.focus, *(style.tint(key) for key in style.looks)]
    assert all(contrast(style.ink, ground) >= TEXT_CONTRAST for ground in grounds)
    assert contrast(style.secondary, mixed(style.paper, style.ink, 0.035)) >= TEXT_CONTRAST
    assert contrast(style.caret, style.paper) >= SHAPE_CONTRAST


@given(st.integers(0, 0xFFFFFF), st.sampled_from([0, 1]))
def test_any_colour_gives_readable_chips_and_bars_that_are_seen(colour: int, which: int) -> None:
    base = _STYLES[which]
    style = ReaderStyle(paper=base.paper, ink=base.ink, looks={"x": LabelLook(f"#{colour:06X}", Cue.WAVY)})
    assert contrast(style.chip_ink("x"), style.chip_ground("x")) >= TEXT_CONTRAST
    assert contrast(*style.active_colours("x")) >= TEXT_CONTRAST
    assert contrast(style.bar_colour("x"), style.paper) >= SHAPE_CONTRAST
    assert contrast(style.ink, style.tint("x")) >= TEXT_CONTRAST


def test_the_four_labels_differ_by_more_than_colour() -> None:
    cues = {ReaderStyle.light().look(key).cue for key in ("appeal", "commitment", "warning", "actor")}
    assert len(cues) == 4


def test_an_unknown_label_is_still_drawn() -> None:
    assert ReaderStyle.light().look("nobody-knows").cue is Cue.SOLID
