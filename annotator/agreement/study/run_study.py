"""Conducting a study: from what coders marked to its figures, at first without gamma, then with it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.input.span_table import SpanTable
from annotator.agreement.registry import HEADLINES
from annotator.agreement.results import CoefficientResult
from annotator.agreement.study.by_parent import compute_by_parent
from annotator.agreement.study.coded import only_if_coded
from annotator.agreement.study.coders_bias import coders_bias
from annotator.agreement.study.figures import compute, prepare, whole_tally
from annotator.agreement.study.span_figures import gamma_figures
from annotator.agreement.study.study import DocumentFigure, Figure, Study
from annotator.agreement.study.study_input import Computed, Prepared, Step, StudyInput
from annotator.agreement.tally import by_document, evaluate_all
from annotator.model.ids import DocumentId, LabelId

_AT_ONCE = 2_000
"""Figures that are held as what they are computed from."""
_NOTHING = "None of its coders coded anything in it."
"""Why a document has no value."""


def run_study(
    study_input: StudyInput, documents: Sequence[DocumentId], step: Step, early: Callable[[Study], object] | None = None
) -> Study:
    """Return the study of a study input; `documents`: whose texts they are, in their order.

    `early` is given the study before what takes long begins: gamma.
    """
    prepared = prepare(study_input)
    study = Study(
        design=study_input.design,
        coders=tuple(study_input.coders),
        labels=study_input.ids,
        documents=len(study_input.texts),
        compared=sum(len(_coders_of(text, study_input)) > 1 for text in study_input.texts),
        characters=sum(text.length for text in study_input.texts),
        spans=_spans(study_input, prepared.places),
        figures=tuple(_figures(compute(prepared), study_input)),
        by_parent=tuple(_figures(compute_by_parent(prepared), study_input)),
        by_document=tuple(_documents(prepared, documents)),
        bias=tuple(coders_bias(prepared)),
        places=tuple(prepared.places),
        texts=study_input.compared_texts,
        **_units(prepared.table),
    )
    if early is not None:
        early(study)
    gammas = tuple(_figures(only_if_coded(gamma_figures(prepared, step), prepared), study_input))
    return replace(study, figures=(*study.figures, *gammas))


def _units(table: SpanTable) -> dict[str, tuple[int, ...]]:
    """Return how many units coders were given, and how many of them they left without a code."""
    if table.units is None:
        return {}
    every = table.present[table.units.document].sum(axis=0)
    return {"units": tuple(every.tolist()), "uncoded": tuple(table.units.uncoded(table.present).tolist())}


def _figures(computed: Iterator[Computed], study_input: StudyInput) -> Iterator[Figure]:
    """Yield the figures; many at a time, since those that are finished alike are computed together."""
    while some := list(islice(computed, _AT_ONCE)):
        results = evaluate_all([one.tally for one in some], study_input.design.level)
        yield from (_figure(one, result, study_input) for one, result in zip(some, results, strict=True))


def _figure(one: Computed, result: CoefficientResult, study_input: StudyInput) -> Figure:
    is_usual = one.tally.coefficient in HEADLINES or one.tally.coefficient in study_input.design.coefficients
    if not is_usual and one.coders != study_input.everyone:
        # Of many coders there are very many pairs, and this is a number for each document.
        result = replace(result, without=None)
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
    study_input, places, tally = prepared.study_input, prepared.places, whole_tally(prepared)
    values = by_document(tally)
    marked, differing = np.zeros(len(documents), dtype=int), np.zeros(len(documents), dtype=int)
    for place in places:
        marked[place.document] += 1
        differing[place.document] += place.differs
    for number, (document, text) in enumerate(zip(documents, study_input.texts, strict=True)):
        value = float(values[number])
        is_defined, coders = bool(np.isfinite(value)), tuple(_coders_of(text, study_input))
        why = _NOTHING if len(coders) > 1 and not marked[number] else tally.undefined(tally.sums[number])
        yield DocumentFigure(
            document=document,
            value=value if is_defined else None,
            undefined="" if is_defined else why,
            coders=coders,
            places=int(marked[number]),
            differing=int(differing[number]),
        )


def _coders_of(text: CodedText, study_input: StudyInput) -> list[int]:
    return [at for at, coder in enumerate(study_input.coders) if coder in text.spans]


def _spans(study_input: StudyInput, places: Sequence[CodedPassage]) -> dict[LabelId, tuple[int, ...]]:
    counts = {label: [0] * len(study_input.coders) for label in study_input.ids}
    for place in places:
        for column, span in enumerate(place.spans):
            if span is not None:
                counts[span.label][column] += 1
    return {label: tuple(found) for label, found in counts.items()}
