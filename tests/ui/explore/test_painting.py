"""What is painted stands where the layout has it, in the colours of the theme and of the labels."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.acts.series import ActEvent
from annotator.model.codebook import Cue
from annotator.ui.explore.matrix_layout import MatrixLayout, lay_out_matrix
from annotator.ui.explore.painting import paint_matrix, paint_timeline
from annotator.ui.explore.timeline_layout import TimelineLayout, lay_out_timeline
from annotator.ui.kit.themes import DARK, LIGHT, LIGHT_CONTRAST, THEMES, Theme
from annotator.ui.pictures.layout import Box
from annotator.ui.pictures.look import Letters, PicturePalette
from tests.acts.counting import matrix_of, timeline_of
from tests.projects import default_codebook
from tests.ui.explore.places import ARABIC, CHINESE, EVENTS, NAMES, ROOM, event

LABELS = default_codebook().labels
_BEYOND = 40


def matrix(*pairs: tuple[str, str]) -> MatrixLayout:
    """Return a matrix of some pairs, or of the usual ones."""
    events = [event(str(number), *pair) for number, pair in enumerate(pairs)] or EVENTS
    return lay_out_matrix(matrix_of(events), "Gold", Letters())


def timeline(events: list[ActEvent] | None = None) -> TimelineLayout:
    """Return a timeline of some acts, or of the usual ones."""
    return lay_out_timeline(timeline_of(events or EVENTS, list(NAMES)), NAMES, "Gold", ROOM, Letters())


def painted(layout: MatrixLayout | TimelineLayout, look: Theme) -> QImage:
    """Return a picture with some room around it, which nothing has painted in."""
    image = QImage(int(layout.width) + _BEYOND, int(layout.height) + _BEYOND, QImage.Format.Format_RGB32)
    palette = PicturePalette.of(look, LABELS)
    image.fill(QColor(look.paper))
    painter = QPainter(image)
    if isinstance(layout, MatrixLayout):
        paint_matrix(painter, layout, palette)
    else:
        paint_timeline(painter, layout, palette)
    painter.end()
    return image


def colours(image: QImage, box: Box) -> set[str]:
    """Return all colours that a box has inside of its edge."""
    inside = box.grown(-1)
    across = range(int(inside.left), int(inside.right))
    down = range(int(inside.top), int(inside.bottom))
    return {image.pixelColor(x, y).name().upper() for x in across for y in down}


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_nothing_is_painted_beyond_the_size_of_the_layout(look: Theme, qtbot: QtBot) -> None:
    for layout in (matrix(), matrix((ARABIC * 4, CHINESE * 8)), timeline()):
        image = painted(layout, look)
        right = Box(layout.width + 2, 0, _BEYOND - 4, layout.height + _BEYOND - 4)
        below = Box(0, layout.height + 2, layout.width + _BEYOND - 4, _BEYOND - 4)
        assert colours(image, right) | colours(image, below) == {look.paper.upper()}


@pytest.mark.parametrize("look", [LIGHT, DARK, LIGHT_CONTRAST], ids=lambda look: look.name)
def test_a_cell_has_the_ground_of_its_number_and_one_without_acts_that_of_paper(look: Theme, qtbot: QtBot) -> None:
    layout, palette = matrix(), PicturePalette.of(look, LABELS)
    image = painted(layout, look)
    for row in range(len(layout.rows)):
        for column in range(len(layout.columns)):
            box, count = layout.box((row, column)), layout.count((row, column))
            ground = palette.ground(count, layout.matrix.most) if layout.is_tinted((row, column)) else look.paper
            assert image.pixelColor(int(box.left) + 4, int(box.top) + 4).name().upper() == ground.upper()
            assert (len(colours(image, box)) > 1) is bool(count), "a number stands in a cell with acts, and only there"


def test_the_parts_of_a_bar_have_the_colour_of_their_label_and_in_high_contrast_its_cue(qtbot: QtBot) -> None:
    layout, palette = timeline(), PicturePalette.of(LIGHT, LABELS)
    image = painted(layout, LIGHT)
    in_contrast = painted(layout, LIGHT_CONTRAST)
    for part in layout.parts.values():
        look = palette.labels[part.label]
        assert look.colour.upper() in colours(image, part.box)
        found = colours(in_contrast, part.box)
        if look.cue is not Cue.SOLID and part.box.height > 12:
            assert len(found) > 1, "a cue is told apart without its colour"
    for key in layout.legend:
        assert palette.labels[key.label].colour.upper() in colours(image, key.swatch)


def test_under_a_number_a_part_is_plain(qtbot: QtBot) -> None:
    labels = ("commitment", "warning", "appeal")
    layout = timeline([event(f"{label}{n}", "a", "b", label=label) for label in labels for n in range(9)])
    image, palette = painted(layout, LIGHT_CONTRAST), PicturePalette.of(LIGHT_CONTRAST, LABELS)
    numbered = [part for part in layout.parts.values() if part.count is not None]
    assert len(numbered) == 3 and any(palette.labels[part.label].cue is not Cue.SOLID for part in numbered)
    for part in numbered:
        assert part.count is not None
        beside = Box(part.box.left + 1, part.count.baseline - 10, 4, 12)
        assert colours(image, beside) == {palette.labels[part.label].colour.upper()}


@pytest.mark.parametrize("name", ["France", ARABIC, CHINESE, "a & b <c>", ""])
def test_names_of_every_script_are_painted_where_their_heads_are(name: str, qtbot: QtBot) -> None:
    layout = matrix((name, "China"))
    image, (row,) = painted(layout, LIGHT), layout.rows
    (head,) = row.lines
    box = Box(head.left, head.baseline - 11, max(3, head.width), 13)
    assert (len(colours(image, box)) > 1) is bool(name)


def test_a_painter_is_left_as_it_was_but_for_pen_brush_and_letters(qtbot: QtBot) -> None:
    image = QImage(900, 900, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    before = painter.transform()
    paint_matrix(painter, matrix(), PicturePalette.of(LIGHT, LABELS))
    assert painter.transform() == before
    painter.end()
