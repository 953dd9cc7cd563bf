"""What a packet holds besides strands, texts and kept source files: how far its sender is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.sync.delivery import Vector


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far the sender's copy is. `has`: up to which counters it has strands that were written in other copies.

    `activity`: how the sender worked, as the JSON of `Activity`; empty where nothing is said. `keys`: of whole copies,
    those that they hold, by whose they are, as hexadecimal digits.
    """

    has: Vector = field(default_factory=dict)
    activity: str = ""
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
