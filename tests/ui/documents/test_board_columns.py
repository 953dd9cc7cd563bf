"""What the board's columns say and in which order they put rows: all rows, once, and nothing of others to a coder."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.document_row import DocumentRow
from annotator.operations.team.board import BoardFacts, board
from annotator.ui.documents.board_columns import (
    BoardColumn,
    BoardKind,
    BoardOrder,
    coder_columns,
    document_columns,
    in_order,
    moment_words,
)
from tests.examples import examples
from tests.operations.team.boards import TODAY, facts


@settings(max_examples=examples(40))
@given(facts(), st.booleans(), st.data())
def test_an_order_keeps_all_rows_and_says_the_same_as_its_keys(
    drawn: tuple[BoardFacts, list[DocumentRow]], descending: bool, data: st.DataObject
) -> None:
    found = board(*drawn)
    tables: Sequence[tuple[Sequence[Any], Sequence[BoardColumn[Any]]]] = (
        (found.coders, coder_columns(found)),
        (found.documents, document_columns(found)),
    )
    for rows, columns in tables:
        column = data.draw(st.sampled_from(columns))
        put = in_order(rows, columns, BoardOrder(column.id, descending))
        assert sorted(map(id, put)) == sorted(map(id, rows))
        keys = [column.key(row) for row in put]
        assert keys == sorted(keys, reverse=descending)
        assert in_order(rows, columns, BoardOrder()) == list(rows)


@settings(max_examples=examples(40))
@given(facts())
def test_every_cell_has_words_for_who_does_not_see_it(drawn: tuple[BoardFacts, list[DocumentRow]]) -> None:
    found = board(*drawn)
    for one in found.documents:
        said = {column.id: column.spoken(one) for column in document_columns(found)}
        assert all(said.values())
        states = [column.painted(one).state for column in document_columns(found) if column.kind is BoardKind.STATE]
        assert tuple(states) == one.states
    for line in found.coders:
        progress = next(column for column in coder_columns(found) if column.id == "progress")
        assert progress.spoken(line).endswith(f"of {line.of:,}") and progress.painted(line).parts[2] == line.of


def test_who_is_alone_has_no_columns_that_compare_them_with_others() -> None:
    found = board(BoardFacts([], TODAY.isoformat(), alone=True), [])
    assert [column.id for column in document_columns(found)] == ["title"]
    both = board(BoardFacts([], TODAY.isoformat()), [])
    assert [column.id for column in document_columns(both)] == ["title", "double", "decided"]


def test_a_click_sorts_and_a_second_one_sorts_backwards() -> None:
    first = BoardOrder().clicked("title")
    assert first == BoardOrder("title") and first.clicked("title") == BoardOrder("title", True)
    assert first.clicked("title").clicked("due") == BoardOrder("due")


def test_a_moment_of_another_year_is_a_day_and_what_is_none_is_nothing() -> None:
    assert moment_words("2024-03-05T12:00:00Z", "2026-11-25") == "5 Mar 2024"
    assert moment_words("", "2026-11-25") == moment_words("soon", "2026-11-25") == ""
    assert moment_words("2026-11-24T12:00:00Z", "2026-11-25").startswith("24 Nov, ")
