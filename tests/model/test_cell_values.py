"""A value that is written into a cell is the one that is read there."""

import json

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.tables.csv_text import value_text
from annotator.model.cell_values import choices_of_cell, flag_of_cell, number_of_cell


@given(st.booleans())
def test_flags_come_back(flag: bool) -> None:
    assert flag_of_cell(value_text(flag)) is flag


@given(st.integers() | st.floats(allow_nan=False))
def test_numbers_come_back_with_their_kind(number: float) -> None:
    back = number_of_cell(value_text(number))
    assert back == number and type(back) is type(number)


@given(st.lists(st.text()))
def test_choices_come_back(choices: list[str]) -> None:
    assert choices_of_cell(value_text(choices)) == choices


@given(st.text())
def test_what_is_none_of_a_kind_stays_a_text(text: str) -> None:
    number = number_of_cell(text)
    assert number == text or float(str(number)) == number or number != number
    assert flag_of_cell(text) in (text, True, False)


def test_choices_are_also_divided_by_semicolons() -> None:
    assert choices_of_cell("aid; talks;") == ["aid", "talks"]
    assert choices_of_cell(json.dumps(["a;b"])) == ["a;b"]
    assert choices_of_cell("[aid]") == ["[aid]"]
