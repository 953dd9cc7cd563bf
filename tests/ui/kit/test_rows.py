"""Rows of a list: drawn whole in every theme, and chosen or filtered without anybody hearing of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Label
from annotator.model.ids import LabelId
from annotator.ui.kit import theme, themes
from annotator.ui.kit.rows import ROW_ROLE, ListRow, filter_quietly, row_list, select_quietly
from annotator.ui.kit.swatch import WIDTH

LABEL = Label(id=LabelId("appeal"), name="Appeal", colour="#D55E00")


def model_of(*rows: ListRow) -> QStandardItemModel:
    model = QStandardItemModel()
    for row in rows:
        item = QStandardItem(row.title)
        item.setData(row, ROW_ROLE)
        model.appendRow(item)
    return model


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[QListView]:
    made = row_list("Passages")
    qtbot.addWidget(made)
    made.resize(260, 200)
    model = model_of(*(ListRow(f"row {number}", "detail") for number in range(50)))
    made.setModel(model)
    made.show()
    yield made


def drawn(qtbot: QtBot, row: ListRow) -> QImage:
    made, model = row_list("Passages"), model_of(row)
    qtbot.addWidget(made)
    made.resize(260, 60)
    made.setModel(model)
    made.show()
    image = made.grab().toImage()
    made.setModel(None)
    return image


@pytest.mark.parametrize("look", themes.THEMES, ids=lambda look: look.name)
def test_mark_title_and_detail_are_each_seen_in_every_theme(
    qtbot: QtBot, qapp: QApplication, look: themes.Theme
) -> None:
    theme.apply(qapp, look)
    bare = drawn(qtbot, ListRow("", ""))
    seen = [drawn(qtbot, row) for row in (ListRow("دعا", ""), ListRow("", "detail"), ListRow("", "", "•"))]
    seen.append(drawn(qtbot, ListRow("", "", LABEL)))
    images = [bare, *seen]
    assert all(one != other for place, one in enumerate(images) for other in images[:place])


def test_a_long_title_is_cut_before_the_end_of_the_row_and_never_runs_into_the_mark(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, themes.LIGHT)
    bare, long = drawn(qtbot, ListRow("", "")), drawn(qtbot, ListRow("W" * 200, "W" * 200))
    inked = [x for x in range(bare.width()) if any(bare.pixel(x, y) != long.pixel(x, y) for y in range(bare.height()))]
    assert min(inked) > WIDTH + 8 and max(inked) < bare.width() - 5


def test_a_row_is_made_the_current_one_and_comes_into_view_without_a_word(view: QListView, qtbot: QtBot) -> None:
    index = view.model().index(40, 0)
    with qtbot.assertNotEmitted(view.selectionModel().currentChanged):
        select_quietly(view, index)
    assert view.currentIndex() == index and view.viewport().rect().contains(view.visualRect(index).center())
    select_quietly(view, view.model().index(0, 0), later=True)
    assert not view.updatesEnabled()
    qtbot.waitUntil(view.updatesEnabled)
    assert view.verticalScrollBar().value() == 0
    select_quietly(view, QModelIndex())
    assert not view.currentIndex().isValid()


def test_who_chooses_by_hand_is_heard_after_a_quiet_choice(view: QListView, qtbot: QtBot) -> None:
    select_quietly(view, view.model().index(3, 0))
    with qtbot.waitSignal(view.selectionModel().currentChanged):
        view.setCurrentIndex(view.model().index(4, 0))


def test_typing_in_a_filter_chooses_nothing(view: QListView, qtbot: QtBot) -> None:
    shown = QSortFilterProxyModel()
    shown.setSourceModel(view.model())
    view.setModel(shown)
    view.setCurrentIndex(shown.index(2, 0))
    with qtbot.assertNotEmitted(view.selectionModel().currentChanged):
        filter_quietly(view, shown, "row 4")
    assert [shown.index(row, 0).data() for row in range(shown.rowCount())][:2] == ["row 4", "row 40"]
    assert view.accessibleName() == "Passages" and view.property("look") == "quiet"
    view.setModel(None)
    assert Qt.ItemDataRole.UserRole < ROW_ROLE
