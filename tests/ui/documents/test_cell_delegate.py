"""How a cell is drawn and edited: a circle for a state, a list where values are fixed."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from annotator.model.coder import State
from annotator.ui.documents.cell_delegate import paint_state, wish
from annotator.ui.documents.columns import columns_of
from annotator.ui.documents.table_model import DocumentTable
from annotator.ui.documents.table_view import DocumentTableView
from annotator.ui.kit import theme, themes
from tests.ui.documents.one_row import ANA, row

COLUMNS = columns_of(["date", "kind"], [(ANA, "Ana")], shows_gold=False)


def dark(state: State) -> tuple[bool, bool]:
    """Return whether the left and the right half of a state's circle are filled."""
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_state(painter, QPointF(10, 10), state)
    painter.end()
    return tuple(QColor(image.pixel(x, 10)).lightness() < 128 for x in (7, 13))  # type: ignore[return-value]


def test_a_state_is_an_empty_a_half_and_a_full_circle(qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    assert [dark(state) for state in State] == [(False, False), (True, False), (True, True)]


@pytest.fixture
def view(qtbot: QtBot) -> DocumentTableView:
    model = DocumentTable()
    choices = {"kind": ("readout", "report")}
    made = DocumentTableView(model, lambda _: ("Paris",), lambda field: choices.get(field, ()))
    model.setParent(made)
    qtbot.addWidget(made)
    model.show_columns(COLUMNS)
    model.show_rows([row("1", "A", kind="other")], [0])
    model.may_edit = True
    return made


def editor(view: DocumentTableView, id: str) -> tuple[QLineEdit | QComboBox, int]:
    at = next(number for number, one in enumerate(COLUMNS) if one.id == id)
    delegate = view.itemDelegate()
    made = delegate.createEditor(view.viewport(), QStyleOptionViewItem(), view.table.index(0, at))
    delegate.setEditorData(made, view.table.index(0, at))
    assert isinstance(made, QLineEdit | QComboBox)
    return made, at


def test_where_values_are_fixed_one_is_chosen_and_what_stands_there_can_stay(view: DocumentTableView) -> None:
    made, at = editor(view, "field.kind")
    assert isinstance(made, QComboBox) and made.currentText() == "other" and made.accessibleName() == "kind"
    asked: list[object] = []
    view.table.edited.connect(lambda *given: asked.append(given[2]))
    made.setCurrentText("report")
    view.itemDelegate().setModelData(made, view.table, view.table.index(0, at))
    assert asked == ["report"]


def test_enter_on_a_list_hands_on_what_is_chosen(view: DocumentTableView) -> None:
    view.show()
    view.setCurrentIndex(view.table.index(0, next(at for at, one in enumerate(COLUMNS) if one.id == "field.kind")))
    view.write()
    (made,) = view.viewport().findChildren(QComboBox)
    asked: list[object] = []
    view.table.edited.connect(lambda *given: asked.append(given[2]))
    made.setCurrentText("readout")
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert asked == ["readout"]


def test_a_line_says_how_a_date_is_written_and_offers_what_others_say(view: DocumentTableView) -> None:
    date, _ = editor(view, "field.date")
    place, _ = editor(view, "field.place")
    assert isinstance(date, QLineEdit) and date.placeholderText() and date.completer() is None
    assert isinstance(place, QLineEdit) and place.completer() is not None


def test_a_column_is_as_wide_as_its_head_and_no_wider_than_a_third_of_a_line() -> None:
    text = next(one for one in COLUMNS if one.id == "field.kind")
    assert wish(text, [], 40, len) == 56 and wish(text, ["x" * 900], 40, len) == 190
