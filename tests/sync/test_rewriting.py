"""A line that is written anew has what stays in it to the byte, and nothing else."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.sync.parts import beginning, encoded, ending, read
from annotator.sync.rewriting import place_in, rewritten, rows_in, writes_in

TEXT = st.text(st.sampled_from('ab",[]{}\\\n🕊é中'), max_size=6)
FIELDS = st.none() | st.dictionaries(TEXT, st.none() | st.integers() | TEXT, max_size=3)
WRITES = st.lists(
    st.tuples(st.sampled_from(["spans", "links"]), TEXT, FIELDS, st.none() | st.integers(1, 9)).map(
        lambda one: list(one[:3]) if one[3] is None else list(one)
    ),
    max_size=5,
)
FACTS = st.none() | TEXT | st.dictionaries(TEXT, TEXT, max_size=2)


def line_of(writes: list[list[Any]], facts: Any, place: int = 7) -> str:
    """Return a line as the program writes it."""
    said = None if facts is None else encoded(facts)
    return (
        beginning(3, place, 4, "2026-01-02T03:04:05Z", "do", None)
        + ",".join(map(encoded, writes))
        + ending("code", said)
    )


@given(WRITES, FACTS, st.sets(st.integers(0, 4)))
def test_what_goes_is_gone_and_what_stays_is_as_it_was(writes: list[list[Any]], facts: Any, gone: set[int]) -> None:
    line, at = line_of(writes, facts), iter(range(9))
    new, count = rewritten(line, lambda values: None if next(at) in gone else values)
    kept = [write for number, write in enumerate(writes) if number not in gone]
    assert new == line_of(kept, facts)
    assert count == len(writes) - len(kept)
    assert read(new).facts == facts


@given(WRITES, FACTS, FACTS)
def test_a_write_and_the_facts_can_be_others(writes: list[list[Any]], facts: Any, other: Any) -> None:
    new, gone = rewritten(line_of(writes, facts), lambda values: [*values[:2], {"x": 1}], lambda _: other)
    assert new == line_of([[*write[:2], {"x": 1}] for write in writes], other)
    assert gone == 0


@given(WRITES, FACTS)
def test_all_writes_and_all_their_rows_are_found(writes: list[list[Any]], facts: Any) -> None:
    line = line_of(writes, facts)
    assert [values for *_, values in writes_in(line)] == writes
    assert all(json.loads(line[first:last]) == values for first, last, values in writes_in(line))
    assert {(table, encoded(row)) for table, row, *_ in writes} <= set(rows_in(line))


@given(st.integers(1, 10**6))
def test_the_step_of_a_line_is_read_from_how_it_begins(place: int) -> None:
    assert place_in(line_of([], None, place).encode()) == place


def test_what_is_no_line_has_no_step() -> None:
    assert place_in(b"{}") == 0
