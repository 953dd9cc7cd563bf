"""What a copy lacks is read out as it stands, from any part on, and only of channels that it sees."""

from collections.abc import Iterator
from functools import partial
from operator import eq
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.store.chain.gaps import Gaps
from annotator.store.chain.packing import pack
from annotator.store.chain.strands import strands_of
from annotator.store.project import Project
from annotator.store.taking.ends import hash_at
from annotator.sync.delivery import IncomingStrand
from annotator.sync.parts import chained
from tests.examples import examples
from tests.projects import Desk, make_desk

WORDS = ("French", "China", "urged China", "its influence", "undertook to help")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    for words in WORDS:
        made.code(words)
        for _ in range(6):
            made.project.undo()
            made.project.redo()
    yield made


def sees_all(channel: str) -> bool:
    return True


def lines_of(strand: IncomingStrand) -> list[bytes]:
    """Return the lines, after a look at their numbers."""
    found: list[bytes] = []
    for run in strand.runs():
        assert run.first == strand.first + len(found)
        found += run.lines()
    assert strand.first + len(found) - 1 == strand.last
    return found


def all_lines(project: Project) -> dict[tuple[str, str], list[bytes]]:
    return {strand.name: lines_of(strand) for strand in project.strands.as_delivery(sees_all).strands()}


def in_order(vector: dict[tuple[str, str], int]) -> list[tuple[tuple[str, str], int]]:
    """Return the strands with their lengths in an order that is not that of their sittings’ random names."""
    return sorted(vector.items(), key=lambda each: (each[0][1], each[1]))


@pytest.mark.parametrize("is_packed", [False, True])
@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_lacking_goes_on_where_the_other_copy_ends(desk: Desk, is_packed: bool, data: st.DataObject) -> None:
    project = desk.project
    if is_packed:
        pack(project._connection)
    every = all_lines(project)
    vector = project.strands.vector()
    assert {name: len(lines) for name, lines in every.items()} == vector
    has = {name: data.draw(st.integers(0, counter)) for name, counter in in_order(vector)}
    given_out = {one.name: one for one in project.strands.as_delivery(sees_all, has).strands()}
    for name, lines in every.items():
        if has[name] == len(lines):
            assert name not in given_out
            continue
        strand = given_out[name]
        hash = strand.before
        assert lines_of(strand) == lines[has[name] :] and hash is not None
        for line in lines_of(strand):
            hash = chained(hash, line)
        assert hash == strand.end


@pytest.mark.parametrize("is_packed", [False, True])
@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_strands_are_read_out_by_their_names_as_with_all_others(
    desk: Desk, is_packed: bool, data: st.DataObject
) -> None:
    project = desk.project
    if is_packed:
        pack(project._connection)
    vector = project.strands.vector()
    has = {name: data.draw(st.integers(0, counter)) for name, counter in in_order(vector) if data.draw(st.booleans())}
    names = has.keys()
    firsts = {name: counter + 1 for name, counter in has.items()} | {("unknown", "shared"): 1}
    expected = {one.name: one for one in project.strands.as_delivery(sees_all, has).strands() if one.name in names}
    found = {one.name: one for one in project.strands.lacking(firsts)}
    assert found.keys() == expected.keys()
    for name, one in found.items():
        other = expected[name]
        assert (one.strand, one.first, one.last, one.before, one.end) == (
            *(other.strand, other.first, other.last, other.before, other.end),
        )
        assert lines_of(one) == lines_of(other)
        assert project.strands.ends([name]) == {name: (one.last, one.end)}
        assert (
            project.strands.hash_at(*name, one.first - 1) == one.before
            and project.strands.hash_at(*name, one.last) == one.end
        )
    assert project.strands.ends(firsts).keys() == names
    assert project.strands.hash_at("unknown", "shared", 0) is None


def test_nothing_of_a_channel_that_is_not_seen_is_read_out(desk: Desk) -> None:
    channels = {strand.strand.channel for strand in desk.project.strands.as_delivery(sees_all).strands()}
    assert len(channels) > 2
    for channel in channels:
        found = {one.strand.channel for one in desk.project.strands.as_delivery(partial(eq, channel)).strands()}
        assert found == {channel}


def test_a_text_comes_with_its_document_by_its_hash(desk: Desk) -> None:
    delivery = desk.project.strands.as_delivery(sees_all)
    for one in desk.documents:
        assert delivery.text(one.text_sha256) == desk.project.documents.get(one.id).text
    assert delivery.text("no hash") is None and delivery.file("no hash") is None


def test_the_hash_of_any_part_is_known(desk: Desk) -> None:
    project, gaps = desk.project, Gaps()
    every = all_lines(project)
    for number, strand in strands_of(project._connection):
        hash = strand.start()
        for counter, line in enumerate(every[strand.sitting, strand.channel], 1):
            assert hash_at(project._connection, number, strand, counter - 1, gaps) == hash
            hash = chained(hash, line)
        assert hash_at(project._connection, number, strand, counter + 1, gaps) is None
