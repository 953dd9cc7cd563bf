"""Packets for tests: of few lines, in memory."""

import io
from collections.abc import Sequence

from annotator.packets.contents import HowFar, PacketFile, PacketStrand
from annotator.packets.head import PacketHead, fingerprint
from annotator.packets.reading import Packet, read_packet
from annotator.packets.writing import write_packet
from annotator.sync.parts import Strand

KEY, OTHER = b"a" * 32, b"b" * 32
ORIGIN = "0" * 32


def head(acts: int, key: bytes = KEY, sender: str = "ana-id", receiver: str = "", **said: str) -> PacketHead:
    """Return the head of a packet of Ana's, or of whatever it says."""
    names = {"sender_name": "Ana" if sender else "", "receiver_name": "Ben" if receiver else "", **said}
    made = "2026-11-25T10:00:00Z"
    return PacketHead(ORIGIN, "Readouts", sender, receiver, made, acts, fingerprint(key), **names)


def strand(name: str, lines: Sequence[bytes], first: int = 1, **erased: bytes) -> PacketStrand:
    """Return lines of a strand of Ana's."""
    gone = {int(counter.removeprefix("at")): hash for counter, hash in erased.items()}
    return PacketStrand(Strand(ORIGIN, name, "coder/ana-id", "ana-id"), first, lines, gone)


def packed(
    strands: Sequence[PacketStrand],
    texts: Sequence[tuple[str, str]] = (),
    files: Sequence[PacketFile] = (),
    how_far: HowFar | None = None,
    key: bytes = KEY,
    of: PacketHead | None = None,
) -> bytes:
    """Return a packet as bytes."""
    stream = io.BytesIO()
    count = sum(1 for one in strands for _ in one.lines)
    write_packet(stream, of or head(count, key), key, strands, texts, files, how_far)
    return stream.getvalue()


def opened(packet: bytes, key: bytes = KEY, owner: str = "ana-id") -> Packet:
    """Return a packet, read where this key is held."""
    return read_packet(io.BytesIO(packet), "Ana.packet", ORIGIN, {owner: [key]})


def lines_in(packet: Packet) -> dict[str, list[bytes]]:
    """Return all lines of a packet, by the sittings of their strands."""
    return {one.strand.sitting: list(one.lines) for one in packet.strands}
