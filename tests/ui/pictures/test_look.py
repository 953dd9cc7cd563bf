"""Colours that can be read, in every theme."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Cue, Label
from annotator.model.ids import LabelId
from annotator.ui.kit.colour import contrast
from annotator.ui.kit.themes import LIGHT, LIGHT_CONTRAST, THEMES, Theme
from annotator.ui.pictures.layout import HEIGHTS, Face
from annotator.ui.pictures.look import Letters, PicturePalette, font, for_paper
from tests.projects import default_codebook
from tests.ui.explore.places import ARABIC, CHINESE, LONG


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_numbers_are_read_on_every_cell_and_bar(look: Theme) -> None:
    strange = [
        Label(id=LabelId(f"l{grey}"), name="Grey", colour=f"#{grey:02X}{grey:02X}{grey:02X}")
        for grey in range(0, 256, 8)
    ]
    palette = PicturePalette.of(look, [*default_codebook().labels, *strange])
    cells = {palette.ground(count, 1000) for count in range(1, 1001)}
    assert len(cells) > 50
    assert min(contrast(palette.on(ground), ground) for ground in cells) >= (7 if look.high_contrast else 4.5)
    assert min(contrast(palette.on(shown.colour), shown.colour) for shown in palette.labels.values()) >= 4.5
    assert min(contrast(shown.colour, palette.paper) for shown in palette.labels.values()) >= 3
    assert contrast(palette.ink, palette.paper) >= 7 and contrast(palette.secondary, palette.paper) >= 4.5


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_more_acts_are_further_from_the_paper_and_few_are_told_from_none(look: Theme) -> None:
    palette = PicturePalette.of(look, ())
    grounds = [contrast(palette.ground(count, 100), palette.paper) for count in range(1, 101)]
    assert grounds == sorted(grounds) and grounds[0] > 1.15


def test_a_palette_knows_the_labels_as_they_are_drawn() -> None:
    shown = PicturePalette.of(LIGHT, default_codebook().labels).labels["warning"]
    assert (shown.name, shown.cue) == ("Warning", Cue.THICK)


def test_a_picture_is_saved_light_whatever_the_window_wears() -> None:
    assert {for_paper(look).name for look in THEMES} == {LIGHT.name, LIGHT_CONTRAST.name}
    assert all(for_paper(look).high_contrast == look.high_contrast for look in THEMES)


def test_letters_are_measured_in_pixels_and_cut_to_fit(qtbot: QtBot) -> None:
    letters = Letters()
    for face in Face:
        assert font(face).pixelSize() == HEIGHTS[face]
        for text in (LONG, ARABIC * 3, CHINESE * 3):
            shown = letters.elided(text, face, 100)
            assert shown.endswith("…") and letters.width(shown, face) <= 100 < letters.width(text, face)
