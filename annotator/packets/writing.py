"""A packet is written: texts and files first, so that whatever of the strands comes through can be shown."""

from collections.abc import Iterable
from typing import Any, BinaryIO

from annotator.packets.contents import HowFar
from annotator.packets.frames import FULL, FrameWriter
from annotator.packets.head import PacketHead, signed
from annotator.sync.delivery import IncomingStrand, SourceBytes, Vector, joined
from annotator.sync.parts import encoded


def write_packet(
    stream: BinaryIO,
    head: PacketHead,
    key: bytes,
    strands: Iterable[IncomingStrand],
    texts: Iterable[tuple[str, str]] = (),
    files: Iterable[tuple[str, SourceBytes]] = (),
    how_far: HowFar | None = None,
) -> int:
    """Write a packet and return how many lines went into it. `texts`, `files`: with their SHA-256.

    One text, one file, one run and one frame at most are held.
    """
    line = head.line()
    mac = signed(key, b"", line)
    stream.write(line + mac.hex().encode() + b"\n")
    frames = FrameWriter(stream, key, mac)
    if how_far is not None:
        said = encoded([_listed(how_far.has), how_far.activity, dict(how_far.keys)])
        _in_pieces(frames, ["far"], said.encode())
    for sha256, text in texts:
        _in_pieces(frames, ["text", sha256], text.encode())
    for sha256, file in files:
        _in_pieces(frames, ["file", sha256, file.name], file.body)
    count = sum(_write_strand(frames, number, one) for number, one in enumerate(strands))
    frames.add(["end", count])
    frames.flush()
    return count


def _listed(vector: Vector) -> list[list[object]]:
    return [[*name, counter] for name, counter in sorted(vector.items())]


def _in_pieces(frames: FrameWriter, record: list[Any], content: bytes, is_packed: bool = False) -> None:
    """Add what may be longer than a frame: each piece says where it begins, and how long the whole is."""
    at, whole = 0, len(content)
    while at < whole or not at:
        piece = content[at : at + (frames.room or FULL)]
        frames.add([*record, at, whole], piece, is_packed)
        at += len(piece)
        if not whole:
            return


def _write_strand(frames: FrameWriter, number: int, one: IncomingStrand) -> int:
    strand, ends = one.strand, [None if hash is None else hash.hex() for hash in (one.end, one.before)]
    frames.add(["strand", number, strand.format, strand.sitting, strand.channel, strand.person, one.first, *ends])
    for counter, hash in sorted(one.erased.items()):
        frames.add(["erased", number, counter], hash)
    count = 0
    for run in joined(one.runs()):
        _in_pieces(frames, ["run", number, run.first, run.last, int(run.is_packed)], run.body, run.is_packed)
        count += run.last - run.first + 1
    return count
