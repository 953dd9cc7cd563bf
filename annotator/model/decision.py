"""Decisions: how a gold span came to be, or why there is none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotator.model.ids import UNKNOWN_VERSION, CodebookVersionId, CoderId, DecisionId, DocumentId, SpanId
from annotator.model.span import Link, Span


class Rule(StrEnum):
    """What settled a case: a policy (all coders alike, most of them, one, a model), or a person, by what they did."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    SHARED_EXTENT = "majority on shared extent"
    PREFERRED = "preferred coder"
    POSTERIOR = "posterior"
    TAKEN = "taken"
    UNION = "union"
    INTERSECTION = "intersection"
    MAJORITY_EXTENT = "majority extent"
    RELABELLED = "relabelled"
    COMPOSED = "composed"
    SPLIT = "split"
    JOINED = "joined"
    ADDED = "added"
    NONE = "none of them"
    DEFERRED = "deferred"

    @property
    def by_policy(self) -> bool:
        """Whether a policy settles it, without a person's judgement of the case."""
        return self in (Rule.UNANIMOUS, Rule.MAJORITY, Rule.SHARED_EXTENT, Rule.PREFERRED, Rule.POSTERIOR)

    @property
    def settles(self) -> bool:
        """Whether the case is done with, and not put off."""
        return self is not Rule.DEFERRED


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one case, or of several that became one span, or of what no coder had marked.

    `candidates`: the coders' spans as they were when it was decided, whole, in the order of `laid_out`; none for what
    was added. `absent`: ids of the compared layers that had no span there. `gold`: the spans of the gold layer that
    came of it, none for "none of them" and for a deferred case. `coder`: who decided, None for a policy run by nobody
    in particular. `time`: UTC, ISO 8601 to the second. `codebook_version`: the id of the codebook's version that was
    in force, empty where nobody knows. `links`: the slots of the candidates as they were, with the actor and the
    passage of a party that is a span written out.
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
    codebook_version: CodebookVersionId = UNKNOWN_VERSION
    links: tuple[Link, ...] = ()

    @property
    def cases(self) -> tuple[tuple[Span, ...], ...]:
        """The candidates case by case: one case, but for what was joined; none for what was added."""
        if self.rule is not Rule.JOINED:
            return (self.candidates,) if self.candidates else ()
        found: list[list[Span]] = []
        for span in self.candidates:
            if found and found[-1][-1].layer < span.layer:
                found[-1].append(span)
            else:
                found.append([span])
        return tuple(map(tuple, found))

    def with_spans(self, change: Callable[[Span], Span]) -> "Decision":
        """Return the decision with its candidates changed, say to those of other layers; its cases stay apart."""
        cases = [[change(span) for span in case] for case in self.cases]
        changed = tuple(span for case in cases for span in case)
        moved = any(one.layer != other.layer for one, other in zip(changed, self.candidates, strict=True))
        return replace(self, candidates=laid_out(cases) if moved and self.rule is Rule.JOINED else changed)

    def with_cases(self, cases: Iterable[Sequence[Span]]) -> "Decision":
        """Return the decision with these candidates, case by case."""
        groups = [list(case) for case in cases]
        flat = tuple(span for case in groups for span in case)
        return replace(self, candidates=laid_out(groups) if self.rule is Rule.JOINED else flat)


def laid_out(cases: Iterable[Sequence[Span]]) -> tuple[Span, ...]:
    """Return the spans of several cases in one row from which `Decision.cases` tells the cases apart again.

    A case has one span of a layer at most. Within each the ids of the layers rise, and the cases follow by their
    lowest layer from the highest down, so that a case ends where the ids rise no more: no mark between them is needed.
    """
    rising = [sorted(case, key=lambda span: span.layer) for case in cases]
    rising.sort(key=lambda case: (case[0].start, case[0].id))
    rising.sort(key=lambda case: case[0].layer, reverse=True)
    return tuple(span for case in rising for span in case)
