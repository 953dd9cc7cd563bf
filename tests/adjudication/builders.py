"""Spans for the tests of adjudication, written short: `span("A1", 0, 5, "appeal")` is of layer A."""

from collections.abc import Iterable

from hypothesis import strategies as st

from annotator.adjudication.cases import Case, find_cases
from annotator.adjudication.decisions import Verdict
from annotator.model.decision import Decision
from annotator.model.ids import DecisionId, DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import AttributeValue, Span, tidy

DOCUMENT = DocumentId("d1")
A, B, C = LayerId("A"), LayerId("B"), LayerId("C")


def span(
    name: str, start: int, stop: int, label: str = "appeal", *more: tuple[int, int], **attributes: AttributeValue
) -> Span:
    """Return a span whose layer is the first letter of its id; an empty range is the whole document's label."""
    extents = tidy([(start, stop), *more]) if stop else ()
    return Span(SpanId(name), LayerId(name[0]), DOCUMENT, LabelId(label), extents, "", attributes)


def by_layer(spans: Iterable[Span], layers: str = "AB") -> dict[LayerId, list[Span]]:
    """Return the spans of each of the layers, which all took part."""
    found: dict[LayerId, list[Span]] = {LayerId(layer): [] for layer in layers}
    for one in spans:
        found[one.layer].append(one)
    return found


def cases_of(*spans: Span, layers: str = "AB") -> list[Case]:
    """Return the cases of these spans."""
    return find_cases(DOCUMENT, by_layer(spans, layers))


def only_case(*spans: Span, layers: str = "AB") -> Case:
    """Return the one case of these spans."""
    (case,) = cases_of(*spans, layers=layers)
    return case


def decided(case: Case, verdict: Verdict, name: str = "decision-1", time: str = "2025-01-01T00:00:00Z") -> Decision:
    """Return the decision that records a verdict."""
    return Decision(DecisionId(name), case.document, verdict.rule, case.candidates, tuple(case.absent), time=time)


def grouping(cases: Iterable[Case]) -> set[frozenset[str]]:
    """Return which spans stand together."""
    return {frozenset(one.id for one in case.candidates) for case in cases}


@st.composite
def layers_of_spans(draw: st.DrawFn, layers: str = "ABC", most: int = 6) -> dict[LayerId, list[Span]]:
    """Draw a few spans for each layer, crowded, so that all ways to overlap come up."""
    found: dict[LayerId, list[Span]] = {}
    for layer in layers:
        drawn = draw(
            st.lists(
                st.tuples(
                    st.integers(0, 12),
                    st.integers(0, 6),
                    st.sampled_from(["appeal", "warning", "promise"]),
                    st.sampled_from([(), ((20, 25),)]),
                    st.sampled_from([{}, {"force": 1}, {"force": 2}]),
                ),
                max_size=most,
            )
        )
        found[LayerId(layer)] = [
            span(f"{layer}{number}", start, start + size if size else 0, label, *(more if size else ()), **attributes)
            for number, (start, size, label, more, attributes) in enumerate(drawn)
        ]
    return found
