"""What a model is asked of gold: of each decision as it was made, and of gold that no decision stands behind."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.adjudication.cases import Case
from annotator.adjudication.slots import slots_of
from annotator.model.coder import Layer
from annotator.model.decision import Decision
from annotator.model.geometry import jaccard
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Span
from annotator.operations.adjudication.case_queue import cases_between, counted_in
from annotator.operations.adjudication.posterior import Asked
from annotator.operations.people.taken_texts import TakenTexts, taken_texts
from annotator.store.project import Project


def gold_questions(project: Project, layers: Sequence[Layer], begun_too: bool = False) -> "GoldQuestions":
    """Return what is to be asked of the gold of all documents, between these layers; `begun_too`: as in `estimate`."""
    asked = GoldQuestions(project, taken_texts(project, layers, begun_too))
    for info in project.documents.all():
        asked.add(info.id)
    return asked


@dataclass(slots=True)
class GoldQuestions:
    """The passages that are asked about.

    `of_span`: for each gold span and each candidate of a decision, the number of its passage and its label. `rejected`:
    the decisions of which no gold came, with the number of the passage of each of their cases.
    """

    project: Project
    taken: TakenTexts
    places: list[Asked] = field(default_factory=list)
    of_span: dict[SpanId, tuple[int, LabelId]] = field(default_factory=dict)
    rejected: list[tuple[Decision, int]] = field(default_factory=list)

    def add(self, document: DocumentId) -> None:
        """Ask about the gold of a document, and about the candidates of its decisions."""
        layer = self.project.layers.gold()
        gold = {} if layer is None else {span.id: span for span in self.project.spans.of_document(document, layer.id)}
        decisions = self.project.decisions.of_document(document)
        for decision in decisions:
            self._decided(decision, [gold[id] for id in decision.gold if id in gold])
        decided = {id for decision in decisions for id in decision.gold}
        left = [span for id, span in gold.items() if id not in decided]
        if left:
            present = counted_in(self.project, document, self.taken)
            cases = cases_between(self.project, document, present)
            for span in left:
                self._ask([span], _nearest(span, cases) or Asked((), [layer.id for layer in present]))

    def _decided(self, decision: Decision, gold: Sequence[Span]) -> None:
        absent, slots = [LayerId(layer) for layer in decision.absent], slots_of({}, decision.links)
        asked = dict.fromkeys([*(span.layer for span in decision.candidates), *absent])
        for case in decision.cases:
            # Who has something in another of the cases that were joined has nothing in this one.
            here = {span.layer for span in case}
            if decision.rule.settles and not decision.gold:
                self.rejected.append((decision, len(self.places)))
            self._ask(case, Asked(case, [layer for layer in asked if layer not in here], slots))
        if gold:
            # Of joined cases each layer votes once, with what it has first.
            by_layer: dict[LayerId, Span] = {}
            for span in sorted(decision.candidates, key=lambda span: (span.start, span.id)):
                by_layer.setdefault(span.layer, span)
            self._ask(gold, Asked(tuple(by_layer.values()), absent, slots))

    def _ask(self, spans: Sequence[Span], place: Asked) -> None:
        self.of_span.update((span.id, (len(self.places), span.label)) for span in spans)
        self.places.append(place)


def _nearest(span: Span, cases: Sequence[Case]) -> Asked | None:
    """Return the case whose candidates are the most like a span, None where none meets it."""

    def likeness(one: Case) -> tuple[float, str]:
        alike = [
            jaccard(other.extents, span.extents) + (other.label == span.label)
            for other in one.candidates
            if jaccard(other.extents, span.extents) > 0
        ]
        return max(alike, default=0.0), one.key

    best = max(cases, key=likeness, default=None)
    if best is None or not likeness(best)[0]:
        return None
    return Asked(best.candidates, best.absent, best.slots)
