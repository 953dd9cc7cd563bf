"""A packet is written as a stream: nothing whole is held, and what all need stands in front."""

import hashlib
import io
from collections.abc import Iterator

from annotator.packets.frames import FULL
from annotator.packets.writing import write_packet
from tests.packets.made import KEY, head, opened, packed, strand


def test_lines_are_taken_one_by_one_while_it_is_written() -> None:
    stream, seen = io.BytesIO(), list[int]()

    def lines() -> Iterator[bytes]:
        for number in range(60):
            seen.append(stream.tell())
            yield hashlib.sha256(b"%d" % number).hexdigest().encode() * (FULL // 640)

    assert write_packet(stream, head(60), KEY, [strand("1", lines())]) == 60  # type: ignore[arg-type]
    assert len(set(seen)) > 5, "frames were written before the last line was asked for"


def test_a_packet_without_anything_is_whole() -> None:
    packet = opened(packed([]))
    assert packet.is_whole and packet.acts == 0 and packet.strands == []


def test_texts_stand_before_the_strands_so_that_what_is_cut_off_has_them() -> None:
    text = "A text. " * 10
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    noise = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(FULL // 16)).replace(b"\n", b" ")
    whole = packed([strand("1", [noise])], [(sha256, text)])
    assert opened(whole[: len(whole) * 3 // 4]).text(sha256) == text
