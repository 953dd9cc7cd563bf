"""Steps as rows by days: every step once, in its order, below the day on which it was done."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from annotator.ui.history.item_model import StepDelegate, StepModel, day_in_words, in_words, local
from annotator.ui.kit.rows import row_list
from tests.ui.history.lines import line

TODAY = date(2026, 11, 24)


@given(hours=st.lists(st.integers(0, 300), max_size=30), cut=st.integers(0, 30))
def test_steps_that_come_in_two_parts_stand_below_their_days(hours: list[int], cut: int) -> None:
    newest = datetime(2026, 11, 24, 12, tzinfo=UTC)
    times = sorted((newest - timedelta(hours=one) for one in hours), reverse=True)
    lines = [line(900 - at, f"{time:%Y-%m-%dT%H:%M:%SZ}") for at, time in enumerate(times)]
    model = StepModel()
    model.show_lines(lines[:cut], has_more=True)
    model.add_lines(lines[cut:], has_more=False)
    rows = [model.line_at(row) or str(model.index(row).data()) for row in range(model.rowCount())]
    assert [row for row in rows if not isinstance(row, str)] == lines and model.count == len(lines)
    heading = ""
    for row in rows:
        if isinstance(row, str):
            assert row != heading
            heading = row
        else:
            assert heading == day_in_words(local(row.time).date(), date.today())
    for one in lines:
        assert model.line_at(model.row_of(one.number)) == one


def test_a_day_is_said_in_words() -> None:
    assert day_in_words(TODAY, TODAY) == "Today, Tuesday 24 November 2026"
    assert day_in_words(TODAY - timedelta(days=1), TODAY) == "Yesterday, Monday 23 November 2026"
    assert day_in_words(date(2025, 1, 1), TODAY) == "Wednesday 1 January 2025"


def test_more_is_asked_for_once_until_it_comes() -> None:
    model, asked = StepModel(), list[int]()
    model.more_requested.connect(asked.append)
    model.show_lines([line(9), line(8)], has_more=True)
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [8] and not model.canFetchMore(QModelIndex())
    model.add_lines([line(7)], has_more=False)
    model.fetchMore(QModelIndex())
    assert asked == [8]


def test_days_cannot_be_chosen_and_steps_say_all_aloud() -> None:
    model = StepModel()
    undone = replace(line(9), undone=True)
    model.show_lines([undone])
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable
    aloud = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == in_words(undone) and aloud.endswith("Ana: Code as Appeal; undone; Appeal, “urged China”; Speech")


def test_rows_of_all_kinds_are_painted(qapp: QApplication) -> None:
    model, view = StepModel(), row_list("History")
    view.setItemDelegate(StepDelegate(view))
    view.setModel(model)
    empty = view.grab().toImage()
    model.show_lines([line(9, who="李雷"), replace(line(8), reverted=True), line(7, what="دعت الصين")])
    view.resize(400, 300)
    assert view.grab().toImage() != empty
    view.deleteLater()
