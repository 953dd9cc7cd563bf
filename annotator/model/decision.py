"""Decisions: how a gold span came to be, or why there is none."""

from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.ids import CoderId, DecisionId, DocumentId, SpanId
from annotator.model.span import Link, Span


class Rule(StrEnum):
    """What settled a case: all coders alike, most of them, or a person's own judgement, by what they took."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    TAKEN = "taken"
    UNION = "union"
    INTERSECTION = "intersection"
    RELABELLED = "relabelled"
    NONE = "none of them"
    DEFERRED = "deferred"

    @property
    def by_policy(self) -> bool:
        """Whether a policy settles it, without a person's judgement of the case."""
        return self in (Rule.UNANIMOUS, Rule.MAJORITY)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one case.

    `candidates`: the coders' spans as they were when it was decided, whole. `absent`: ids of the compared layers
    that had no span there. `gold`: the spans of the gold layer that came of it, none for "none of them" and for a
    deferred case. `coder`: who decided, None for a policy run by nobody in particular. `time`: UTC, ISO 8601 to the
    second. `codebook_version`: the number of the codebook that was in force. `links`: the slots of the candidates as
    they were, with the actor and the passage of a party that is a span written out.
    """

    id: DecisionId
    document: DocumentId
    rule: Rule
    candidates: tuple[Span, ...]
    absent: tuple[str, ...] = ()
    gold: tuple[SpanId, ...] = field(default=())
    reason: str = ""
    coder: CoderId | None = None
    time: str = ""
    codebook_version: int = 1
    links: tuple[Link, ...] = ()
