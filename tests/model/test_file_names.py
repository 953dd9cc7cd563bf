"""Names that are safe in every file system."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.file_names import LONGEST_BYTES, file_name, safe_name

WANTED = st.text() | st.sampled_from(["CON", "con.txt", "..", "/", "a/b", "A", "a", "", "x" * 300, "中" * 200, "LPT1"])
MANY = st.lists(WANTED, max_size=4).map(" ".join)


@pytest.mark.parametrize(("name_of", "blanks"), [(safe_name, ""), (file_name, " ")])
@given(MANY)
def test_any_name_can_be_a_file(name_of: Callable[[str], str], blanks: str, wanted: str) -> None:
    name = name_of(wanted)
    assert name and name.encode() and len(name.encode()) <= LONGEST_BYTES + 1
    assert Path(name).name == name and not set(name) & (set('/\\:*?"<>|. \n\t') - set(blanks))
    assert name.casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"} and name == name.strip()
    assert name_of(name) == name or name.startswith("_")


def test_the_name_of_a_file_keeps_the_blanks_of_a_persons_name() -> None:
    assert file_name("Ana  Souza (São Paulo)") == "Ana Souza São _Paulo"[:9] + " " + safe_name("(São") + " Paulo"
