"""What a packet holds besides strands, texts and kept source files: how far its sender is."""

from dataclasses import dataclass, field

from annotator.sync.delivery import Vector


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far the sender's copy is. `has`: others' strands as far as it has them; `waits`: from where it lacks some.

    `activity`: how the sender worked, as the JSON of `Activity`; empty where nothing is said.
    """

    has: Vector = field(default_factory=dict)
    waits: Vector = field(default_factory=dict)
    activity: str = ""
