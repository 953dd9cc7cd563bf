"""A line is read as it was written, and its hash is the one that is documented."""

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.sync import parts
from annotator.sync.parts import Over, Strand, Write

VALUES = st.none() | st.text() | st.integers(-(2**63), 2**63 - 1)
ONE = st.integers(1, 9) | st.tuples(st.text(min_size=1, max_size=4), st.integers(1, 9))
OVER = st.none() | ONE | st.lists(ONE, min_size=2, max_size=3).map(tuple)
WRITES = st.builds(
    Write, st.text(max_size=5), st.text(max_size=5), st.none() | st.dictionaries(st.text(max_size=4), VALUES), OVER
)


@given(
    st.lists(WRITES, max_size=4), st.text(max_size=5), st.none() | st.dictionaries(st.text(max_size=3), st.integers())
)
def test_a_line_says_all_that_was_written_and_is_one_line(writes: list[Write], verb: str, facts: Any) -> None:
    said = None if facts is None else json.dumps(facts)
    begun = parts.beginning(3, 2, 7, "now", "undo", "s-1")
    line = begun + ",".join(write.text() for write in writes) + parts.ending(verb, said)
    assert "\n" not in line
    part = parts.read(line)
    assert (part.counter, part.step, part.clock, part.time, part.kind, part.target) == (3, 2, 7, "now", "undo", "s-1")
    assert part.schema == parts.SCHEMA and part.verb == verb and part.facts == facts
    assert part.writes == tuple(writes)


@given(WRITES)
def test_a_write_is_the_json_that_all_versions_write(write: Write) -> None:
    assert write.text() == parts.encoded(write if write.over is not None else write[:3])


@given(st.sets(ONE, max_size=4))
def test_what_a_write_overwrites_is_a_set_of_parts(overs: set[Over]) -> None:
    write = Write("spans", "s", {}, parts.over_of(overs))
    assert write == Write("spans", "s", {}, parts.over_of(reversed([*overs])))
    assert set(write.overs) == overs and len(write.overs) == len(overs)
    line = parts.beginning(9, 2, 7, "now", "do", None) + write.text() + parts.ending("", None)
    assert parts.read(line).writes[0].overs == write.overs


@pytest.mark.parametrize("line", ["", "[]", "{}", "[1,2,3]", '[1,1,1,"","do",null,1,[["spans"]],"",null]', "x"])
def test_what_is_no_line_is_refused(line: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        parts.read(line)


def test_the_chain_is_sha256_over_the_hash_before_and_the_line_from_a_head_that_names_the_strand() -> None:
    start = Strand("o", "s", "coder/é", "p").start()
    assert start == hashlib.sha256('[1,"o","s","coder/é","p"]'.encode()).digest()
    assert parts.chained(start, b"line") == hashlib.sha256(start + b"line").digest()
    others = [
        Strand("O", "s", "c", "p"),
        Strand("o", "S", "c", "p"),
        Strand("o", "s", "C", "p"),
        Strand("o", "s", "c", "P"),
    ]
    assert len({one.start() for one in (*others, Strand("o", "s", "c", "p"))}) == 5


@given(st.lists(WRITES, max_size=4), st.integers(1, 40))
def test_a_line_that_comes_in_pieces_says_the_same(writes: list[Write], size: int) -> None:
    line = parts.beginning(3, 2, 7, "now", "undo", "s-1") + ",".join(write.text() for write in writes)
    line += parts.ending("code", '{"a":[1]}')
    whole, start = parts.read(line), line.index(",[") + 2
    pieces = [line[:start], *(line[at : at + size] for at in range(start, len(line), size))]
    assert tuple(parts.writes_in(pieces)) == whole.writes
    assert replace(parts.head_of(line), writes=whole.writes, verb="code") == whole
    with pytest.raises(ValueError, match=r"."):
        list(parts.writes_in([line[:start], line[start : start + 3]] if writes else [line[:start]]))
