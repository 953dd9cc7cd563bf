"""Conducting a study: from what coders marked to its figures, at first without gamma, then with it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.registry import HEADLINES
from annotator.agreement.results import CoefficientResult
from annotator.agreement.study.by_parent import compute_by_parent
from annotator.agreement.study.figures import compute, prepare, whole_tally
from annotator.agreement.study.span_figures import gamma_figures
from annotator.agreement.study.study import DocumentFigure, Figure, Study
from annotator.agreement.study.study_input import Computed, Prepared, Step, StudyInput
from annotator.agreement.tally import by_document, evaluate_all
from annotator.model.ids import DocumentId, LabelId

_AT_ONCE = 2_000
"""Figures that are held as what they are computed from."""


def run_study(
    material: StudyInput, documents: Sequence[DocumentId], step: Step, early: Callable[[Study], object] | None = None
) -> Study:
    """Return the study of a material; `documents`: whose texts they are, in their order.

    `early` is given the study before what takes long begins: gamma.
    """
    prepared = prepare(material)
    study = Study(
        design=material.design,
        coders=tuple(material.coders),
        labels=material.ids,
        documents=len(material.texts),
        compared=sum(_compared(text, material) > 1 for text in material.texts),
        characters=sum(text.length for text in material.texts),
        spans=_spans(material, prepared.places),
        figures=tuple(_figures(compute(prepared), material)),
        by_parent=tuple(_figures(compute_by_parent(prepared), material)),
        by_document=tuple(_documents(prepared, documents)),
        places=tuple(prepared.places),
    )
    if early is not None:
        early(study)
    gammas = tuple(_figures(gamma_figures(prepared, step), material))
    return replace(study, figures=(*study.figures, *gammas))


def _figures(computed: Iterator[Computed], material: StudyInput) -> Iterator[Figure]:
    """Yield the figures; many at a time, since those that are finished alike are computed together."""
    while some := list(islice(computed, _AT_ONCE)):
        results = evaluate_all([one.tally for one in some], material.design.level)
        yield from (_figure(one, result, material) for one, result in zip(some, results, strict=True))


def _figure(one: Computed, result: CoefficientResult, material: StudyInput) -> Figure:
    is_usual = one.tally.coefficient in HEADLINES or one.tally.coefficient in material.design.coefficients
    if not is_usual and one.coders != material.everyone:
        # Of many coders there are very many pairs, and this is a number for each document.
        result = replace(result, left_out=None)
    return Figure(
        aspect=one.aspect,
        coefficient=one.tally.coefficient,
        coders=one.coders,
        label=one.label,
        part=one.part,
        result=result,
        with_children=one.with_children,
    )


def _documents(prepared: Prepared, documents: Sequence[DocumentId]) -> Iterator[DocumentFigure]:
    material, places, tally = prepared.material, prepared.places, whole_tally(prepared)
    values = by_document(tally)
    marked, differing = np.zeros(len(documents), dtype=int), np.zeros(len(documents), dtype=int)
    for place in places:
        marked[place.document] += 1
        differing[place.document] += place.differs
    for number, (document, text) in enumerate(zip(documents, material.texts, strict=True)):
        value = float(values[number])
        is_defined = bool(np.isfinite(value))
        yield DocumentFigure(
            document=document,
            value=value if is_defined else None,
            undefined="" if is_defined else tally.undefined(tally.sums[number]),
            coders=tuple(at for at, coder in enumerate(material.coders) if coder in text.spans),
            places=int(marked[number]),
            differing=int(differing[number]),
        )


def _compared(text: CodedText, material: StudyInput) -> int:
    return sum(coder in text.spans for coder in material.coders)


def _spans(material: StudyInput, places: Sequence[CodedPassage]) -> dict[LabelId, tuple[int, ...]]:
    counts = {label: [0] * len(material.coders) for label in material.ids}
    for place in places:
        for column, span in enumerate(place.spans):
            if span is not None:
                counts[span.label][column] += 1
    return {label: tuple(found) for label, found in counts.items()}
