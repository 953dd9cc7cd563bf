"""The appendix: what a reader of a paper needs to judge its coding, on two pages."""

from collections.abc import Iterator, Sequence

from annotator.agreement.study.study import Aspect
from annotator.formats.jsonl.study_records import FigureRecord
from annotator.operations.agreement.bias_words import HOLM
from annotator.operations.agreement.report.bias import has_bias_tests
from annotator.operations.agreement.report.choices import choices_said, sources
from annotator.operations.agreement.report.figures import (
    bracketed,
    key_of,
    level_of,
    percentage,
    symbols_of,
    what_of,
    why_no_interval,
)
from annotator.operations.agreement.report.folding import TableFold, rows_of
from annotator.operations.agreement.report.forest import forest_of
from annotator.operations.agreement.report.prose import design_said, outcome_said
from annotator.operations.agreement.report.reasons import reasons, undefined_said
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Report,
    Row,
    TableBlock,
    listing,
    paragraph,
    row,
)
from annotator.reports.plots.parts import value_text

_NAMED = 8
"""So many are named of what is undefined for the same reason; the supplement names all."""
_NOTES = {
    "alpha-ordinal": "Ordinal alpha.",
    "alpha-ratio": "Ratio alpha.",
    "alpha-masi": "Alpha with MASI distance between sets.",
    "boundary": "Mean Jaccard likeness of the extents of matched passages.",
}


def appendix_of(report_input: ReportInput) -> Report:
    """Return the appendix of a study."""
    title, blocks = f"Reliability of {report_input.title}", tuple(_blocks(report_input))
    return Report(title, report_input.subtitle, blocks, authors=report_input.authors)


def _blocks(report_input: ReportInput) -> Iterator[Block]:
    rows = rows_of(report_input)
    shown = [one for one in rows if one.figure is not None]
    yield Heading(1, "Design and reliability")
    yield paragraph(f"{design_said(report_input)} {outcome_said(report_input, rows)}")
    if shown:
        yield _table(report_input, shown)
    if report_input.record.compared:
        yield from _missing(report_input, rows)
    if shown:
        yield forest_of(report_input, shown, "The values of the table")
    yield Heading(1, "Choices")
    yield listing(*choices_said(report_input))
    yield Heading(1, "Software and sources")
    cited = (HOLM,) if has_bias_tests(report_input) else ()
    yield from sources(report_input, {one.coefficient for each in shown for one in each.members}, cited)


def _missing(report_input: ReportInput, rows: Sequence[TableFold]) -> Iterator[Block]:
    """Yield a sentence on what is undefined, and one on what has no interval, where there are such."""
    hidden = ((one.undefined, what_of(one, report_input.names), "") for each in rows for one in each.undefined)
    figures = [one.figure for one in rows if one.figure is not None]
    missing = ((why_no_interval(one), what_of(one, report_input.names), "") for one in figures)
    bare = reasons(missing, _NAMED, len(figures))
    said = (undefined_said(hidden, _NAMED), f"Without an interval: {bare}" if bare else "")
    if any(said):
        yield paragraph(" ".join(filter(None, said)))


def _table(report_input: ReportInput, rows: Sequence[TableFold]) -> TableBlock:
    """Return the table: a row for each label and part, its lowest value, percent agreement, documents and units."""
    percents = {key_of(one): one for one in report_input.everyone if one.coefficient == "percent"}
    figures = [one.figure for one in rows if one.figure is not None]
    level = level_of(report_input.record)
    symbol = symbols_of(one for one in figures if one.aspect != Aspect.BOUNDARY)
    heads = ("", symbol, *((f"{level} interval",) if level else ()), "Agreement", "Documents", "Units")
    notes: list[str] = []
    body: list[Row] = []
    for group in dict.fromkeys(one.group for one in rows):
        body.append(row(Cell(group, span=len(heads))))
        for one in rows:
            if one.group == group and one.figure is not None:
                body.append(_row(one, one.figure, percents.get(key_of(one.figure)), notes, bool(level)))
    return TableBlock(
        columns=(Column(), *[Column(Align.NUMBERS)] * (len(heads) - 1)),
        header=(row(*heads),),
        rows=tuple(body),
        caption=f"Reliability by label and part; of several labels the lowest. {_said_of_units(report_input)}",
        notes=tuple(notes),
    )


def _row(
    one: TableFold, figure: FigureRecord, percent: FigureRecord | None, notes: list[str], with_intervals: bool
) -> Row:
    value = value_text(figure.value, 2) if figure.value is not None else ""
    return row(
        one.title,
        Cell(value, note=_noted(_NOTES.get(figure.coefficient, ""), notes)),
        *((bracketed(figure),) if with_intervals else ()),
        percentage(percent.value) if percent is not None else "",
        f"{figure.documents:,}",
        f"{figure.n:,.0f}",
    )


def _noted(sentence: str, notes: list[str]) -> int | None:
    if not sentence:
        return None
    if sentence not in notes:
        notes.append(sentence)
    return notes.index(sentence)


def _said_of_units(report_input: ReportInput) -> str:
    """Say what was counted; of passages that coders found, whatever the unit."""
    unit = report_input.record.design.unit
    of_units = "passages that anyone marked" if unit == "spans" else unit
    has_acts = any(one.aspect in (Aspect.ACT, Aspect.DYAD) for one in report_input.record.figures)
    acts = "places with an act (acts), " if has_acts else ""
    return (
        f"Agreement: of pairs of coders. Units: {of_units} (everything at once, found), {acts}"
        "matched pairs (boundary), else what two or more found."
    )
