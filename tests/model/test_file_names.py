"""Names that are safe in every file system."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.file_names import LONGEST_BYTES, file_name, fit_name, one_place, safe_name
from tests.like_windows import is_valid_name

WANTED = st.text() | st.sampled_from(["CON", "con.txt", "..", "/", "a/b", "A", "a", "", "x" * 300, "中" * 200, "LPT1"])
MANY = st.lists(WANTED, max_size=4).map(" ".join)


@pytest.mark.parametrize(("name_of", "blanks"), [(safe_name, ""), (file_name, " ")])
@given(MANY)
def test_any_name_can_be_a_file(name_of: Callable[[str], str], blanks: str, wanted: str) -> None:
    name = name_of(wanted)
    assert name and name.encode() and len(name.encode()) <= LONGEST_BYTES + 1
    assert Path(name).name == name and not set(name) & (set('/\\:*?"<>|. \n\t') - set(blanks))
    assert (
        is_valid_name(name)
        and name.casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
        and name == name.strip()
    )
    assert name_of(name) == name or name.startswith("_")


def test_the_name_of_a_file_keeps_the_blanks_of_a_persons_name() -> None:
    assert file_name("Ana  Souza (São Paulo)") == "Ana Souza São _Paulo"[:9] + " " + safe_name("(São") + " Paulo"


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=60) | WANTED)
def test_a_name_of_this_system_fits_everywhere_and_keeps_all_that_can_stay(name: str) -> None:
    fit = fit_name(name, 1_300)
    assert is_valid_name(fit) and fit_name(fit, 1_300) == fit and len(fit_name(name).encode()) <= LONGEST_BYTES + 1
    assert fit == name or not is_valid_name(name) or "/" in name


@pytest.mark.parametrize(
    "names", [("é", "e\u0301"), ("STRASSE", "straße"), ("ﬁ", "FI"), ("Ω", "Ω"), ("A", "a"), ("ı", "I")]
)
def test_names_that_are_one_file_somewhere_are_told(names: tuple[str, str]) -> None:
    assert one_place(names[0]) == one_place(names[1])


@given(st.text())
def test_capitals_and_normal_forms_are_one_place(name: str) -> None:
    forms = [name.lower(), name.upper(), *(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))]
    assert {one_place(form) for form in forms} <= {one_place(name), one_place(name.lower())}
