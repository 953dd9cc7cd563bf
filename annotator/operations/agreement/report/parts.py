"""All numbers of all coders together: each part of the codings, then labels with those that stand below them."""

from collections.abc import Iterator

from annotator.agreement.study.study import ASPECTS
from annotator.operations.agreement.report.figure_tables import FigureTables
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Block, Heading, paragraph


def by_part(report_input: ReportInput) -> Iterator[Block]:
    """Yield the numbers of each part of the codings under a heading of its own."""
    yield Heading(1, "Agreement of all coders")
    for aspect, said in ASPECTS.items():
        figures = [one for one in report_input.everyone if one.aspect == aspect]
        if figures:
            yield Heading(2, said.title)
            yield from FigureTables(report_input).blocks(figures, said.title, said.meaning)


def by_parent(report_input: ReportInput) -> Iterator[Block]:
    """Yield the numbers along the hierarchy of labels; nothing where no label has a parent."""
    everyone = [one for one in report_input.record.by_parent if len(one.coders) == len(report_input.record.coders)]
    if everyone:
        yield Heading(1, "Agreement along the hierarchy of labels")
        yield paragraph("Spans with a label below another one count as that one’s own.")
    for aspect, said in ASPECTS.items():
        figures = [one for one in everyone if one.aspect == aspect]
        if figures:
            title = f"{said.title}, labels below counted as their parent"
            yield Heading(2, title)
            yield from FigureTables(report_input, with_children=True).blocks(figures, title, said.meaning)
