"""The pictures of a reliability report, drawn from the same numbers as its tables."""

from collections.abc import Iterator, Mapping

from annotator.agreement.study import diagnostics
from annotator.agreement.study.diagnostics import StudyPassages
from annotator.agreement.study.study import ASPECTS, Aspect, Study
from annotator.formats.study_records import FigureRecord, StudyRecord
from annotator.model.ids import LabelId
from annotator.model.text import words
from annotator.operations.agreement.study_names import StudyNames
from annotator.reports.blocks import Block, Heading, Plot
from annotator.reports.plots.confusion import ConfusionPlot, confusion
from annotator.reports.plots.drift import DriftPoint, drift
from annotator.reports.plots.forest import ForestRow, forest
from annotator.reports.plots.hardest import HardDocument, hardest
from annotator.reports.plots.shifts import ShiftPlot, shifts
from annotator.reports.plots.usage import LabelUse, UsagePlot, usage
from annotator.store.project import Project

_ALPHAS = ("alpha-nominal", "alpha-ordinal", "alpha-ratio", "alpha-masi")
"""One of these stands for each row of the forest plot: the last that there is, which knows most of the values.

For everything at once the nominal one, as in the window.
"""


def plots_of(project: Project, record: StudyRecord, study: Study, names: StudyNames) -> Iterator[Block]:
    """Yield the pictures under a heading."""
    titles: dict[str, str] = {info.id: info.title for info in project.documents.all()}
    yield Heading(1, "Pictures")
    yield Plot(
        forest(_forest_rows(record, names)),
        "Krippendorff’s alpha of all coders with intervals: ordinal for values that rise, MASI for sets, else nominal.",
    )
    yield Plot(confusion(_confusion(record, study, names)), "What coders called the same passages.")
    yield Plot(shifts(_shifts(study)), "How far apart the boundaries of the same passages are.")
    yield Plot(usage(_usage(project, record, study)), "How often each coder used each label.")
    yield Plot(drift(_drift(study, titles)), "Agreement document by document, in the order of coding.")
    yield Plot(hardest(_hardest(study, titles)), "The documents on which coders agree least.")


def _forest_rows(record: StudyRecord, names: StudyNames) -> list[ForestRow]:
    """Return a row for each part of the codings, with the alpha that fits its values best."""
    best: dict[tuple[str, str | None, str], FigureRecord] = {}
    for one in record.figures:
        is_other = one.aspect == Aspect.ALL and one.coefficient != "alpha-nominal"
        if len(one.coders) == len(record.coders) and one.coefficient in _ALPHAS and not is_other:
            key = one.aspect, one.label, one.part
            known = best.get(key)
            if known is None or _ALPHAS.index(one.coefficient) > _ALPHAS.index(known.coefficient):
                best[key] = one
    order = [str(aspect) for aspect in Aspect]
    return [_forest_row(one, names) for one in sorted(best.values(), key=lambda one: order.index(one.aspect))]


def _forest_row(one: FigureRecord, names: StudyNames) -> ForestRow:
    label = LabelId(one.label) if one.label is not None else None
    part = names.part(Aspect(one.aspect), one.part, label) if one.part else ""
    interval = one.interval
    return ForestRow(
        name=", ".join(filter(None, (names.label(label), part))),
        value=one.value,
        low=interval.low if interval is not None else None,
        high=interval.high if interval is not None else None,
        undefined=one.undefined,
        group=ASPECTS[Aspect(one.aspect)].title,
        note=f"n = {one.n:,.0f}",
    )


def _confusion(record: StudyRecord, study: Study, names: StudyNames) -> ConfusionPlot:
    coders = tuple(range(len(study.coders)))
    found = StudyPassages(study).confusion(coders)
    return ConfusionPlot(
        categories=tuple(map(names.category, found.categories)),
        counts=found.counts.tolist(),
        rows="one coder" if found.is_pooled else record.coders[0],
        columns="another" if found.is_pooled else record.coders[1],
    )


def _shifts(study: Study) -> ShiftPlot:
    found = StudyPassages(study).shifts(tuple(range(len(study.coders))))
    return ShiftPlot(starts=found.starts.tolist(), stops=found.stops.tolist())


def _usage(project: Project, record: StudyRecord, study: Study) -> UsagePlot:
    read = {one.document: len(words(project.documents.get(one.document).text)) for one in study.by_document}
    found = diagnostics.usage(study, read)
    labels = [
        LabelUse(label=label.name, colour=label.colour, counts=found.counts[label.id])
        for label in project.codebook.labels
        if label.id in found.counts
    ]
    return UsagePlot(coders=tuple(record.coders), words=found.read, labels=labels)


def _drift(study: Study, titles: Mapping[str, str]) -> list[DriftPoint]:
    order = diagnostics.when_coded(study)
    return [
        DriftPoint(name=titles[one.document], value=one.value) for one in diagnostics.compared_in_order(study, order)
    ]


def _hardest(study: Study, titles: Mapping[str, str]) -> list[HardDocument]:
    return [
        HardDocument(
            name=titles[one.document],
            value=one.value,
            note=f"{one.differing} of {one.places} differ in passage or label",
        )
        for one in diagnostics.hardest(study)
        if one.value is not None
    ]
