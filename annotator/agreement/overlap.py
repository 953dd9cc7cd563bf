"""Span by span: precision, recall and F1 of two coders, with the same extents or with any overlap.

Spans are matched one to one and best in total, so that one long span cannot agree with three short ones, and no
order of the spans changes the number. A coder's repeated spans (same label, same extents) count once. F1 needs no
count of what neither marked, and is what kappa comes near to as that count grows: Hripcsak, G. & Rothschild, A. S.
(2005). Agreement, the F-measure, and reliability in information retrieval. JAMIA 12(3), 296-298.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from annotator.agreement.results import SpanResult
from annotator.agreement.units import Coded
from annotator.model.geometry import Extents, match, overlaps

EXACT, OVERLAP = "exact_f1", "overlap_f1"
_MATCHED_ONCE = "Spans are matched one to one within a label; repeated spans of one coder count once."
_CONVENTIONS = {
    EXACT: f"Same label and same extents. {_MATCHED_ONCE}",
    OVERLAP: f"Same label and at least one character in common, as many pairs as possible. {_MATCHED_ONCE}",
}

Marks = Mapping[str, frozenset[Extents]]
"""A coder's spans in a document, by label, each once."""


class Matches(NamedTuple):
    """How many spans two coders have, and how many of them are matched in each way. They add up over documents."""

    first: int = 0
    second: int = 0
    exact: int = 0
    overlapping: int = 0

    def plus(self, other: "Matches") -> "Matches":
        """Return the sum."""
        return Matches(*(mine + its for mine, its in zip(self, other, strict=True)))


def marks(spans: Iterable[Coded], labels: frozenset[str] | None = None) -> Marks:
    """Return the spans by label; those whose label is not in `labels` are left out."""
    found: dict[str, set[Extents]] = defaultdict(set)
    for span in spans:
        if labels is None or span.label in labels:
            found[span.label].add(span.extents)
    return {label: frozenset(extents) for label, extents in found.items()}


def count_matches(first: Marks, second: Marks) -> dict[str, Matches]:
    """Return the matches in a document by label, for the labels that either coder used."""
    nothing: frozenset[Extents] = frozenset()
    return {
        label: _count(first.get(label, nothing), second.get(label, nothing))
        for label in dict.fromkeys((*first, *second))
    }


def _count(first: frozenset[Extents], second: frozenset[Extents]) -> Matches:
    exact = len(first & second)
    most = min(len(first), len(second))
    overlapping = most if exact == most else _overlapping(first, second)
    return Matches(len(first), len(second), exact, overlapping)


def _overlapping(first: frozenset[Extents], second: frozenset[Extents]) -> int:
    shared = overlaps(sorted(first), sorted(second))
    # Labels on the whole document have no characters in common, and are the same nevertheless.
    whole = int(() in first and () in second)
    return whole + len(match(dict.fromkeys(shared, 1)))


def exact_f1(matches: Matches) -> SpanResult:
    """Return F1 over spans with the same label and extents."""
    return _f1(EXACT, matches, matches.exact)


def overlap_f1(matches: Matches) -> SpanResult:
    """Return F1 over spans with the same label that overlap."""
    return _f1(OVERLAP, matches, matches.overlapping)


def _f1(name: str, matches: Matches, matched: int) -> SpanResult:
    n = matches.first + matches.second
    return SpanResult(
        coefficient=name,
        value=2 * matched / n if n else None,
        undefined="" if n else "Neither coder has a span, so there is nothing to compare.",
        n=n,
        convention=_CONVENTIONS[name],
        first=matches.first,
        second=matches.second,
        matched=matched,
        precision=matched / matches.second if matches.second else None,
        recall=matched / matches.first if matches.first else None,
    )
