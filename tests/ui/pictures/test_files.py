"""One paint function for the screen, PNG and SVG."""

import xml.etree.ElementTree as xml

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from annotator.ui.explore.matrix_layout import lay_out_matrix
from annotator.ui.explore.pictures import ActsPicture, ActsView, MatrixPicture, TimelinePicture
from annotator.ui.explore.timeline_layout import lay_out_timeline
from annotator.ui.kit.themes import DARK, LIGHT, LIGHT_CONTRAST, Theme
from annotator.ui.pictures.files import FORMATS, png, svg
from annotator.ui.pictures.look import Letters, PicturePalette
from tests.acts.counting import matrix_of, timeline_of
from tests.projects import default_codebook
from tests.ui.explore.places import ARABIC, CHINESE, EVENTS, NAMES, ROOM

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["matrix", "timeline"])
def picture(request: pytest.FixtureRequest, qtbot: QtBot) -> ActsPicture:
    if request.param == "matrix":
        return MatrixPicture(lay_out_matrix(matrix_of(EVENTS), "Gold & silver", Letters()))
    timeline = timeline_of(EVENTS, list(NAMES))
    return TimelinePicture(lay_out_timeline(timeline, NAMES, "Gold & silver", ROOM, Letters()), NAMES)


def palette(look: Theme = LIGHT) -> PicturePalette:
    return PicturePalette.of(look, default_codebook().labels)


def image_of(content: bytes) -> QImage:
    return QImage.fromData(content).convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("look", [LIGHT, DARK, LIGHT_CONTRAST], ids=lambda look: look.name)
def test_the_screen_and_the_png_are_the_same_to_the_pixel(picture: ActsPicture, look: Theme, qtbot: QtBot) -> None:
    view = ActsView(picture.name, "acts")
    qtbot.addWidget(view)
    view.show_picture(picture, palette(look))
    view.at = None  # the ring around the place at hand is on the screen alone
    saved = image_of(png(picture, palette(look), 1.0))
    view.resize(saved.size())
    seen = view.grab(QRect(QPoint(0, 0), saved.size())).toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert seen.size() == saved.size() and seen == saved
    view.at = picture.first()
    assert view.grab(QRect(QPoint(0, 0), saved.size())).toImage().convertToFormat(QImage.Format.Format_RGB32) != saved


def test_a_png_has_twice_the_pixels_and_not_only_paper(picture: ActsPicture) -> None:
    image = image_of(png(picture, palette()))
    width, height = picture.size
    assert abs(image.width() - 2 * width) <= 2 and abs(image.height() - 2 * height) <= 2
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 20


def texts(content: bytes) -> str:
    return "|".join("".join(each.itertext()).strip() for each in xml.fromstring(content).iter(f"{SVG}text"))


def test_an_svg_is_well_formed_and_has_its_words_as_text(picture: ActsPicture) -> None:
    found = texts(svg(picture, palette()))
    named = (
        ["France", "China", ARABIC.split()[0], CHINESE] if isinstance(picture, MatrixPicture) else ["2023", "Warning"]
    )
    for words in (picture.name, "Gold & silver", "14" if isinstance(picture, TimelinePicture) else "12", *named):
        assert words in found


def test_the_svg_has_the_squares_of_the_layout_where_they_are_hit(qtbot: QtBot) -> None:
    layout = lay_out_matrix(matrix_of(EVENTS), "Gold", Letters())
    root = xml.fromstring(svg(MatrixPicture(layout), palette()))
    drawn = {
        (round(float(each.attrib["x"]), 1), round(float(each.attrib["y"]), 1), round(float(each.attrib["width"]), 1))
        for each in root.iter(f"{SVG}rect")
    }
    for at in layout.numbers:
        box = layout.box(at)
        assert (round(box.left, 1), round(box.top, 1), round(box.width, 1)) in drawn
    assert len(drawn) == 1 + len(layout.rows) * len(layout.columns)


def test_a_kind_of_file_is_known_by_its_ending(picture: ActsPicture) -> None:
    assert FORMATS[".png"][1](picture, palette()).startswith(b"\x89PNG")
    assert FORMATS[".svg"][1](picture, palette()).startswith(b"<?xml")
