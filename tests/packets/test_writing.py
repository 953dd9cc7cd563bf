"""A packet is written as a stream: nothing whole is held, and what all need stands in front."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

from annotator.packets.frames import FULL
from annotator.packets.writing import write_packet
from annotator.sync.delivery import LineRun
from tests.packets.made import KEY, head, lines_of, opened, packed, strand


def test_runs_are_taken_one_by_one_while_it_is_written() -> None:
    stream, seen = io.BytesIO(), list[int]()
    whole = strand("1", [hashlib.sha256(b"%d" % number).hexdigest().encode() * (FULL // 640) for number in range(60)])

    def runs() -> Iterator[LineRun]:
        for run in whole.runs():
            seen.append(stream.tell())
            yield run

    assert write_packet(stream, head(60), KEY, [replace(whole, runs=runs)]) == 60
    assert len(set(seen)) > 3, "frames were written before the last run was asked for"


def test_lines_that_stand_by_themselves_are_put_together_and_what_is_packed_goes_as_it_is() -> None:
    of = strand("1", [b"line %d" % number for number in range(4_000)], packed_from=2_500)
    packet = opened(packed([of]))
    (found,) = packet.strands()
    runs = list(found.runs())
    assert len(runs) < 9 and runs[-1] == list(of.runs())[-1]
    assert all(run.last - run.first < 1_000 for run in runs[:-1]) and lines_of(found) == lines_of(of)


def test_a_packet_without_anything_is_whole() -> None:
    packet = opened(packed([]))
    assert packet.is_whole and packet.acts == 0 and list(packet.strands()) == []


def test_texts_stand_before_the_strands_so_that_what_is_cut_off_has_them() -> None:
    text = "A text. " * 10
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    noise = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(FULL // 16)).replace(b"\n", b" ")
    whole = packed([strand("1", [noise])], [(sha256, text)])
    assert opened(whole[: len(whole) * 3 // 4]).text(sha256) == text
