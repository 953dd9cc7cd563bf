"""Packets for tests: of few lines, in memory."""

import io
import zlib
from collections.abc import Sequence

from annotator.packets.contents import HowFar
from annotator.packets.head import PacketHead, fingerprint
from annotator.packets.reading import Packet, read_packet
from annotator.packets.writing import write_packet
from annotator.sync.delivery import IncomingStrand, LineRun, SourceBytes
from annotator.sync.parts import Strand

KEY, OTHER = b"a" * 32, b"b" * 32
ORIGIN = "0" * 32


def head(acts: int, key: bytes = KEY, sender: str = "ana-id", receiver: str = "", **said: str) -> PacketHead:
    """Return the head of a packet of Ana's, or of whatever it says."""
    names = {"sender_name": "Ana" if sender else "", "receiver_name": "Ben" if receiver else "", **said}
    made = "2026-11-25T10:00:00Z"
    return PacketHead(ORIGIN, "Readouts", sender, receiver, made, acts, fingerprint(key), **names)


def strand(name: str, lines: Sequence[bytes], first: int = 1, packed_from: int = 99, **erased: bytes) -> IncomingStrand:
    """Return lines of a strand of Ana's, each a run of its own; from one on they are together in a packed one."""
    gone = {int(counter.removeprefix("at")): hash for counter, hash in erased.items()}
    runs = [LineRun(first + at, first + at, line, False) for at, line in enumerate(lines[:packed_from])]
    if lines[packed_from:]:
        last = first + len(lines) - 1
        runs.append(LineRun(first + packed_from, last, zlib.compress(b"\n".join(lines[packed_from:])), True))
    of = Strand(ORIGIN, name, "coder/ana-id", "ana-id")
    return IncomingStrand(of, first, first + len(lines) - 1, lambda: runs, b"e" * 32, b"b" * 32, gone)


def packed(
    strands: Sequence[IncomingStrand],
    texts: Sequence[tuple[str, str]] = (),
    files: Sequence[tuple[str, SourceBytes]] = (),
    how_far: HowFar | None = None,
    key: bytes = KEY,
    of: PacketHead | None = None,
) -> bytes:
    """Return a packet as bytes."""
    stream = io.BytesIO()
    count = sum(one.last - one.first + 1 for one in strands)
    write_packet(stream, of or head(count, key), key, strands, texts, files, how_far)
    return stream.getvalue()


def opened(packet: bytes, key: bytes = KEY, owner: str = "ana-id") -> Packet:
    """Return a packet, read where this key is held."""
    return read_packet(io.BytesIO(packet), "Ana.packet", ORIGIN, {owner: [key]})


def lines_in(packet: Packet) -> dict[str, list[bytes]]:
    """Return all lines of a packet, by the sittings of their strands."""
    return {one.strand.sitting: lines_of(one) for one in packet.strands()}


def lines_of(one: IncomingStrand) -> list[bytes]:
    """Return the lines of a strand, whose counters follow each other."""
    found, at = list[bytes](), one.first
    for run in one.runs():
        assert run.first == at and run.last >= at
        found += run.lines()
        at = run.last + 1
    assert at == one.last + 1
    return found
