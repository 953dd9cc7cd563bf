"""Passages begin below each other, in texts from the right they end there; nothing runs into its neighbour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId
from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.lines import ShownLine
from annotator.ui.kit import theme
from annotator.ui.passages.line_delegate import HIGH, LineColumns, paint_concordance


@given(st.integers(300, 4000), st.booleans())
def test_the_parts_of_a_line_stand_beside_each_other_in_whatever_width(width: int, has_label: bool) -> None:
    columns = LineColumns.of(width, has_label)
    assert columns.verb[0] >= 0 and columns.before <= columns.axis <= columns.end
    assert columns.end <= columns.where[0] and sum(columns.where) <= width
    assert not has_label or sum(columns.verb) <= columns.before


def painted(before: str, words: str, behind: str, axis: int) -> QImage:
    info = DocumentInfo(DocumentId("d"), "Title", "", 0, {}, "", 0)
    image = QImage(600, HIGH, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.current().paper))
    painter = QPainter(image)
    shown = ShownLine(PassageLine(DocumentId("d"), 0, 1), info, before, words, behind, ())
    paint_concordance(painter, QRect(0, 0, 600, HIGH), axis, shown)
    painter.end()
    return image


def inked(image: QImage) -> list[int]:
    """Return the columns of pixels in which something is drawn."""
    paper = QColor(theme.current().paper).rgb()
    return [x for x in range(image.width()) if any(image.pixel(x, y) != paper for y in range(image.height()))]


@pytest.mark.parametrize(("words", "is_mirrored"), [("urged", False), ("呼吁", False), ("دعت", True)])
def test_what_is_found_begins_at_the_axis_and_in_a_text_from_the_right_ends_there(
    qtbot: QtBot, words: str, is_mirrored: bool
) -> None:
    columns = inked(painted("", words, "", 300))
    assert columns and (max(columns) < 300 if is_mirrored else min(columns) >= 299)


@pytest.mark.parametrize("text", ["word " * 60, "中国呼吁" * 60, "دعا الرئيس " * 60])
def test_long_words_before_and_behind_stay_on_their_sides(qtbot: QtBot, text: str) -> None:
    words = text[:4].strip()
    only_before = inked(painted(text, words, "", 300))
    assert min(only_before) >= 0 and max(only_before) < 600
    assert 299 not in inked(painted(text, "", "", 300)) or 300 not in inked(painted("", words, text, 300))
