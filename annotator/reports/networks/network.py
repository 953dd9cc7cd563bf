"""Who acts towards whom: nodes, and between two of them one arrow, which has its weight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.reports.plain_text import clean

Fact = str | int
"""What is said of a node or an arrow; an empty text where that is not known."""


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """Somebody. `facts`: what is said of them, by its name."""

    name: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NetworkArrow:
    """What one does towards the other, who may be the same. `source`, `target`: places among the nodes."""

    source: int
    target: int
    weight: int
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Network:
    """All of it. `left_out`: how many acts are no arrow, since nobody is named at one of its ends."""

    nodes: tuple[NetworkNode, ...]
    arrows: tuple[NetworkArrow, ...]
    left_out: int = 0


def said(fact: Fact) -> str:
    """Return a name, or what is said, as one line: in an attribute XML has no other blanks."""
    return clean(" ".join(str(fact).split()))


def keys_of(some: Iterable[Mapping[str, Fact]]) -> dict[str, type]:
    """Return the names of all facts, in the order in which they come, with whether they are texts or numbers."""
    return {key: type(value) for facts in some for key, value in facts.items()}
