"""What a part says of a row, put on the row as it was, gives the row as it is."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.sync.changes import RowChange, fields_of

DEFAULTS: dict[str, object] = {"note": "", "actor": None, "doubt": 0}
ROWS = st.none() | st.fixed_dictionaries(
    {
        "id": st.just("x"),
        "label": st.sampled_from("ab"),
        "note": st.sampled_from(["", "n"]),
        "actor": st.sampled_from([None, "a"]),
        "doubt": st.sampled_from([0, 1]),
    }
)
Record = dict[str, Any] | None


def text(row: Record) -> str | None:
    return None if row is None else json.dumps(row)


def put_on(row: Record, fields: Record) -> Record:
    if fields is None:
        return None
    return {**({"id": "x", **DEFAULTS} if row is None else row), **fields} if fields or row is not None else None


@given(ROWS, ROWS, ROWS)
def test_the_fields_of_a_change_make_the_row_after_it(before: Record, between: Record, after: Record) -> None:
    first, second = RowChange("t", "x", text(before), text(between)), RowChange("t", "x", text(between), text(after))
    for change, start, end in (
        (first, before, between),
        (first.then(second), before, after),
        (first.then(second).backwards(), after, before),
    ):
        assert put_on(start, fields_of(change, DEFAULTS.items())) == end


@given(ROWS)
def test_what_changed_nothing_says_nothing(row: Record) -> None:
    assert fields_of(RowChange("t", "x", text(row), text(row)), DEFAULTS.items()) == {}


def test_a_column_that_came_between_the_two_records_is_not_said_to_have_changed() -> None:
    assert fields_of(RowChange("t", "x", '{"id":"x","a":1}', '{"id":"x","a":2,"b":3}'), frozenset()) == {"a": 2}
