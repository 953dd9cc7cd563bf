"""Whatever a file holds, as JSON values that can be stored and exported."""

import json
import math
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.readers.values import DEEPEST, TooDeep, has_lone_surrogate, json_value, sound

ANY_TEXT = st.text(st.characters())
ODD = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), ANY_TEXT, st.binary()),
    *(st.dates(), st.times(), st.datetimes(), st.decimals()),
)
KEYS = ANY_TEXT | st.integers() | st.none()
ANYTHING = st.recursive(
    ODD, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner) | st.tuples(inner), max_leaves=12
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(ANYTHING)
def test_anything_becomes_json_that_can_be_written_as_utf8(value: object) -> None:
    found = json_value(value)
    written = json.dumps(found, allow_nan=False, ensure_ascii=False).encode()
    assert json.loads(written) == found
    assert not has_lone_surrogate(found)


@given(JSON)
def test_what_is_json_already_stays_as_it_is(value: Any) -> None:
    assert json_value(value) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2023, 4, 6), "2023-04-06"),
        (datetime(2023, 4, 6, 12, tzinfo=UTC), "2023-04-06T12:00:00+00:00"),
        (time(18, 34), "18:34:00"),
        (math.nan, None),
        (-math.inf, None),
        (b"\x00\xff", "00ff"),
        ((1, "a"), [1, "a"]),
        ({1: date(2023, 4, 6)}, {"1": "2023-04-06"}),
        (True, True),
    ],
)
def test_dates_are_iso_8601_and_what_is_no_number_is_nothing(value: object, expected: object) -> None:
    assert json_value(value) == expected


def test_values_within_values_have_a_limit() -> None:
    def nested(depth: int) -> Any:
        return [nested(depth - 1)] if depth > 1 else []

    json_value(nested(DEEPEST))
    with pytest.raises(TooDeep):
        json_value(nested(DEEPEST + 2))


@given(st.text())
def test_sound_texts_stay_as_they_are(text: str) -> None:
    assert sound(text) == text


def test_surrogate_pairs_are_joined_and_halves_are_replaced() -> None:
    assert sound("a\ud83d\ude00b") == "a😀b"
    assert sound("a\ud83db\ude00") == "a\ufffdb\ufffd"


@given(JSON, st.sampled_from(["\ud800", "a\udfff"]))
def test_half_a_character_is_found_wherever_it_stands(value: Any, half: str) -> None:
    assert not has_lone_surrogate(value)
    for held in ([value, half], {"a": {half: value}}, {"a": [value, {"b": half}]}):
        assert has_lone_surrogate(held)
