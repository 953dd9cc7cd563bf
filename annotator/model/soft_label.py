"""Soft labels: what coders voted about a passage, and what a model of coders makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.model.ids import AttributeId, LabelId, LayerId, RoleId


@dataclass(frozen=True, slots=True)
class SoftLabel:
    """Votes and chances of a passage.

    `votes`: the label that each layer that took part has there, None for nothing. `labels`: how likely the passage has
    each label that somebody gave; each by itself, so that they need not sum to 1. `attributes`, `slots`: how likely
    each value is, of the label of the span that this is about. Without a model all but the votes are empty.
    """

    votes: Mapping[LayerId, LabelId | None]
    labels: Mapping[LabelId, float] = field(default_factory=dict)
    attributes: Mapping[AttributeId, Mapping[str, float]] = field(default_factory=dict)
    slots: Mapping[RoleId, Mapping[str, float]] = field(default_factory=dict)
