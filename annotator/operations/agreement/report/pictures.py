"""The pictures of the supplement, drawn from the same numbers as its tables; those of a large codebook by domain."""

from collections import Counter
from collections.abc import Callable, Iterator

from annotator.agreement.results import NOTHING
from annotator.agreement.study import diagnostics
from annotator.agreement.study.diagnostics import ConfusionMatrix, StudyPassages
from annotator.model.text import words
from annotator.operations.agreement.report.figures import headlines
from annotator.operations.agreement.report.folding import label_groups, rows_of
from annotator.operations.agreement.report.forest import NARROW, every_value, forest_of
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Column, Heading, Plot, TableBlock, row
from annotator.reports.drawing import Drawing
from annotator.reports.plots.confusion import ConfusionPlot, confusion
from annotator.reports.plots.drift import DriftPoint, drift
from annotator.reports.plots.hardest import HardDocument, hardest
from annotator.reports.plots.parts import WIDTH
from annotator.reports.plots.shifts import ShiftPlot, shifts
from annotator.reports.plots.usage import LabelUse, UsagePlot, usage

_MOST_ROWS = 45
"""Of a forest plot on one page; a longer one is folded as in the appendix."""
_MOST_CONFUSED = 20
_LOWEST = "The lowest value of each label and of each part that labels share"


def pictures(report_input: ReportInput) -> Iterator[Block]:
    """Yield the pictures under a heading."""
    matrix = _matrix(report_input)
    yield Heading(1, "Pictures")
    is_short = len(headlines(report_input.everyone)) <= _MOST_ROWS
    yield every_value(report_input) if is_short else forest_of(report_input, rows_of(report_input), _LOWEST)
    folded = _confusion(report_input, matrix)
    yield _plot(lambda width: confusion(folded, width=width), "What coders called the same passages.")
    if len(matrix.categories) > len(folded.categories):
        yield from _most_confused(report_input, matrix)
    yield _plot(lambda width: shifts(_shifts(report_input), width=width), "How far apart boundaries are.")
    used = _usage(report_input)
    yield _plot(lambda width: usage(used, width=width), "How often each coder used each label.")
    points = _drift(report_input)
    yield _plot(lambda width: drift(points, width=width), "Agreement document by document, in the order of coding.")
    hard = _hardest(report_input)
    caption = "The documents on which coders agree least, and how many places differ in passage or label."
    yield _plot(lambda width: hardest(hard, width=width), caption)


def _plot(draw: Callable[[float], Drawing], caption: str) -> Plot:
    return Plot(draw(WIDTH), caption, narrow=draw(NARROW))


def _matrix(report_input: ReportInput) -> ConfusionMatrix:
    return StudyPassages(report_input.study).confusion(tuple(range(len(report_input.study.coders))))


def _confusion(report_input: ReportInput, found: ConfusionMatrix) -> ConfusionPlot:
    """Return the matrix, its labels folded as in the appendix where there are many."""
    groups = label_groups(report_input) | {NOTHING: report_input.names.category(NOTHING)}
    names = list(dict.fromkeys(groups[category] for category in found.categories))
    counts = [[0] * len(names) for _ in names]
    for category, line in zip(found.categories, found.counts.tolist(), strict=True):
        for other, count in zip(found.categories, line, strict=True):
            counts[names.index(groups[category])][names.index(groups[other])] += count
    coders = report_input.record.coders
    return ConfusionPlot(
        categories=tuple(names),
        counts=counts,
        rows="one coder" if found.is_pooled else coders[0],
        columns="another" if found.is_pooled else coders[1],
    )


def _most_confused(report_input: ReportInput, found: ConfusionMatrix) -> Iterator[TableBlock]:
    """Yield the pairs of labels that stand for each other most often, of a codebook whose matrix is folded."""
    pairs: Counter[tuple[str, str]] = Counter()
    counts = found.counts.tolist()
    for i, one in enumerate(found.categories):
        for j, other in enumerate(found.categories[:i]):
            # A pooled matrix is symmetric and says the same twice.
            pairs[other, one] += counts[i][j] if found.is_pooled else counts[i][j] + counts[j][i]
    rows = tuple(
        row(report_input.names.category(one), report_input.names.category(other), f"{count:,}")
        for (one, other), count in pairs.most_common(_MOST_CONFUSED)
        if count
    )
    if rows:
        header = (row("One coder", "Another", "Passages"),)
        columns = (Column(), Column(), Column(Align.NUMBERS))
        yield TableBlock(columns=columns, header=header, rows=rows, caption="What was confused most often.")


def _shifts(report_input: ReportInput) -> ShiftPlot:
    found = StudyPassages(report_input.study).shifts(tuple(range(len(report_input.study.coders))))
    return ShiftPlot(starts=found.starts.tolist(), stops=found.stops.tolist())


def _usage(report_input: ReportInput) -> UsagePlot:
    """Return how often each label was used, or each group of labels where they are many."""
    documents, labels = report_input.project.documents, report_input.project.codebook.labels
    read = {one.document: len(words(documents.get(one.document).text)) for one in report_input.study.by_document}
    found = diagnostics.usage(report_input.study, read)
    groups, uses = label_groups(report_input), dict[str, LabelUse]()
    for label in labels:
        if label.id in found.counts:
            name, counts = groups[label.id], found.counts[label.id]
            known = uses.get(name)
            if known is not None:
                counts = tuple(map(sum, zip(known.counts, counts, strict=True)))
            uses[name] = LabelUse(label=name, colour=known.colour if known else label.colour, counts=counts)
    return UsagePlot(coders=tuple(report_input.record.coders), words=found.read, labels=[*uses.values()])


def _drift(report_input: ReportInput) -> list[DriftPoint]:
    order, titles = diagnostics.when_coded(report_input.study), _titles(report_input)
    compared = diagnostics.compared_in_order(report_input.study, order)
    return [DriftPoint(name=titles[one.document], value=one.value) for one in compared]


def _hardest(report_input: ReportInput) -> list[HardDocument]:
    titles = _titles(report_input)
    return [
        HardDocument(
            name=titles[one.document],
            value=one.value,
            note=f"{one.differing} of {one.places} differ",
        )
        for one in diagnostics.hardest(report_input.study)
        if one.value is not None
    ]


def _titles(report_input: ReportInput) -> dict[str, str]:
    return {info.id: info.title for info in report_input.project.documents.all()}
