"""What is asked of the counts, and what is left out where there is too much."""

import pytest

from annotator.operations.passages.counting import CountTable, PassageMeasure
from annotator.operations.passages.grouping import GroupField, PassageGroup
from annotator.ui.pictures.count_asking import (
    BESIDES,
    MOST_COLUMNS,
    MOST_ROWS,
    CountsAsked,
    CountsFound,
)


def found(rows: int, columns: int, all_names: bool = False) -> CountsFound:
    by_row = [PassageGroup(f"r{number}", "") for number in range(rows)]
    by_column = [PassageGroup(f"c{number}", "") for number in range(columns)]
    table = CountTable(by_row, by_column, {})
    table.row_totals = {group: float(number) for number, group in enumerate(by_row)}
    table.column_totals = {group: float(-number) for number, group in enumerate(by_column)}
    return CountsFound(CountsAsked(all_names=all_names), [GroupField("label", "Label")], (), "x", table)


def test_of_many_rows_the_fullest_are_shown_in_their_order() -> None:
    rows, columns = found(30, 12).shown
    assert [row.name for row in rows] == [f"r{number}" for number in range(30 - MOST_ROWS, 30)]
    assert [column.name for column in columns] == [f"c{number}" for number in range(MOST_COLUMNS)]
    assert found(30, 12).left == "5 other rows and 2 other columns not shown"
    assert found(30, 12, all_names=True).left == "" and found(1, 1).left == ""
    assert found(0, 0).is_empty and not found(1, 0).is_empty


@pytest.mark.parametrize("columns", BESIDES)
def test_labels_beside_labels_are_counted_in_passages(columns: str) -> None:
    asked = CountsAsked("", "year", columns, PassageMeasure.WORDS)
    assert asked.is_beside and (asked.said_rows, asked.said_measure) == ("label", PassageMeasure.PASSAGES)
    one = CountsFound(asked, [GroupField("label", "Label")], (), "x", CountTable([], []))
    assert one.title == f"Passages: Label × {BESIDES[columns]}"
