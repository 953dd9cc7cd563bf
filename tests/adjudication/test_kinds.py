"""Pairs and triples of layers become cases of the right kinds, each written out.

A case is written as its spans and its kind; after “without” stand the layers that have nothing there.
"""

import pytest

from annotator.adjudication.cases import Case, CaseKind, find_cases
from annotator.model.span import Span
from tests.adjudication.builders import DOCUMENT, C, by_layer, cases_of, span

PAIRS: dict[str, tuple[list[Span], list[str]]] = {
    "the same": ([span("A1", 0, 9), span("B1", 0, 9)], ["A1 B1 agreed"]),
    "insert": (
        [span("A1", 0, 9), span("B1", 0, 9), span("B2", 20, 25)],
        ["A1 B1 agreed", "B2 missing without A"],
    ),
    "shift": ([span("A1", 0, 9), span("B1", 2, 11)], ["A1 B1 boundary"]),
    "relabel": ([span("A1", 0, 9), span("B1", 0, 9, "warning")], ["A1 B1 label"]),
    "relabel and shift": ([span("A1", 0, 9), span("B1", 2, 11, "warning")], ["A1 B1 label+boundary"]),
    "attribute": ([span("A1", 0, 9, force=1), span("B1", 0, 9, force=2)], ["A1 B1 attribute"]),
    "an attribute left out": ([span("A1", 0, 9, force=1), span("B1", 0, 9)], ["A1 B1 attribute"]),
    "split": (
        [span("A1", 0, 20), span("B1", 0, 8), span("B2", 9, 20)],
        ["B1 missing without A", "A1 B2 boundary"],
    ),
    "split evenly": (
        [span("A1", 0, 20), span("B1", 0, 10), span("B2", 10, 20)],
        ["A1 B1 boundary", "B2 missing without A"],
    ),
    "split, one of another label": (
        [span("A1", 0, 20), span("B1", 0, 15, "warning"), span("B2", 16, 20)],
        ["B1 missing without A", "A1 B2 boundary"],
    ),
    "stacked alike": (
        [span("A1", 0, 9), span("A2", 0, 9, "warning"), span("B1", 0, 9, "warning"), span("B2", 0, 9)],
        ["A1 B2 agreed", "A2 B1 agreed"],
    ),
    "stacked, one of two": (
        [span("A1", 0, 9), span("A2", 0, 9, "warning"), span("B1", 0, 9, "warning")],
        ["A1 missing without B", "A2 B1 agreed"],
    ),
    "stacked, one label in common": (
        [span("A1", 0, 9), span("A2", 0, 9, "warning"), span("B1", 0, 9), span("B2", 0, 9, "promise")],
        ["A1 B1 agreed", "A2 B2 label"],
    ),
    "stacked, the same label twice": (
        [span("A1", 0, 9, force=1), span("A2", 0, 9, force=2), span("B1", 0, 9, force=2), span("B2", 0, 9, force=1)],
        ["A1 B2 agreed", "A2 B1 agreed"],
    ),
    "nested alike": (
        [span("A1", 0, 40), span("A2", 10, 20), span("B1", 0, 40), span("B2", 10, 20)],
        ["A1 B1 agreed", "A2 B2 agreed"],
    ),
    "nested, shifted": (
        [span("A1", 0, 40), span("A2", 10, 20), span("B1", 0, 38), span("B2", 10, 22)],
        ["A1 B1 boundary", "A2 B2 boundary"],
    ),
    "nested, only the outer one by both": (
        [span("A1", 0, 40), span("A2", 10, 20), span("B1", 0, 38)],
        ["A1 B1 boundary", "A2 missing without B"],
    ),
    "nested, the inner one by one and the outer by the other": (
        [span("A1", 0, 40), span("B1", 10, 20)],
        ["A1 B1 boundary"],
    ),
    "discontinuous alike": (
        [span("A1", 0, 5, "appeal", (20, 25)), span("B1", 0, 5, "appeal", (20, 25))],
        ["A1 B1 agreed"],
    ),
    "discontinuous, one piece of two": (
        [span("A1", 0, 5, "appeal", (20, 25)), span("B1", 20, 25)],
        ["A1 B1 boundary"],
    ),
    "discontinuous against the whole": (
        [span("A1", 0, 5, "appeal", (20, 25)), span("B1", 0, 25)],
        ["A1 B1 boundary"],
    ),
    "discontinuous, and one in its gap": (
        [span("A1", 0, 5, "appeal", (20, 25)), span("B1", 8, 12)],
        ["B1 missing without A", "A1 missing without B"],
    ),
    "no overlap": (
        [span("A1", 0, 5), span("B1", 10, 15)],
        ["A1 missing without B", "B1 missing without A"],
    ),
    "touching is no overlap": (
        [span("A1", 0, 5), span("B1", 5, 9)],
        ["A1 missing without B", "B1 missing without A"],
    ),
    "on the whole document": ([span("A1", 0, 0, "treaty"), span("B1", 0, 0, "treaty")], ["A1 B1 agreed"]),
    "another label on the whole document": (
        [span("A1", 0, 0, "speech"), span("B1", 0, 0, "treaty")],
        ["A1 B1 label"],
    ),
}

