"""The supplement's section on differences: a row for each two numbers that were to be compared."""

from collections.abc import Iterator

from annotator.agreement.interval import of_many
from annotator.operations.agreement.difference_words import difference_number, side_name, side_number, texts_said
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Cell, Column, Heading, TableBlock, paragraph, row


def differences(report_input: ReportInput) -> Iterator[Block]:
    """Yield the section, nothing where none were asked for."""
    found, names = report_input.record.differences, report_input.names
    if not found:
        return
    yield Heading(1, "Differences")
    header = row("first", "", "second", "", f"difference [{found[0].level:.0%} interval]")
    notes: list[str] = []
    rows = []
    for one in found:
        said = one.why if one.low is None else f"Interval: {one.method}."
        if said not in notes:
            notes.append(said)
        what = difference_number(one) if one.value is not None else "undefined"
        first = Cell(side_name(one.first, one.first_said, names)), Cell(side_number(one.first))
        second = Cell(side_name(one.second, one.second_said, names)), Cell(side_number(one.second))
        rows.append((*first, *second, Cell(what, note=notes.index(said))))
    shape = (Column(), Column(Align.NUMBERS), Column(), Column(Align.NUMBERS), Column(Align.NUMBERS))
    caption = "Differences, the first number less the second."
    yield TableBlock(columns=shape, header=(header,), rows=tuple(rows), caption=caption, notes=tuple(notes))
    if said := of_many(len(found), found[0].level):
        yield paragraph(said)
    yield from map(paragraph, texts_said(found))
