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
ANY = (
    st.text(st.characters(), max_size=60)
    | st.text(st.characters(categories=["Cs", "Cc", "Po", "Zs"]), max_size=9)
    | st.lists(st.sampled_from([*" ._/\\:\n\ud800\udcff¹a$", "con", "NUL", "Com", "lpt", "ConIn"]), max_size=6).map(
        "".join
    )
    | WANTED
)
"""Any text: half characters too, and much of what some system takes for something else."""
MANY = st.lists(WANTED | ANY, max_size=4).map(" ".join)


@pytest.mark.parametrize(("name_of", "blanks"), [(safe_name, ""), (file_name, " ")])
@given(MANY)
def test_any_name_can_be_a_file(name_of: Callable[[str], str], blanks: str, wanted: str) -> None:
    name = name_of(wanted)
    assert name and name.encode() and len(name.encode()) <= LONGEST_BYTES
    assert Path(name).name == name and not set(name) & (set('/\\:*?"<>|. \n\t') - set(blanks))
    assert (
        is_valid_name(name)
        and name.casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
        and name == name.strip()
    )
    assert name_of(name) == name or name.startswith("_")


def test_the_name_of_a_file_keeps_the_blanks_of_a_persons_name() -> None:
    assert file_name("Ana  Souza (São Paulo)") == "Ana Souza São _Paulo"[:9] + " " + safe_name("(São") + " Paulo"


@given(ANY, st.integers(1, 200))
def test_a_name_of_this_system_fits_everywhere_and_keeps_all_that_can_stay(name: str, longest: int) -> None:
    fit = fit_name(name, longest)
    assert is_valid_name(fit) and fit_name(fit, longest) == fit and 0 < len(fit.encode()) <= longest
    whole = fit_name(name, 9_999)
    assert (whole == name) == is_valid_name(name)
    kept = whole.removeprefix("_") if len(whole) > len(name.rstrip(". ")) else whole
    assert all(one in (other, "_") for one, other in zip(kept, name, strict=False))


@pytest.mark.parametrize(
    "names", [("é", "e\u0301"), ("STRASSE", "straße"), ("ﬁ", "FI"), ("Ω", "Ω"), ("A", "a"), ("ı", "I")]
)
def test_names_that_are_one_file_somewhere_are_told(names: tuple[str, str]) -> None:
    assert one_place(names[0]) == one_place(names[1])


@given(ANY)
def test_capitals_and_normal_forms_are_one_place(name: str) -> None:
    forms = [name.lower(), name.upper(), *(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))]
    assert {one_place(form) for form in forms} <= {one_place(name), one_place(name.lower())}
