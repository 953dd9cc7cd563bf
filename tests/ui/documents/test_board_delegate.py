"""How the board is painted: a bar as long as what is done, an alarm in its own colour and with a mark besides."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from annotator.model.coder import State
from annotator.ui.documents.board_columns import BoardKind, CellPaint
from annotator.ui.documents.board_delegate import BAR, _paint
from annotator.ui.documents.board_model import BoardCell
from annotator.ui.kit import theme, themes

AREA = QRect(0, 0, 300, 34)


def painted(cell: BoardCell) -> QImage:
    """Return a cell on paper."""
    image = QImage(AREA.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.current().paper))
    painter = QPainter(image)
    painter.setFont(theme.interface_font())
    _paint(painter, AREA, cell)
    painter.end()
    return image


def colours(image: QImage, right: int = AREA.width()) -> set[str]:
    """Return the colours left of a place."""
    return {QColor(image.pixel(x, y)).name().upper() for x in range(right) for y in range(AREA.height())}


@pytest.mark.parametrize("look", themes.THEMES, ids=lambda look: look.name)
def test_a_bar_is_as_long_as_its_share(qapp: QApplication, look: themes.Theme) -> None:
    theme.apply(qapp, look)
    middle = AREA.center().y() + 1
    for done, begun, of in ((5, 0, 10), (2, 6, 8), (0, 0, 3), (4, 0, 4)):
        image = painted(BoardCell(BoardKind.PROGRESS, "words", CellPaint(parts=(done, begun, of))))
        lit = [x for x in range(BAR) if QColor(image.pixel(x, middle)) == QColor(look.accent)]
        assert abs(len(lit) - BAR * done / of) <= 4
        rest = QColor(image.pixel(BAR - 4, middle))
        assert (rest == QColor(look.hairline)) == (done + begun < of)


def test_an_alarm_has_the_colour_of_danger_and_a_circle_its_state(qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    danger = themes.LIGHT.danger.upper()
    assert danger in colours(painted(BoardCell(BoardKind.STANDING, "llll", CellPaint(is_alarm=True))))
    assert danger not in colours(painted(BoardCell(BoardKind.STANDING, "llll", CellPaint())))
    full = painted(BoardCell(BoardKind.STATE, "done", CellPaint(State.DONE)))
    empty = painted(BoardCell(BoardKind.STATE, "untouched", CellPaint(State.UNTOUCHED)))
    centre = AREA.center()
    assert QColor(full.pixel(centre)).lightness() < 100 < QColor(empty.pixel(centre)).lightness()


@pytest.mark.parametrize("kind", BoardKind)
def test_each_kind_of_cell_is_painted_with_words_and_without(qapp: QApplication, kind: BoardKind) -> None:
    theme.apply(qapp, themes.DARK)
    paper = {themes.DARK.paper.upper()}
    assert colours(painted(BoardCell(kind, "بيان 11 open", CellPaint(State.BEGUN, (1, 1, 3))))) != paper
    painted(BoardCell(kind, "", CellPaint()))
