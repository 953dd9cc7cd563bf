"""The keys of a column say all of its JSON, and are put together to the same."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.chain.table_rules import RULES
from annotator.sync.paths import RowPaths, as_json, keys_of, merged_text, said_of

SINGLE = st.none() | st.integers() | st.text(max_size=3)
VALUES = SINGLE | st.lists(st.integers(), max_size=2)
COLUMNS = st.dictionaries(st.text(max_size=3), VALUES, max_size=4) | st.lists(VALUES, max_size=4, unique_by=as_json)


@given(COLUMNS | SINGLE)
def test_keys_put_together_are_the_json_that_they_were_taken_from(value: Any) -> None:
    text = None if value is None else as_json(value)
    assert merged_text(keys_of("c", text), text) == text


def test_elements_that_others_added_stand_behind_those_that_were_there() -> None:
    keys = {**keys_of("c", '["z","b"]'), ("c", '"a"'): True, ("c", '"b"'): None}
    assert json.loads(merged_text(keys, '["z","b"]') or "") == ["z", "a"]


def test_each_column_of_each_table_is_in_one_path() -> None:
    for rule in RULES.values():
        paths = RowPaths(rule)
        names = [name for columns in paths.columns.values() for name in columns]
        assert sorted(names) == sorted(rule.columns)
        assert all(name in paths.columns[path] for name, path in paths.of_column.items())
        assert all(paths.of_column[name] == (name,) and paths.columns[name,] == (name,) for name in paths.keyed)


def test_a_path_is_said_as_its_column_and_key() -> None:
    assert [said_of(path) for path in [("label",), ("metadata", "place"), ("metadata", "", "")]] == [
        *("label", "metadata/place", "metadata")
    ]
