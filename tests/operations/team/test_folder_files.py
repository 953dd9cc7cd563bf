"""What lies in a folder: parts that are new count once, and a name is believed only where it says that none is."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.operations.team.folder_files import FolderPacket, StrandRange, count_new, says_nothing_new
from annotator.operations.team.packet_files import range_in_name
from annotator.sync.delivery import StrandName
from tests.examples import examples

NAMES: list[StrandName] = [("a" * 16, "coder/x"), ("b" * 16, "coder/x")]
RANGES = st.tuples(st.sampled_from(NAMES), st.integers(1, 8), st.integers(0, 4)).map(
    lambda drawn: StrandRange(drawn[0], drawn[1], drawn[1] + drawn[2])
)
PACKETS = st.lists(
    st.lists(RANGES, max_size=3).map(lambda ranges: FolderPacket(Path("p"), strands=tuple(ranges))), max_size=4
)
VECTORS = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 10))


@settings(max_examples=examples(60))
@given(PACKETS, VECTORS)
def test_what_is_new_is_counted_once_however_often_it_came(
    packets: list[FolderPacket], vector: dict[StrandName, int]
) -> None:
    held = {
        (one.name, counter)
        for packet in packets
        for one in packet.strands
        for counter in range(one.first, one.last + 1)
        if counter > vector.get(one.name, 0)
    }
    assert count_new(packets, vector) == count_new([*packets, *packets], vector) == len(held)
    assert any(packet.is_new(vector) for packet in packets) == bool(held)


@settings(max_examples=examples(40))
@given(st.integers(1, 10**7), st.integers(0, 10**5), st.integers(0, 10**7))
def test_a_name_says_that_nothing_is_new_where_all_of_it_is_here(first: int, more: int, here: int) -> None:
    sitting, last = "0123456789abcdef", first + more
    name = f"Ana 20261128T091502Z {range_in_name(sitting, first, last)}"
    for ending in (".packet", " (1).packet", " (conflicted copy 2026-11-28 091502).packet"):
        assert says_nothing_new(name + ending, {sitting: here}) == (last <= here)
    assert not says_nothing_new(f"{name}.packet", {}) and not says_nothing_new("Ana 2026-11-28.packet", {sitting: here})
