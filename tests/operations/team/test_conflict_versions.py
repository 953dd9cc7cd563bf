"""A path of what was said apart is columns of a row again, and leaves all others as they are."""

import json

from hypothesis import given
from hypothesis import strategies as st

from annotator.operations.team import conflict_versions
from annotator.store.schema.tables import Table
from annotator.sync.paths import as_json

KEYS = st.dictionaries(st.sampled_from("abc"), st.one_of(st.text(max_size=3), st.integers(0, 9)), max_size=3)


@given(KEYS, st.sampled_from("abc"), st.one_of(st.none(), st.text(max_size=3)))
def test_a_value_of_a_key_changes_that_key_alone(before: dict[str, object], key: str, value: str | None) -> None:
    said = "null" if value is None else as_json(as_json(value))
    columns = conflict_versions.values_of({"metadata": as_json(before)}, ("metadata",), f"metadata/{key}", said)
    after = json.loads(columns["metadata"])
    assert after.get(key) == value
    assert {one: each for one, each in after.items() if one != key} == {
        one: each for one, each in before.items() if one != key
    }


@given(st.lists(st.sampled_from("abc"), unique=True), st.sampled_from("abc"), st.booleans())
def test_an_element_of_a_list_is_in_it_or_not(before: list[str], element: str, there: bool) -> None:
    path = f"aliases/{as_json(element)}"
    columns = conflict_versions.values_of({"aliases": as_json(before)}, ("aliases",), path, as_json(there or None))
    assert (element in json.loads(columns["aliases"])) == there


def test_columns_that_make_sense_together_alone_are_one_value() -> None:
    columns = conflict_versions.columns_of(Table.SPANS, "document")
    assert {"document", "start", "stop", "extents", "quote"} <= set(columns)
    values = conflict_versions.values_of({}, columns, "document", as_json(list(range(len(columns)))))
    assert list(values) == list(columns)
