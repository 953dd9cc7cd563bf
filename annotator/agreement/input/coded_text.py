"""Coded documents: what a study of agreement is given of each text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from annotator.acts.acts import Filling
from annotator.model.geometry import Extents
from annotator.model.ids import LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span


class CodedSpan(Protocol):
    """What is read of a span. Extents are tidied; none of them means a label on the whole document."""

    @property
    def label(self) -> LabelId:
        """The id of its label."""

    @property
    def extents(self) -> Extents:
        """Where it is."""


class CountedDyad(NamedTuple):
    """Who does what towards whom. `source`, `target`: a registered actor's id, or words; empty for nobody."""

    label: LabelId
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class CodedText:
    """A document as coded: `length` in characters, `spans` by layer, for the layers that took part and no other.

    `units`: its words, sentences or given units, in order and apart from each other, where these are compared.
    `fillings`: who fills the slots of its acts, by act. `dyads`: who does what towards whom in it, by layer;
    `dyad_acts`: the act behind each, in the same order, where units are given.
    """

    length: int
    spans: Mapping[LayerId, Sequence[Span]]
    units: Sequence[Extent] = field(default=())
    fillings: Mapping[SpanId, Sequence[Filling]] = field(default_factory=dict)
    dyads: Mapping[LayerId, Sequence[CountedDyad]] = field(default_factory=dict)
    dyad_acts: Mapping[LayerId, Sequence[SpanId]] = field(default_factory=dict)
