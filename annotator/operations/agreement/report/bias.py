"""The supplement's section on coders' bias: one table, a row for each label of each pair and part."""

from collections.abc import Iterator, Sequence

from annotator.agreement.study.study import Aspect
from annotator.formats.study_records import BiasRecord, LabelBiasRecord, MarginTestRecord
from annotator.model.wording import word_list
from annotator.operations.agreement.bias_words import (
    AT_ONCE,
    NOTE,
    SOURCES,
    label_name,
    p_said,
    part_name,
    part_title,
    points,
    test_said,
)
from annotator.operations.agreement.report.reasons import Missing, reasons
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Cell, Column, Heading, Row, TableBlock, listing, paragraph, row

_LABEL_BY_LABEL = 6
"""Pairs; of more, only what is of all labels stands here."""
_HEADS = ("First alone", "Second alone", "Both", "% points", "p", "By Holm", "Over documents", "p, textbook")
_NAMED = 20


def coders_bias(report_input: ReportInput) -> Iterator[Block]:
    """Yield the section, nothing where no bias was looked for."""
    found = report_input.record.bias
    if not found:
        return
    yield Heading(1, "Coders’ bias")
    yield paragraph(NOTE)
    by_label = len({tuple(one.coders) for one in found}) <= _LABEL_BY_LABEL
    rows: list[Row] = []
    missing: list[Missing] = []
    for one in found:
        who = word_list(one.coders)
        rows.append((Cell(f"{who}: {part_title(one)}", span=len(_HEADS) + 1),))
        rows += _rows(one, report_input, missing, by_label)
    columns = (Column(), *[Column(Align.NUMBERS)] * len(_HEADS))
    caption = "Coders’ bias: to how much the first of two gave a label alone, the second alone, and both."
    yield TableBlock(columns=columns, header=(row("", *_HEADS),), rows=tuple(rows), caption=caption)
    if said := reasons(missing, _NAMED):
        yield paragraph(f"Without a p over documents: {said}")
    yield listing(*SOURCES.values())


def _rows(one: BiasRecord, report_input: ReportInput, missing: list[Missing], by_label: bool) -> Iterator[Row]:
    is_found, who = one.aspect == Aspect.FOUND, f"{word_list(one.coders)}, {part_name(one)}"
    for label in one.labels if by_label or is_found else ():
        name = label_name(label, report_input.names)
        missing.append((label.clustered.why, f"{name} ({who})", ""))
        if label.first_only or label.second_only:
            yield row(name, *_counts(label), *_tests(label.clustered, label.independent, not is_found))
    if not is_found:
        missing.append((one.clustered.why, f"{AT_ONCE.lower()} ({who})", ""))
        yield row(AT_ONCE, "", "", "", "", *_tests(one.clustered, one.independent, False))


def _counts(one: LabelBiasRecord) -> Sequence[str]:
    return f"{one.first_only:,}", f"{one.second_only:,}", f"{one.both:,}", points(one.difference)


def _tests(over: MarginTestRecord, textbook: MarginTestRecord, has_others: bool) -> Sequence[str]:
    by_holm = p_said(over.adjusted) if has_others and over.adjusted is not None else ""
    return p_said(over.p), by_holm, test_said(over), p_said(textbook.p)
