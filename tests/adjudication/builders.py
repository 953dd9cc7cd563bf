"""Spans for the tests of adjudication, written short: `span("A1", 0, 5, "appeal")` is of layer A."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from hypothesis import strategies as st

from annotator.adjudication.cases import Case, find_cases
from annotator.adjudication.decisions import Verdict
from annotator.adjudication.slots import link_as_it_was
from annotator.model.decision import Decision, Rule, laid_out
from annotator.model.ids import ActorId, DecisionId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.span import AttributeValue, Extent, Link, Span, tidy

DOCUMENT = DocumentId("d1")
A, B, C = LayerId("A"), LayerId("B"), LayerId("C")


def span(
    name: str, start: int, stop: int, label: str = "appeal", *more: tuple[int, int], **attributes: AttributeValue
) -> Span:
    """Return a span whose layer is the first letter of its id; an empty range is the whole document's label."""
    extents = tidy([(start, stop), *more]) if stop else ()
    return Span(SpanId(name), LayerId(name[0]), DOCUMENT, LabelId(label), extents, "", attributes)


def link(name: str, act: str, role: str = "speaker", **party: object) -> Link:
    """Return a link of an act; `party`: span, actor, value or extents, as `Link` has them."""
    return Link(LinkId(name), SpanId(act), RoleId(role), **party)  # type: ignore[arg-type]


def by_layer(spans: Iterable[Span], layers: str = "AB") -> dict[LayerId, list[Span]]:
    """Return the spans of each of the layers, which all took part."""
    found: dict[LayerId, list[Span]] = {LayerId(layer): [] for layer in layers}
    for one in spans:
        found[one.layer].append(one)
    return found


def cases_of(*spans: Span, layers: str = "AB", links: Iterable[Link] = ()) -> list[Case]:
    """Return the cases of these spans."""
    return find_cases(DOCUMENT, by_layer(spans, layers), links)


def only_case(*spans: Span, layers: str = "AB", links: Iterable[Link] = ()) -> Case:
    """Return the one case of these spans."""
    (case,) = cases_of(*spans, layers=layers, links=links)
    return case


def shifted() -> Case:
    """Return a case whose two coders differ in the boundaries and in one of two attributes."""
    return only_case(span("A1", 0, 10, force=1, public=True), span("B1", 3, 13, force=2))


def decided(case: Case, verdict: Verdict, name: str = "decision-1", time: str = "2025-01-01T00:00:00Z") -> Decision:
    """Return the decision that records a verdict."""
    links = tuple(link_as_it_was(filling) for one in case.candidates for filling in case.slots_of(one))
    return Decision(
        DecisionId(name), case.document, verdict.rule, case.candidates, tuple(case.absent), time=time, links=links
    )


def joining(*cases: Case, name: str = "decision-1", time: str = "") -> Decision:
    """Return the decision that several cases are one span."""
    row = laid_out([case.candidates for case in cases])
    links = tuple(
        link_as_it_was(filling) for case in cases for one in case.candidates for filling in case.slots_of(one)
    )
    absent = tuple(layer for layer in cases[0].absent if all(layer in case.absent for case in cases))
    return Decision(DecisionId(name), DOCUMENT, Rule.JOINED, row, absent, time=time, links=links)


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
                    st.sampled_from([None, None, "fra", "chn"]),
                ),
                max_size=most,
            )
        )
        found[LayerId(layer)] = [
            replace(
                span(f"{layer}{n}", start, start + size if size else 0, label, *(more if size else ()), **attributes),
                actor=ActorId(actor) if actor else None,
            )
            for n, (start, size, label, more, attributes, actor) in enumerate(drawn)
        ]
    return found


class Coded(NamedTuple):
    """What some coders say of a document: spans by layer, and who fills their slots."""

    layers: dict[LayerId, list[Span]]
    links: list[Link]

    def cases(self) -> list[Case]:
        """Return the cases between all the layers."""
        return find_cases(DOCUMENT, self.layers, self.links)


@st.composite
def links_among(draw: st.DrawFn, spans: Sequence[Span], name: str) -> Link:
    """Draw a link between spans of one layer, or to an actor, a value or a passage."""
    act = draw(st.sampled_from(spans))
    others = [one for one in spans if one.layer == act.layer and one.id != act.id]
    role = draw(st.sampled_from(["speaker", "addressee"]))
    kind = draw(st.sampled_from(["span", "span", "actor", "value", "extents", "both"]))
    if kind in ("span", "both") and others:
        actor = draw(st.sampled_from(["fra", "chn"])) if kind == "both" else None
        return link(name, act.id, role, span=draw(st.sampled_from(others)).id, actor=actor)
    if kind == "actor":
        return link(name, act.id, role, actor=draw(st.sampled_from(["fra", "chn"])))
    if kind == "extents":
        return link(name, act.id, role, extents=(Extent(30, draw(st.integers(31, 32))),), quote="Paris")
    return link(name, act.id, role, value=draw(st.sampled_from(["implicit", "unclear"])))


@st.composite
def coded_layers(draw: st.DrawFn, layers: str = "ABC", most: int = 6) -> Coded:
    """Draw a few spans for each layer, and links of some of them."""
    spans = draw(layers_of_spans(layers, most))
    every = [one for found in spans.values() for one in found]
    count = draw(st.integers(0, 8)) if every else 0
    return Coded(spans, [draw(links_among(every, f"link-{number}")) for number in range(count)])
