"""Keys are the same where a person would say so, and nowhere else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.joining.keys import FILE_ENDINGS, cell_words, file_form, key_form, stem_of
from annotator.readers.registry import extensions
from tests.examples import examples

SAME = [
    ("FRANCE", "france "),
    ("Côte d’Ivoire", "cote  d'ivoire"),
    ("78", "78.0"),
    ("78", "078"),
    (78, "78"),
    (78.0, "078"),
    ("٧٨", "78"),
    ("７８", "78"),
    ("AND_78_2023", "and 78 2023"),
    ("Ελλάδα", "ΕΛΛΑΔΑ"),
    ("مُحَمَّد", "محمد"),
    ("2023–2024", "2023-2024"),
    ("2023-04-06T00:00:00", "2023-04-06"),
    ("straße", "STRASSE"),
    ("ｅｕ", "EU"),
    (True, "TRUE"),
    (["a", "b"], "a, b"),
]
DIFFERENT = [("май", "маи"), ("1.5", "1.50"), ("78", "780"), ("-1", "1"), ("0.5", "5"), ("a-b", "a b"), ("कि", "का")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_keys_are_the_same_whatever_their_case_accents_blanks_and_zeros(one: object, other: object) -> None:
    assert key_form(one) == key_form(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_means_something_else_is_another_key(one: str, other: str) -> None:
    assert key_form(one) != key_form(other)


@settings(max_examples=examples(100))
@given(st.text())
def test_the_form_of_a_form_is_itself_and_case_makes_no_difference(text: str) -> None:
    form = key_form(text)
    assert key_form(form) == form == key_form(f" {text}\t")
    assert key_form(text.casefold()) == form


@given(st.integers(0, 10**12), st.integers(0, 5))
def test_a_number_is_the_same_however_it_is_written(number: int, zeros: int) -> None:
    ways = [str(number), "0" * zeros + str(number), f"{number}.0", f"{number}.00", float(number), number]
    assert {key_form(way) for way in ways} == {str(number)}


@pytest.mark.parametrize("nothing", [None, "", "  ", {}, {"a": 1}, []])
def test_what_is_empty_or_an_object_is_no_key(nothing: object) -> None:
    assert key_form(nothing) == ""


def test_a_file_is_known_by_its_name_without_folders_and_extension() -> None:
    ways = ["AND_78_2023.txt", "and_78_2023", r"C:\texts\AND_78_2023.TXT", "a/b/AND_78_2023.pdf", "x.zip/AND 78 2023"]
    assert {file_form(way) for way in ways} == {"and 78 2023"}


def test_what_is_no_extension_is_a_part_of_the_name() -> None:
    assert [stem_of(name) for name in ("Res. 12.IV", "v1.2", ".txt", "a.b.txt")] == [
        "Res. 12.IV",
        "v1.2",
        ".txt",
        "a.b",
    ]


def test_the_extensions_of_all_readers_are_known() -> None:
    assert {*extensions()} <= FILE_ENDINGS


def test_cells_are_written_as_a_table_has_them() -> None:
    assert [cell_words(value) for value in (None, 2.0, 2.5, 10**400, False, ["a", 1])] == [
        *("", "2", "2.5", str(10**400), "false", "a, 1")
    ]
    assert cell_words({"a": "é"}) == '{"a": "é"}' and cell_words(date(2023, 4, 6)) == "2023-04-06"
