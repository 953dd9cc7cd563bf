"""Cells of WebAnno TSV: what is escaped comes back, and stands in one cell."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.uima.tsv_cells import (
    TsvAddress,
    address_of,
    escaped,
    escaped_text,
    split_at,
    stacked,
    unescaped,
    with_id,
)

VALUES = st.text(st.sampled_from(list("aB_*|;[]\\->0189\t\n\r\b\f é🕊\u2028")), max_size=12)


@given(values=st.lists(VALUES.filter(bool), min_size=1, max_size=4), id=st.integers(0, 30))
def test_stacked_values_come_back(values: list[str], id: int) -> None:
    mark = f"[{id}]" if id else ""
    cell = "|".join(escaped(value) + mark for value in values)
    assert not set(cell) & set("\t\n\r") and cell not in ("_", "*")
    back = [with_id(part) for (part,) in stacked([cell])]
    assert [(unescaped(value), found) for value, found in back] == [(value, id) for value in values]


@given(roles=st.lists(VALUES.filter(bool), min_size=1, max_size=4))
def test_roles_come_back(roles: list[str]) -> None:
    assert [unescaped(role) for role in split_at(";".join(map(escaped, roles)), ";")] == roles


@given(text=VALUES)
def test_lines_of_a_text_come_back(text: str) -> None:
    line = text.replace("\n", " ")
    assert unescaped(escaped_text(line)) == line


def test_a_row_is_addressed_with_its_ids() -> None:
    assert address_of("1-2") == TsvAddress("1-2")
    assert address_of("12-3.1[4]") == TsvAddress("12-3.1", 4)
    assert address_of("1-1[0_7]") == TsvAddress("1-1", 0, 7)
    assert address_of("_") is None


def test_no_annotation_and_one_without_a_value_differ() -> None:
    assert stacked(["_", "_"]) == []
    assert stacked(["*", "_"]) == [["*", "_"]]
    assert stacked(["a|b", "c"]) == [["a", "c"], ["b", "_"]]
