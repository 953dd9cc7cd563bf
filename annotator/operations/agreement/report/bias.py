"""Coders' bias: the appendix's sentence, and the supplement's table with a row for each label of each pair and part."""

from collections.abc import Iterator, Sequence

from annotator.agreement.study.study import Aspect
from annotator.formats.jsonl.study_records import BiasRecord, LabelBiasRecord, MarginTestRecord
from annotator.model.wording import counted, word_list
from annotator.operations.agreement.bias_words import (
    AT_ONCE,
    NOTE,
    SOURCES,
    alone_said,
    label_name,
    p_said,
    part_name,
    part_title,
    points,
    test_said,
)
from annotator.operations.agreement.report.figures import in_words
from annotator.operations.agreement.report.reasons import Missing, reasons
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Cell, Column, Heading, Row, TableBlock, listing, paragraph, row

_LABEL_BY_LABEL = 6
"""Pairs; of more, only what is of all labels stands here."""
_HEADS = ("First alone", "Second alone", "Both", "% points", "p", "By Holm", "Its test", "p, textbook")
_NAMED = 20
_LEVEL, _SAID = 0.05, 2
"""Below which a p is told of in the appendix; so many are."""


def bias_said(report_input: ReportInput) -> str:
    """Return which coder gives which label more often than another, for a paper; nothing where that was not asked."""
    record = report_input.record
    tested = _tested(report_input)
    if not tested:
        return "Whether two coders give a label equally often cannot be tested yet." if record.bias else ""
    low = sorted((label.clustered.adjusted or 0.0, at) for at, (_, label) in enumerate(tested))
    low = [(p, at) for p, at in low if p < _LEVEL]
    asked = "Whether two coders give a label equally often was tested over documents (t; Holm’s p for a pair’s labels)"
    tests = counted(len(tested), "test")
    if not low:
        return f"{asked}; p was below .05 in none of {tests}, which does not show that they do."
    told = "; ".join(_told(*tested[at], report_input) for _, at in low[:_SAID])
    are = "all" if len(low) == len(tested) else in_words(len(low))
    first = ", the smallest of them" if len(low) > _SAID else ""
    return f"{asked}; p was below .05 in {are} of {tests}{first}: {told}."


def has_bias_tests(report_input: ReportInput) -> bool:
    """Whether `bias_said` tells of tests."""
    return bool(_tested(report_input))


def _tested(report_input: ReportInput) -> list[tuple[BiasRecord, LabelBiasRecord]]:
    found = (one for one in report_input.record.bias if one.aspect == Aspect.ALL)
    return [(one, label) for one in found for label in one.labels if label.clustered.adjusted is not None]


def _told(one: BiasRecord, label: LabelBiasRecord, report_input: ReportInput) -> str:
    """Return “Ana gave Warning 14 times where Ben did not, Ben 2 times where Ana did not (p = .029)”."""
    name = label_name(label, report_input.names)
    p = p_said(label.clustered.adjusted)
    is_p = f"p {p}" if p.startswith("<") else f"p = {p}"
    return f"{alone_said(label, one.coders, name)} ({is_p})"


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
    caption = (
        "Coders’ bias: how often the first of two gave a label alone, the second alone, and both. All tests are over "
        "documents, but for the textbook’s. Labels on which two never differ have no row."
    )
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
