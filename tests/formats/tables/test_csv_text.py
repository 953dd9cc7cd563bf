"""Cells and lines that spreadsheets and statistics read as they are meant."""

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.formats.tables.csv_text import MOST_ROWS, csv_texts, csv_value, guarded, survives, value_text
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.span import AttributeValue
from tests.formats.other_readers import Reader
from tests.formats.type_guessing import PANDAS_MISSING, PROGRAMS, says_the_same
from tests.model.codebooks import attribute_of, values_of

TEXTS = (
    st.text()
    | st.text("0123456789.,-+/:eEdDxiI %$() ", max_size=10)
    | st.text("=+-@'a\t\r\n＝1.(٣")
    | st.sampled_from([*PANDAS_MISSING, "T", "F", "true", "Inf", "-inf", "infinity", "NaN "])
    | st.integers().map(str)
    | st.floats().map(repr)
    | st.dates().map(str)
    | st.times().map(str)
    | st.decimals(allow_nan=False).map(str)
    | st.from_regex(r"0[0-9]{1,3}", fullmatch=True)
)
"""Texts of all sorts, many of which a program takes for something else."""


@pytest.mark.parametrize("program", PROGRAMS)
@given(text=TEXTS)
@example("012")
@example("NA")
@example("1e5")
@example("3/4")
@example("0x1F")
@example("1d5")
@example("2i")
@example("12345678901234567890")
@example("1,234")
@example(" 7")
def test_a_cell_comes_back_as_the_text_that_was_meant_whatever_reads_it(program: str, text: str) -> None:
    if not text:
        return
    cell = guarded(text)
    assert says_the_same(cell, PROGRAMS[program](cell))
    assert (cell[1:] if cell.startswith("'") else cell) == text


@given(TEXTS)
def test_no_text_runs_as_a_formula(text: str) -> None:
    cell = guarded(text)
    if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")):
        assert cell.isascii() and float(cell) is not None and cell == cell.strip(), "a plain number"


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("text", ["012", "NA", "TRUE", "1e5", "2023-04", "=1+1"])
def test_the_models_tell_what_would_be_lost(program: str, text: str) -> None:
    """Else the property above could not fail."""
    kept = {
        "pandas": {"2023-04", "=1+1"},
        "R": {"2023-04", "=1+1"},
        "readr": {"012", "2023-04", "=1+1"},
        "a spreadsheet": {"NA"},
    }
    assert says_the_same(text, PROGRAMS[program](text)) == (text in kept[program])


@pytest.mark.parametrize(
    "text", ["0", "-1", "220", "0.5", "-12.25", "123456789012345", "2023-04-06", "May", "CAMEO 012"]
)
def test_what_says_the_same_anyway_stays_bare(text: str) -> None:
    assert survives(text) and guarded(text) == text


@given(st.text("abcdefgh éü中", min_size=4).filter(str.strip), st.text("abc -.", max_size=9))
def test_words_stay_bare(first: str, second: str) -> None:
    assert survives(f"the {first}{second}")


@pytest.mark.parametrize("text", ["MAR1", "6 April 2023", "1-Sep", "SEPT2", "Oct. 4"])
def test_a_text_that_spreadsheets_of_english_take_for_a_day_is_kept(text: str) -> None:
    assert guarded(text) == f"'{text}"


def as_files(cells: list[str]) -> list[str]:
    return ["".join(csv_texts([["x", "y"], [cell, "z"]])) for cell in cells]


@given(texts=st.lists(TEXTS.filter(bool), min_size=1))
@example(texts=["0x1F", "0x53i", "0x5+0x3i", "Infi", "NaNi", "Inf+1i", "1e5+2i", "\ufeff12"])
def test_pandas_and_r_themselves_read_each_cell_back(reader: Reader, texts: list[str]) -> None:
    cells = [guarded(text) for text in texts if reader.can_hold(text)]
    for cell, made in zip(cells, reader.first_cells(as_files(cells)), strict=True):
        assert says_the_same(cell, made), f"{cell!r} becomes {made!r}"


@given(texts=st.lists(TEXTS.filter(bool), min_size=1))
@example(texts=["012", "NA", "1e5", "2i", "0x1F", "0x53i", "Infi", "T", " 7"])
def test_the_models_of_pandas_and_r_take_no_less_for_something_else_than_these_do(
    reader: Reader, texts: list[str]
) -> None:
    # pandas takes +2E 7 for a number, and 2E 7 for none.
    written = [text for text in texts if reader.can_hold(text) and not text.startswith("+")]
    for text, made in zip(written, reader.first_cells(as_files(written)), strict=True):
        assert says_the_same(text, made) or not says_the_same(text, PROGRAMS[reader.name](text)), repr(text)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_a_whole_number_of_fifteen_digits_stays_as_it_is_and_a_longer_one_keeps_its_digits(number: int) -> None:
    assert csv_value(number) == str(number)
    assert csv_value(number * 10**15 or 10**15) == f"'{number * 10**15 or 10**15}"


def test_a_number_is_no_formula_and_a_text_that_looks_like_one_with_more_is() -> None:
    assert csv_value(-1.5e-7) == "-1.5e-07" and csv_value("-1.5e-07") == "'-1.5e-07"
    assert csv_value("-1+A1") == "'-1+A1"


@pytest.mark.parametrize("length", [10**5])
@pytest.mark.parametrize("piece", ["1", "1.", "1 ", " ", "0x", "a", "1e", "jan"])
def test_a_very_long_text_is_judged_at_once(piece: str, length: int) -> None:
    assert guarded(f"{piece * length}#").endswith("#")


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
