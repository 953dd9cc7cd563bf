"""The appendix: what a reader of a paper needs to judge its coding, on two pages."""

from collections.abc import Iterator, Sequence

from annotator.agreement.study.study import Aspect
from annotator.formats.study_records import FigureRecord
from annotator.operations.agreement.report.choices import choices_said, sources
from annotator.operations.agreement.report.figures import (
    key_of,
    level_of,
    percentage,
    symbols_of,
    what_of,
    why_no_interval,
    written,
)
from annotator.operations.agreement.report.folding import FoldedRow, rows_of
from annotator.operations.agreement.report.forest import forest_of
from annotator.operations.agreement.report.material import ReportMaterial
from annotator.operations.agreement.report.prose import design_said, outcome_said
from annotator.operations.agreement.report.reasons import reasons
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

_NAMED = 8
"""So many are named of what is undefined for the same reason; the supplement names all."""
_NOTES = {
    "alpha-ordinal": "Ordinal alpha.",
    "alpha-ratio": "Ratio alpha.",
    "alpha-masi": "Alpha with MASI distance between sets.",
    "boundary": "Mean Jaccard likeness of the extents of matched passages.",
}


def appendix_of(material: ReportMaterial) -> Report:
    """Return the appendix of a study."""
    return Report(f"Reliability of {material.project.name}", material.subtitle, tuple(_blocks(material)))


def _blocks(material: ReportMaterial) -> Iterator[Block]:
    rows = rows_of(material)
    shown = [one for one in rows if one.figure is not None]
    yield Heading(1, "Design and reliability")
    yield paragraph(f"{design_said(material)} {outcome_said(material, rows)}")
    if shown:
        yield _table(material, shown)
        yield forest_of(material, shown)
    hidden = ((one.undefined, what_of(one, material.names), "") for each in rows for one in each.undefined)
    missing = reasons(hidden, _NAMED)
    if missing:
        yield paragraph(f"Undefined, and in neither table nor figure: {missing}")
    yield Heading(1, "Choices")
    yield listing(*choices_said(material))
    yield Heading(1, "Software and sources")
    yield from sources(material, {one.coefficient for each in shown for one in each.members})


def _table(material: ReportMaterial, rows: Sequence[FoldedRow]) -> TableBlock:
    """Return the table: a row for each label and part, its lowest value, percent agreement, documents and units."""
    percents = {key_of(one): one for one in material.everyone if one.coefficient == "percent"}
    figures = [one.figure for one in rows if one.figure is not None]
    notes: list[str] = []
    body: list[Row] = []
    groups = dict.fromkeys(one.group for one in rows)
    for group in groups:
        body.append(row(Cell(group, span=5)))
        for one in rows:
            if one.group == group and one.figure is not None:
                body.append(_row(one, one.figure, percents.get(key_of(one.figure)), notes))
    level = level_of(material.record)
    head = symbols_of(one for one in figures if one.aspect != Aspect.BOUNDARY)
    header = row("", f"{head} [{level} interval]" if level else head, "Agreement", "Documents", "Units")
    numbers = Column(Align.NUMBERS)
    return TableBlock(
        columns=(Column(), *[numbers] * 4),
        header=(header,),
        rows=tuple(body),
        caption=f"Reliability by label and part. {_said_of_units(material)}",
        notes=tuple(notes),
    )


def _row(one: FoldedRow, figure: FigureRecord, percent: FigureRecord | None, notes: list[str]) -> Row:
    remarks = (_NOTES.get(figure.coefficient, ""), why_no_interval(figure))
    note = _noted(" ".join(filter(None, remarks)), notes)
    return row(
        one.title,
        Cell(written(figure), note=note),
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


def _said_of_units(material: ReportMaterial) -> str:
    """Say what was counted; of passages that coders found, whatever the unit."""
    unit = material.record.design.unit
    of_units = "passages that anyone marked" if unit == "spans" else unit
    return (
        f"Units: {of_units} where everything is compared at once and for “Found”, matched pairs of passages for "
        "“Boundary”, else passages that two or more found. Of what several labels share, the lowest value is shown."
    )
