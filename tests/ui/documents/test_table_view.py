"""The table on the screen: columns that fit, lines that stay selected, a head that sorts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.documents.arranging import RowOrder
from annotator.ui.documents.columns import TITLE, columns_of
from annotator.ui.documents.table_model import DocumentTable
from annotator.ui.documents.table_view import DocumentTableView, with_room
from annotator.ui.kit import theme, themes
from annotator.ui.kit.flat_button import advance
from tests.examples import examples
from tests.ui.documents.one_row import ANA, row

ROWS = [row(str(at), f"Title {at}", kind="joint communiqué", speaker="Ministry of Foreign Affairs") for at in range(9)]


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> DocumentTableView:
    theme.apply(qapp, themes.LIGHT)
    model = DocumentTable()
    made = DocumentTableView(model, lambda _: (), lambda _: ())
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(760, 400)
    model.show_columns(columns_of(["date", "kind", "speaker"], [(ANA, "Ana")], shows_gold=True))
    model.show_rows(ROWS, range(9))
    made.show()
    made.measure()
    made.show_sorted(RowOrder())
    return made


def test_lines_that_are_selected_stand_in_the_order_of_the_table(view: DocumentTableView) -> None:
    view.choose(["7", "1", "2", "gone"], "2")
    assert view.chosen() == ["1", "2", "7"] and view.count_chosen() == 3 and view.at_hand == "2"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.chosen() == ["2"]


def test_all_are_selected_as_one_run(view: DocumentTableView) -> None:
    view.choose(["0"], "0")
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.count_chosen() == len(ROWS) and view.selectionModel().selection().size() == 1


def test_no_head_is_cut_and_the_title_has_room(view: DocumentTableView) -> None:
    head = view.horizontalHeader()
    small = theme.interface_font(theme.SECONDARY_PX)
    for at, column in enumerate(view.table.columns):
        if column.id == TITLE:
            assert head.sectionSize(at) >= 200
        else:
            assert head.sectionSize(at) >= advance(small, column.head) + 8


def test_a_click_on_a_head_asks_to_sort_and_the_arrow_says_which(view: DocumentTableView) -> None:
    asked: list[int] = []
    view.sort_requested.connect(asked.append)
    head = view.horizontalHeader()
    at = view.table.columns.index(next(one for one in view.table.columns if one.id == "field.kind"))
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=_inside(view, at))
    assert asked == [at]
    view.show_sorted(RowOrder(view.table.columns[at], descending=True))
    assert head.sortIndicatorSection() == at and head.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    view.show_sorted(RowOrder())
    assert not head.isSortIndicatorShown()


def _inside(view: DocumentTableView, at: int) -> QPoint:
    return QPoint(view.horizontalHeader().sectionViewportPosition(at) + 12, 10)


def test_columns_that_are_moved_tell_their_new_order(view: DocumentTableView) -> None:
    moved: list[list[str]] = []
    view.columns_moved.connect(moved.append)
    before = [one.id for one in view.table.columns]
    view.horizontalHeader().moveSection(1, 2)
    assert moved == [[before[0], before[2], before[1], *before[3:]]]


def test_the_table_is_no_higher_than_its_lines(view: DocumentTableView) -> None:
    view.table.show_order([0, 1])
    view.fit_columns()
    assert view.maximumHeight() < 160


@given(st.lists(st.integers(30, 400), min_size=1, max_size=8), st.integers(0, 2_000), st.data())
@settings(max_examples=examples(100))
def test_wide_texts_give_way_and_nothing_else(widths: list[int], room: int, data: st.DataObject) -> None:
    given_widths = dict(enumerate(widths))
    texts = data.draw(st.lists(st.sampled_from(range(len(widths))), unique=True))
    found = with_room(given_widths, texts, room)
    assert all(found[at] == width for at, width in given_widths.items() if at not in texts)
    assert all(min(width, 88) <= found[at] <= width for at, width in given_widths.items())
    if sum(widths) <= room:
        assert found == given_widths
    elif sum(found.values()) > room:
        assert all(found[at] <= 88 for at in texts)
