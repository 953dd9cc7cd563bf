"""The cases of one document, kept up to date: what a change touches is compared anew, and nothing else.

A decision changes where its own cases stand; a coder's span changes the cases of its cluster and of the acts whose
party it is, a link those of its act. What comes out is the same as comparing the whole document again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import count
from typing import NamedTuple

from annotator.adjudication.cases import Case, cases_of_cluster
from annotator.adjudication.decisions import Settled, settle
from annotator.adjudication.places import Places
from annotator.adjudication.slots import LinkIndex, slots_of
from annotator.model.clusters import clusters
from annotator.model.decision import Decision
from annotator.model.ids import DecisionId, DocumentId, LayerId, LinkId, SpanId
from annotator.model.span import Link, Span


class CaseChange(NamedTuple):
    """What an update changed: the cases as they stood, and those that stand in their place."""

    gone: list[Settled]
    come: list[Settled]


class CaseBook:
    """The cases between `layers`, all of which took part in the document; `as_of`: the step it was read after."""

    def __init__(
        self,
        document: DocumentId,
        layers: Sequence[LayerId],
        spans: Iterable[Span],
        decisions: Iterable[Decision],
        links: Iterable[Link] = (),
        as_of: int = 0,
    ) -> None:
        """`spans`, `decisions` and `links` of the document; what is of other layers is left out."""
        self.document = document
        self.layers = tuple(layers)
        self.as_of = as_of
        self._numbers = count()
        self._spans: dict[SpanId, Span] = {}
        self._places = Places()
        self._cluster_of: dict[SpanId, int] = {}
        self._members: dict[int, list[SpanId]] = {}
        self._cases_in: dict[int, list[str]] = {}
        self._settled: dict[str, Settled] = {}
        self._case_of: dict[SpanId, str] = {}
        self._decisions: dict[DecisionId, Decision] = {}
        self._links = LinkIndex(links)
        # By the span that was decided about; in the order of a set, which a dictionary keeps.
        self._about: dict[SpanId, dict[DecisionId, None]] = defaultdict(dict)
        for decision in decisions:
            self._put_decision(decision)
        for span in spans:
            if span.layer in self.layers:
                self._put_span(span)
        self._compare(list(self._spans.values()))

    def all(self) -> list[Settled]:
        """Return all cases, not in order."""
        return list(self._settled.values())

    def case_of(self, span: SpanId) -> Settled | None:
        """Return the case in which a span stands."""
        return self._settled.get(self._case_of.get(span, ""))

    def decisions_about(self, case: Case) -> list[Decision]:
        """Return the decisions about any of the spans of a case."""
        return self._decisions_on(span.id for span in case.candidates)

    def update(
        self,
        spans: Iterable[Span] = (),
        removed: Collection[SpanId] = (),
        decisions: Iterable[Decision] = (),
        dropped: Iterable[DecisionId] = (),
        links: Iterable[Link] = (),
        unlinked: Iterable[LinkId] = (),
    ) -> CaseChange:
        """Take over spans, decisions and links that are new or changed, and those that are gone (by id)."""
        said = {span_id for made in decisions for span_id in self._put_decision(made)}
        said |= {span_id for id in dropped for span_id in self._drop_decision(id)}
        own = [span for span in spans if span.layer in self.layers]
        acts = {act for link in links for act in self._links.put(link)}
        acts |= {act for id in unlinked for act in self._links.drop(id)}
        acts |= {act for id in (*removed, *(span.id for span in own)) for act in self._links.acts_towards(id)}
        touched = self._clusters_touched(own, removed)
        touched |= {self._cluster_of[act] for act in acts if act in self._cluster_of}
        before = self._withdraw(touched)
        members = [self._spans[id] for id in self._dissolve(touched) if id in self._spans]
        after = self._compare(members)
        for key in {self._case_of[id] for id in said if id in self._case_of} - {one.case.key for one in after}:
            before.append(self._settled[key])
            self._stand(self._settled[key].case)
            after.append(self._settled[key])
        return _without_what_stayed(before, after)

    # Inside.

    def _clusters_touched(self, spans: Iterable[Span], removed: Collection[SpanId]) -> set[int]:
        """Take spans in and out; return the clusters in which they are, and those that they now reach."""
        touched = {self._cluster_of[id] for id in removed if id in self._spans}
        for id in removed:
            self._take_span(id)
        for span in spans:
            if span.id in self._spans:
                touched.add(self._cluster_of[span.id])
                self._take_span(span.id)
            touched |= {self._cluster_of[id] for id in self._places.meeting(span) if id in self._cluster_of}
            self._put_span(span)
            self._fresh(span.id, touched)
        return touched

    def _fresh(self, id: SpanId, touched: set[int]) -> None:
        """Put a new span into a cluster of its own, until all that it meets are compared together."""
        number = next(self._numbers)
        self._cluster_of[id], self._members[number], self._cases_in[number] = number, [id], []
        touched.add(number)

    def _withdraw(self, touched: Iterable[int]) -> list[Settled]:
        """Take the cases of clusters out and return them."""
        gone = [self._settled.pop(key) for number in touched for key in self._cases_in.pop(number)]
        for one in gone:
            for span in one.case.candidates:
                self._case_of.pop(span.id, None)
        return gone

    def _dissolve(self, touched: Iterable[int]) -> list[SpanId]:
        members = [id for number in touched for id in self._members.pop(number)]
        return list(dict.fromkeys(members))

    def _compare(self, spans: Sequence[Span]) -> list[Settled]:
        """Put spans, of whole clusters, into clusters and cases; return the cases."""
        made: list[Settled] = []
        for cluster in clusters(spans):
            number = next(self._numbers)
            self._members[number] = [span.id for span in cluster]
            self._cluster_of.update((span.id, number) for span in cluster)
            slots = slots_of(self._spans, self._links.of_acts(span.id for span in cluster))
            cases = cases_of_cluster(self.document, cluster, self.layers, slots)
            self._cases_in[number] = [case.key for case in cases]
            made += [self._stand(case) for case in cases]
        return made

    def _stand(self, case: Case) -> Settled:
        """Find where a case stands."""
        (one,) = settle([case], self.decisions_about(case))
        self._settled[case.key] = one
        self._case_of.update((span.id, case.key) for span in case.candidates)
        return one

    def _decisions_on(self, spans: Iterable[SpanId]) -> list[Decision]:
        ids = {id: None for span in spans for id in self._about.get(span, ())}
        return [self._decisions[id] for id in ids]

    def _put_span(self, span: Span) -> None:
        self._spans[span.id] = span
        self._places.put(span)

    def _take_span(self, id: SpanId) -> None:
        span = self._spans.pop(id, None)
        if span is not None:
            self._places.remove(span)
            del self._cluster_of[id]

    def _put_decision(self, decision: Decision) -> set[SpanId]:
        said = self._drop_decision(decision.id)
        self._decisions[decision.id] = decision
        for span in decision.candidates:
            self._about[span.id][decision.id] = None
        return said | {span.id for span in decision.candidates}

    def _drop_decision(self, id: DecisionId) -> set[SpanId]:
        decision = self._decisions.pop(id, None)
        said = {span.id for span in decision.candidates} if decision else set()
        for span in said:
            del self._about[span][id]
            if not self._about[span]:
                del self._about[span]
        return said


def _without_what_stayed(before: Iterable[Settled], after: Iterable[Settled]) -> CaseChange:
    was = {one.case.key: one for one in before}
    stayed = {one.case.key for one in after if was.get(one.case.key) == one}
    gone = [one for key, one in was.items() if key not in stayed]
    return CaseChange(gone, [one for one in after if one.case.key not in stayed])
