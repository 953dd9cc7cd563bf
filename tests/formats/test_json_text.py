"""JSON as it is written here: what JSON has, and nothing else."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.json_text import json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
    max_leaves=10,
)


def strict(text: str) -> Any:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    return json.loads(text, parse_constant=refuse)


def finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


@given(VALUES, st.sampled_from([None, 2]))
def test_any_value_is_json_and_comes_back_but_for_what_is_no_number(value: Any, indent: int | None) -> None:
    assert strict(json_text(value, indent)) == finite(value)


def test_letters_stay_as_they_are_and_keys_in_their_order() -> None:
    assert json_text({"é": "中", "a": ["دعا", 1]}) == '{"é":"中","a":["دعا",1]}'
    assert json_text({"a": 1}, indent=2) == '{\n  "a": 1\n}'


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_null_and_other_objects_are_their_text(number: float) -> None:
    assert json_text({"a": (number, {1: number})}) == '{"a":[null,{"1":null}]}'
    assert json_text(StopIteration("x")) == '"x"'
