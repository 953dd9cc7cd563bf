"""What is kept of the table on this computer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.ui.documents.kept import KeptTable, kept_of, text_of
from tests.examples import examples


@given(st.lists(st.text()), st.text(), st.booleans())
@settings(max_examples=examples(30))
def test_what_is_kept_comes_back(columns: list[str], sorted_by: str, descending: bool) -> None:
    kept = KeptTable(tuple(columns), sorted_by, descending)
    assert kept_of(text_of(kept)) == kept


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"columns": 3, "sorted_by": [], "descending": "yes"}'])
def test_what_is_not_understood_is_as_at_first(text: str) -> None:
    assert kept_of(text) == KeptTable()
