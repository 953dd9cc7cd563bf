"""A line that is cut: the dots stand where its words end, at the left of Arabic ones."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.kit.widgets import ElidedLabel, Outcome, ReportList, draw_elided, tooltip

ARABIC = "دعا الرئيس الفرنسي الصين إلى الحوار " * 4
HEBREW = "שרי החוץ נפגשו בירושלים " * 4
LATIN = "The ministers met in Geneva and agreed " * 4
WIDTH, HEIGHT = 150, 24


def _ink_height(image: QImage, columns: range) -> int:
    """Return how high the ink in some columns stands over its lowest pixel."""
    rows = [y for y in range(image.height()) if any(image.pixelColor(x, y).lightness() < 128 for x in columns)]
    return max(rows) - min(rows) if rows else 0


def _ends(image: QImage) -> tuple[int, int]:
    """Return how high the first and the last seven columns with ink are."""
    columns = range(image.width())
    inked = [x for x in columns if any(image.pixelColor(x, y).lightness() < 128 for y in range(image.height()))]
    first, last = min(inked), max(inked)
    return _ink_height(image, range(first, first + 7)), _ink_height(image, range(last - 6, last + 1))


@pytest.mark.parametrize("text", [ARABIC, HEBREW, LATIN, f"{ARABIC[:15]} OECD {ARABIC}"])
@pytest.mark.parametrize("how", ["drawn", "label"])
def test_the_dots_stand_where_the_words_end(qtbot: QtBot, text: str, how: str) -> None:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    if how == "drawn":
        painter = QPainter(image)
        painter.setPen(QColor("black"))
        draw_elided(painter, QRect(0, 0, WIDTH, HEIGHT), text)
        painter.end()
    else:
        label = ElidedLabel()
        qtbot.addWidget(label)
        label.setStyleSheet("background: white; color: black")
        label.resize(WIDTH, HEIGHT)
        label.say(text)
        image = label.grab().toImage()
    left, right = _ends(image)
    dots, other = (right, left) if text == LATIN else (left, right)
    assert dots <= 2 < other


def test_a_tooltip_shows_no_markup() -> None:
    assert tooltip("a <b>") == "<p>a &lt;b&gt;</p>"


@pytest.mark.parametrize("width", range(120, 420, 37))
def test_no_line_of_a_list_is_cut_at_any_width(qtbot: QtBot, width: int) -> None:
    made = ReportList("Lines")
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show()
    lines = [(Outcome.NOTICE, " ".join(["word"] * number)) for number in range(1, 30)]
    made.show_lines(lines)
    QApplication.processEvents()
    for row in range(made.count()):
        room = made.visualItemRect(made.item(row))
        inner = room.width() - made.iconSize().width() - 22
        words = made.fontMetrics().boundingRect(
            0, 0, inner, 10_000, int(Qt.TextFlag.TextWordWrap), made.item(row).text()
        )
        assert room.height() >= words.height()