TRIPLES: dict[str, tuple[list[Span], list[str]]] = {
    "all the same": ([span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9)], ["A1 B1 C1 agreed"]),
    "two agree, the third marked nothing": (
        [span("A1", 0, 9), span("B1", 0, 9)],
        ["A1 B1 missing without C"],
    ),
    "two agree, the third is shifted": (
        [span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 12)],
        ["A1 B1 C1 boundary"],
    ),
    "two agree, the third has another label": (
        [span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9, "warning")],
        ["A1 B1 C1 label"],
    ),
    "two agree, the third has another value": (
        [span("A1", 0, 9, force=1), span("B1", 0, 9, force=1), span("C1", 0, 9, force=2)],
        ["A1 B1 C1 attribute"],
    ),
    "two agree, the third is elsewhere": (
        [span("A1", 0, 9), span("B1", 0, 9), span("C1", 20, 29)],
        ["A1 B1 missing without C", "C1 missing without A B"],
    ),
    "one inserts": (
        [span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9), span("C2", 20, 29)],
        ["A1 B1 C1 agreed", "C2 missing without A B"],
    ),
    "each shifted otherwise": (
        [span("A1", 0, 9), span("B1", 2, 11), span("C1", 4, 13)],
        ["A1 B1 C1 boundary"],
    ),
    "each another label": (
        [span("A1", 0, 9), span("B1", 0, 9, "warning"), span("C1", 0, 9, "promise")],
        ["A1 B1 C1 label"],
    ),
    "one long span, two of two short ones": (
        [span("A1", 0, 20), span("B1", 0, 8), span("B2", 9, 20), span("C1", 0, 8), span("C2", 9, 20)],
        ["B1 C1 missing without A", "A1 B2 C2 boundary"],
    ),
    "stacked, two of two labels and one of one": (
        [
            *(span("A1", 0, 9), span("A2", 0, 9, "warning"), span("B1", 0, 9, "warning"), span("B2", 0, 9)),
            span("C1", 0, 9, "warning"),
        ],
        ["A1 B2 missing without C", "A2 B1 C1 agreed"],
    ),
    "nested, one without the inner": (
        [span("A1", 0, 40), span("A2", 10, 20), span("B1", 0, 40), span("B2", 10, 20), span("C1", 0, 40)],
        ["A1 B1 C1 agreed", "A2 B2 missing without C"],
    ),
    "discontinuous, its pieces by the two others": (
        [span("A1", 0, 5, "appeal", (20, 25)), span("B1", 0, 5), span("C1", 20, 25)],
        ["A1 B1 C1 boundary"],
    ),
    "missing by one, and shifted and relabelled between the others": (
        [span("A1", 0, 9), span("C1", 2, 11, "warning")],
        ["A1 C1 missing+label+boundary without B"],
    ),
    "no overlap at all": (
        [span("A1", 0, 5), span("B1", 10, 15), span("C1", 20, 25)],
        ["A1 missing without B C", "B1 missing without A C", "C1 missing without A B"],
    ),
    "a chain in which the first and the last share nothing": (
        [span("A1", 0, 10), span("B1", 8, 18), span("C1", 16, 26)],
        ["A1 B1 C1 boundary"],
    ),
}


def told(case: Case) -> str:
    """Return a case as it is written above."""
    ids = " ".join(one.id for one in sorted(case.candidates, key=lambda one: one.id))
    differs = "+".join(kind for kind in CaseKind if kind in case.differs) or case.kind
    assert differs.split("+")[0] == case.kind
    return f"{ids} {differs}" + (f" without {' '.join(sorted(case.absent))}" if case.absent else "")


@pytest.mark.parametrize(("spans", "expected"), PAIRS.values(), ids=PAIRS)
def test_two_layers_become_these_cases(spans: list[Span], expected: list[str]) -> None:
    assert sorted(told(case) for case in cases_of(*spans)) == sorted(expected)
    assert sorted(told(case) for case in cases_of(*reversed(spans), layers="BA")) == sorted(expected)


@pytest.mark.parametrize(("spans", "expected"), TRIPLES.values(), ids=TRIPLES)
def test_three_layers_become_these_cases(spans: list[Span], expected: list[str]) -> None:
    for order in ("ABC", "CAB", "BCA", "CBA"):
        assert sorted(told(case) for case in cases_of(*spans, layers=order)) == sorted(expected)


@pytest.mark.parametrize(("spans", "expected"), PAIRS.values(), ids=PAIRS)
def test_a_third_who_marked_nothing_is_missing_everywhere(spans: list[Span], expected: list[str]) -> None:
    cases = find_cases(DOCUMENT, by_layer(spans) | {C: []})
    together = [line.split(" without")[0].split(" ")[:-1] for line in expected]
    assert sorted(sorted(one.id for one in case.candidates) for case in cases) == sorted(together)
    assert all(C in case.absent and case.kind is CaseKind.MISSING for case in cases)
