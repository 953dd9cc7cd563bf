"""What a packet holds besides its head: parts of strands, texts, kept source files, and how far its sender is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.sync.parts import Strand

StrandName = tuple[str, str]
"""A strand's sitting and channel, which no other strand has."""
Vector = Mapping[StrandName, int]
"""Up to which counter somebody has each strand."""


@dataclass(frozen=True, slots=True)
class PacketStrand:
    """The lines of a strand from the counter `first` on. `erased`: the hash that a line had of which something went."""

    strand: Strand
    first: int
    lines: Iterable[bytes]
    erased: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PacketFile:
    """A kept source file, by its SHA-256."""

    sha256: str
    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far the sender's copy is. `has`: others' strands as far as it has them; `waits`: from where it lacks some."""

    has: Vector = field(default_factory=dict)
    waits: Vector = field(default_factory=dict)
