"""Soft labels: votes and chances for gold, and for what was decided about and did not become gold."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.ids import SpanId
from annotator.model.soft_label import SoftLabel
from annotator.operations.adjudication.gold_questions import gold_questions
from annotator.operations.adjudication.posterior import estimate
from annotator.operations.people import people
from annotator.operations.progress import Progress
from annotator.store.project import Project


def with_soft_labels(project: Project, bundle: Bundle, progress: Progress, begun_too: bool = False) -> Bundle:
    """Return a bundle whose documents have soft labels; read it within `project.snapshot()`.

    A decision is taken as it was when it was made; what coders err in is found from all that they coded. Gold that no
    decision stands behind has the votes of the case in which it lies best. `begun_too`: as in `estimate`.
    """
    layers = people.layers_named(project, None)
    asked = gold_questions(project, layers, begun_too)
    found = estimate(project, layers, progress=progress, also=asked.places, begun_too=begun_too)
    first = len(found.cases)
    soft: dict[SpanId, SoftLabel] = {
        span: found.soft_label(first + place, label) for span, (place, label) in asked.of_span.items()
    }
    return replace(bundle, documents=_softened(bundle, soft))


def _softened(bundle: Bundle, soft: Mapping[SpanId, SoftLabel]) -> Iterator[CodedDocument]:
    for coded in bundle.documents:
        spans = [*coded.spans, *(span for decision in coded.decisions for span in decision.candidates)]
        yield replace(coded, soft={span.id: soft[span.id] for span in spans if span.id in soft})
