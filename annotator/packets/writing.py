"""A packet is written: texts and files first, so that whatever of the strands comes through can be shown."""

from collections.abc import Iterable
from typing import BinaryIO

from annotator.packets.contents import HowFar, PacketFile, PacketStrand, Vector
from annotator.packets.frames import FULL, FrameWriter
from annotator.packets.head import PacketHead, signed
from annotator.sync.parts import encoded


def write_packet(
    stream: BinaryIO,
    head: PacketHead,
    key: bytes,
    strands: Iterable[PacketStrand],
    texts: Iterable[tuple[str, str]] = (),
    files: Iterable[PacketFile] = (),
    how_far: HowFar | None = None,
) -> int:
    """Write a packet and return how many lines went into it. `texts`: by their SHA-256.

    One text, one file and one frame at most are held.
    """
    line = head.line()
    mac = signed(key, b"", line)
    stream.write(line + mac.hex().encode() + b"\n")
    frames = FrameWriter(stream, key, mac)
    if how_far is not None:
        frames.add(["far"], encoded([_listed(how_far.has), _listed(how_far.waits)]).encode())
    for sha256, text in texts:
        _in_pieces(frames, ["text", sha256], text.encode())
    for file in files:
        _in_pieces(frames, ["file", file.sha256, file.name], file.body)
    count = sum(_write_strand(frames, number, one) for number, one in enumerate(strands))
    frames.add(["end", count])
    frames.flush()
    return count


def _listed(vector: Vector) -> list[list[object]]:
    return [[*name, counter] for name, counter in sorted(vector.items())]


def _in_pieces(frames: FrameWriter, record: list[object], content: bytes) -> None:
    """Add a text or a file: each piece says where it begins, and how long the whole is."""
    at, whole = 0, len(content)
    while at < whole or not at:
        piece = content[at : at + (frames.room or FULL)]
        frames.add([*record, at, whole], piece)
        at += len(piece)
        if not whole:
            return


def _write_strand(frames: FrameWriter, number: int, one: PacketStrand) -> int:
    strand = one.strand
    frames.add(["strand", number, strand.format, strand.sitting, strand.channel, strand.person, one.first])
    for counter, hash in sorted(one.erased.items()):
        frames.add(["erased", number, counter], hash)
    lines, size, count = list[bytes](), 0, 0
    for line in one.lines:
        count += 1
        if len(line) > FULL:
            _write_lines(frames, number, lines)
            lines, size = [], 0
            # Of a line that is longer than a frame each piece but the last says that it goes on.
            for at in range(0, len(line), FULL):
                is_last = at + FULL >= len(line)
                frames.add(["lines" if is_last else "piece", number], line[at : at + FULL] + b"\n" * is_last)
            continue
        lines.append(line)
        size += len(line) + 1
        if size >= frames.room:
            _write_lines(frames, number, lines)
            lines, size = [], 0
    _write_lines(frames, number, lines)
    return count


def _write_lines(frames: FrameWriter, number: int, lines: list[bytes]) -> None:
    if lines:
        frames.add(["lines", number], b"\n".join(lines) + b"\n")
