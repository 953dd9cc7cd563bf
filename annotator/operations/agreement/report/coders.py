"""Who coded what: the design in a paragraph, and what each coder did."""

from collections.abc import Iterator, Sequence

from annotator.agreement.interval import of_many
from annotator.model.coder import State
from annotator.model.ids import LabelId
from annotator.operations.agreement.report.choices import choices_said
from annotator.operations.agreement.report.figures import intervals_said, limits
from annotator.operations.agreement.report.prose import design_said
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Column, Heading, Row, TableBlock, listing, paragraph, row

_BESIDE_EACH_OTHER = 8
"""So many coders have a column each; of more each has a row."""


def coders_and_counts(report_input: ReportInput) -> Iterator[Block]:
    """Yield the design, its choices, and the counts of each coder."""
    yield Heading(1, "Design")
    said = (design_said(report_input), intervals_said(report_input.record), _of_many(report_input))
    yield paragraph(" ".join(filter(None, said)))
    yield listing(*choices_said(report_input))
    yield Heading(1, "Coders and counts")
    coders = report_input.record.coders
    yield _by_label(report_input) if len(coders) <= _BESIDE_EACH_OTHER else _by_coder(report_input)


def _of_many(report_input: ReportInput) -> str:
    """Say what is to be expected of so many intervals."""
    shown = [one for one in (*report_input.everyone, *report_input.pairs) if limits(one) is not None]
    return of_many(len(shown), report_input.record.design.level)


def _states(report_input: ReportInput) -> list[Sequence[State]]:
    return [[*report_input.project.assignments.states(layer).values()] for layer in report_input.study.coders]


def _by_label(report_input: ReportInput) -> TableBlock:
    record, names = report_input.record, report_input.names
    rows: list[Row] = []
    states = _states(report_input)
    for state, title in ((State.DONE, "Documents done"), (State.BEGUN, "Documents begun")):
        rows.append(row(title, *(f"{found.count(state):,}" for found in states)))
    for label, counts in record.spans.items():
        rows.append(row(f"Spans: {names.label(LabelId(label))}", *(f"{counts[coder]:,}" for coder in record.coders)))
    columns = (Column(), *(Column(Align.NUMBERS) for _ in record.coders))
    header = (row("", *record.coders),)
    return TableBlock(columns=columns, header=header, rows=tuple(rows), caption="What each coder did.")


def _by_coder(report_input: ReportInput) -> TableBlock:
    record = report_input.record
    rows = [
        row(
            coder,
            f"{found.count(State.DONE):,}",
            f"{found.count(State.BEGUN):,}",
            f"{sum(counts[coder] for counts in record.spans.values()):,}",
        )
        for coder, found in zip(record.coders, _states(report_input), strict=True)
    ]
    header = (row("Coder", "Documents done", "Documents begun", "Spans"),)
    columns = (Column(), *[Column(Align.NUMBERS)] * 3)
    return TableBlock(columns=columns, header=header, rows=tuple(rows), caption="What each coder did.")
