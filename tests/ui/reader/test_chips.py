"""The words of chips as small pictures: drawn once, as large as they were measured, readable in every style."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from annotator.ui.kit.colour import contrast
from annotator.ui.reader.chips import Chips
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.style import ReaderStyle

STYLES = [ReaderStyle.light, ReaderStyle.dark, ReaderStyle.light_contrast, ReaderStyle.dark_contrast]
WORDS = ["Appeal", "‹ Appeal ?", "نداء", "呼吁", "a", ""]


def chips(style: ReaderStyle | None = None) -> Chips:
    return Chips(Metrics(style or ReaderStyle.light()))


def colours(pixmap: QPixmap) -> set[str]:
    """Return the colours of all that is not transparent."""
    image = pixmap.toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_chip_is_as_large_as_it_was_measured_at_every_scale(word: str, scale: float, qapp: QApplication) -> None:
    made = chips()
    for pixmap in (made.boxed(word, "appeal", False, scale), made.bare(word, "appeal", False, scale)):
        assert pixmap.devicePixelRatio() == scale
        size = pixmap.deviceIndependentSize()
        assert abs(size.width() - made.metrics.chip_width(word)) <= 1
        assert abs(size.height() - made.metrics.chip_height) <= 1


def test_each_is_drawn_once_and_again_for_all_that_makes_it_look_otherwise(qapp: QApplication) -> None:
    made = chips()
    first = made.boxed("Appeal", "appeal", False, 1.0)
    assert made.boxed("Appeal", "appeal", False, 1.0) is first
    others = [
        made.bare("Appeal", "appeal", False, 1.0),
        made.boxed("Appeal", "appeal", True, 1.0),
        made.boxed("Appeal", "warning", False, 1.0),
        made.boxed("Appeal ?", "appeal", False, 1.0),
        made.boxed("Appeal", "appeal", False, 2.0),
    ]
    images = [each.toImage() for each in (first, *others)]
    assert all(one != other for number, one in enumerate(images) for other in images[:number])


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
@pytest.mark.parametrize("key", ["appeal", "commitment", "warning", "actor", "of no label"])
@pytest.mark.parametrize("active", [False, True])
def test_its_words_can_be_read_on_its_ground(
    style: Callable[[], ReaderStyle], key: str, active: bool, qapp: QApplication
) -> None:
    look = style()
    seen = colours(chips(look).boxed("MMMMM", key, active, 1.0))
    ink, ground = look.active_colours(key) if active else (look.chip_ink(key), look.chip_ground(key))
    assert QColor(ground).name() in seen
    # The strokes of small letters are thinner than a pixel, so that none has all of the ink.
    assert max(contrast(each, ground) for each in seen) >= 0.75 * contrast(ink, ground)


def test_bare_words_have_no_ground_of_their_own(qapp: QApplication) -> None:
    made = chips()
    ground = QColor(made.metrics.style.chip_ground("appeal")).name()
    assert ground in colours(made.boxed("Appeal", "appeal", False, 1.0))
    assert ground not in colours(made.bare("Appeal", "appeal", False, 1.0))
    assert colours(made.bare("", "appeal", False, 1.0)) == set()
