"""Soft labels in our JSONL: votes by layer, and chances to four digits."""

from collections.abc import Callable, Mapping
from typing import Any

from annotator.model.ids import LayerId
from annotator.model.soft_label import SoftLabel

_DIGITS = 4
_LEAST = 0.001
"""Values and parties less likely than this are not listed: of an open slot there are hundreds."""


def soft_record(soft: SoftLabel, layer_name: Callable[[LayerId], str]) -> dict[str, Any]:
    """Return the fields `votes` and `posterior` of a span; no `posterior` where no model says anything."""
    votes = {layer_name(layer): label for layer, label in soft.votes.items()}
    posterior = {
        "labels": _rounded(soft.labels),
        "attributes": {name: _likely(chances) for name, chances in sorted(soft.attributes.items())},
        "slots": {role: _likely(chances) for role, chances in sorted(soft.slots.items())},
    }
    told = {part: chances for part, chances in posterior.items() if chances}
    return {"votes": dict(sorted(votes.items())), **({"posterior": told} if told else {})}


def _likely(chances: Mapping[str, float]) -> dict[str, float]:
    return _rounded({name: chance for name, chance in chances.items() if chance >= _LEAST})


def _rounded(chances: Mapping[Any, float]) -> dict[str, float]:
    rounded = {str(name): round(chance, _DIGITS) for name, chance in chances.items()}
    return dict(sorted(rounded.items(), key=lambda pair: (-pair[1], pair[0])))
