"""Cells and lines that a spreadsheet reads as they are meant."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.csv_text import MOST_ROWS, csv_texts, csv_value, guarded, value_text
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.span import AttributeValue
from tests.model.codebooks import attribute_of, values_of


@given(st.text(alphabet="=+-@'a\t\r\n＝1.(٣"))
def test_a_guarded_text_is_no_formula_and_can_be_had_back(text: str) -> None:
    cell = guarded(text)
    if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")):
        assert cell.isascii() and float(cell) is not None and cell == cell.strip(), "a plain number"
    assert (cell[1:] if cell.startswith("'") else cell) == text


@given(st.one_of(st.integers(), st.decimals(-1000, 1000, places=2)).map(lambda number: f"{number:+}"))
def test_a_plain_number_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
    assert guarded(f"{text}+A1") == f"'{text}+A1"


def test_a_number_is_no_formula_and_a_text_that_looks_like_one_with_more_is() -> None:
    assert csv_value(-1.5e-7) == "-1.5e-07" and csv_value("-1.5e-07") == "'-1.5e-07"


@pytest.mark.parametrize("kind", list(AttributeKind))
@given(data=st.data())
def test_a_value_of_each_kind_can_be_read_from_its_cell(kind: AttributeKind, data: st.DataObject) -> None:
    value: AttributeValue = data.draw(values_of(attribute_of(kind)))
    text = value_text(value)
    if isinstance(value, bool):
        assert text == ("1" if value else "0")
    elif isinstance(value, list):
        assert json.loads(text) == value
    else:
        assert type(value)(text) == value


@given(st.lists(st.lists(st.text('a",\n\r é中'), min_size=2, max_size=2), max_size=5))
def test_lines_are_read_back_as_they_were(rows: list[list[str]]) -> None:
    written = "".join(csv_texts(rows))
    assert list(csv.reader(io.StringIO(written, newline=""))) == rows


def test_many_rows_come_a_thousand_at_a_time_and_nothing_is_an_empty_cell() -> None:
    texts = list(csv_texts([["a", None, 1]] * (2 * MOST_ROWS + 1)))
    assert [text.count("\n") for text in texts] == [MOST_ROWS, MOST_ROWS, 1]
    assert texts[-1] == "a,,1\n"
    assert list(csv_texts([])) == []
