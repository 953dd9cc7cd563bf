"""The supplement's sections on groups of documents: a table for each field that they can be grouped by."""

from collections.abc import Iterator

from annotator.agreement.interval import of_many
from annotator.agreement.registry import NAMES, SYMBOLS
from annotator.formats.jsonl.study_records import FieldAgreementRecord, FigureRecord, GroupAgreementRecord
from annotator.model.wording import as_sentence, counted, isolated, one_or_many, undefined_because
from annotator.operations.agreement.by_field import by_field, typed_fields
from annotator.operations.agreement.report.figures import UNDEFINED, limits, why_no_interval, written
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Cell, Column, Heading, Row, TableBlock, paragraph, row

_NO_VALUE = "no value"
_CAPTION = "Agreement of all coders on everything at once, in the documents of each group alone."
_LEFT_OUT = "{} without a document that two of the coders coded {} left out."


def by_fields(report_input: ReportInput) -> Iterator[Block]:
    """Yield a section for each field with a type that is no text, and for those that were asked for."""
    fields = [*typed_fields(report_input.project), *report_input.fields]
    for field in dict.fromkeys(fields):
        found = by_field(report_input.project, report_input.study, field, report_input.record.coders)
        if found.groups:
            yield Heading(1, f"By {isolated(found.field)}")
            yield from _blocks(found)


def group_name(group: GroupAgreementRecord) -> str:
    """Return how a group is called: what its documents say."""
    return f"{group.group or _NO_VALUE}{'' if group.fits else ' (does not fit the field)'}"


def left_out_said(found: FieldAgreementRecord) -> str:
    """Return how many groups are left out, in a sentence; nothing for none."""
    number = found.left_out
    return _LEFT_OUT.format(counted(number, "group"), one_or_many(number, "is", "are")) if number else ""


def columns_of(found: FieldAgreementRecord) -> list[str]:
    """Return the coefficients that any group has a figure of, in their order."""
    there = {one.coefficient for group in found.groups for one in group.figures}
    return [name for name in NAMES if name in there]


def _blocks(found: FieldAgreementRecord) -> Iterator[Block]:
    names, notes = columns_of(found), list[str]()
    rows = tuple(_row(group, names, notes) for group in found.groups)
    header = row("", "Documents", *(SYMBOLS[name] for name in names), "n")
    columns = (Column(), *[Column(Align.NUMBERS)] * (len(names) + 2))
    yield TableBlock(columns=columns, header=(header,), rows=rows, caption=_CAPTION, notes=tuple(notes))
    figures = [one for group in found.groups for one in group.figures]
    level = next((one.interval.level for one in figures if one.interval is not None and limits(one)), None)
    many = of_many(sum(limits(one) is not None for one in figures), level) if level is not None else ""
    if said := " ".join(filter(None, (left_out_said(found), many))):
        yield paragraph(said)


def _row(group: GroupAgreementRecord, names: list[str], notes: list[str]) -> Row:
    by = {one.coefficient: one for one in group.figures}
    first = next(iter(group.figures), None)
    n = f"{first.n:,.0f}" if first is not None and (first.n or first.value is not None) else ""
    return row(group_name(group), f"{group.compared}", *(_cell(by.get(name), notes) for name in names), n)


def _cell(one: FigureRecord | None, notes: list[str]) -> Cell:
    if one is None:
        return Cell(UNDEFINED)
    why = as_sentence(undefined_because(one.undefined)) if one.undefined else why_no_interval(one)
    if why and why not in notes:
        notes.append(why)
    return Cell(written(one), note=notes.index(why) if why else None)
