"""What is asked of the strands tells one thing: how far they go, which hash stands where, and what their lines are."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.store.chain.packing import pack
from tests.examples import examples
from tests.projects import make_desk

WORDS = ("French", "China", "urged China", "its influence")


@pytest.mark.parametrize("is_packed", [False, True])
@settings(max_examples=examples(5), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
def test_vector_ends_hashes_and_lines_tell_of_the_same_strands(
    tmp_path_factory: pytest.TempPathFactory, is_packed: bool, words: list[str]
) -> None:
    desk = make_desk(tmp_path_factory.mktemp("strands"))
    strands = desk.project.strands
    for one in words:
        desk.code(one)
    if is_packed:
        pack(desk.project._connection)
    told: dict[tuple[str, str], list[bytes]] = {}
    for line in map(json.loads, strands.lines()):
        if "strand" in line:
            _, _, sitting, channel, _ = line["strand"]
            hashes = told[sitting, channel] = [bytes.fromhex(line["start"])]
        else:
            hashes.append(bytes.fromhex(line["hash"]))
    assert strands.count() == len(told) and strands.own() == set(told)
    assert strands.vector() == {name: len(hashes) - 1 for name, hashes in told.items()}
    assert strands.ends(told) == {name: (len(hashes) - 1, hashes[-1]) for name, hashes in told.items()}
    for name, hashes in told.items():
        assert [strands.hash_at(*name, counter) for counter in range(len(hashes))] == hashes
    assert {strand.name: strand.last for strand in strands.lacking(dict.fromkeys(told, 1))} == strands.vector()
    assert strands.with_gaps() == {}
