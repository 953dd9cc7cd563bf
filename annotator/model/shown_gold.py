"""The gold of a document as a coder's copy is shown it, which holds neither the gold layer nor a decision.

Of a decision it has the rule, the reason and the time. Whose span was taken, or who else was asked, it does not say:
the candidates stand there by a hash of their ids, so that a coder finds what became of their own.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from annotator.model.decision import Decision, Rule
from annotator.model.span import Link, Span


class Behind(NamedTuple):
    """What is told of a decision."""

    rule: Rule
    reason: str
    time: str


@dataclass(frozen=True, slots=True)
class ShownGold:
    """Gold spans with their slots. `behind`: the decision behind a gold span by its id, behind a candidate by `key`."""

    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    behind: Mapping[str, Behind] = field(default_factory=dict)


def shown(spans: Iterable[Span], links: Iterable[Link], decisions: Iterable[Decision]) -> ShownGold:
    """Return what is shown of the gold of a document; notes and doubts, which may be a coder's, are left out."""
    told = tuple(replace(span, note="", doubt=False, moved_from=None) for span in spans)
    acts, behind = {span.id for span in told}, dict[str, Behind]()
    for decision in decisions:  # the latest of several counts for a candidate
        said = Behind(decision.rule, decision.reason, decision.time)
        behind |= {key(span.id): said for span in decision.candidates} | dict.fromkeys(decision.gold, said)
    return ShownGold(told, tuple(link for link in links if link.act in acts), behind)


def key(candidate: str) -> str:
    """Return what a candidate is known by to whom it belongs, and to nobody else."""
    return hashlib.sha256(candidate.encode()).hexdigest()[:16]


def to_text(gold: ShownGold) -> str:
    """Return it as JSON, the same for the same gold."""
    return json.dumps(_adapter().dump_python(gold, mode="json"), ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> ShownGold:
    """Return what `to_text` wrote; nothing of what it did not."""
    try:
        return _adapter().validate_json(text) if text else ShownGold()
    except ValidationError:
        return ShownGold()


@cache
def _adapter() -> TypeAdapter[ShownGold]:
    return TypeAdapter(ShownGold)
