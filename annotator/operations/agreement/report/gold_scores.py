"""Coders against gold: precision, recall and F1, a table for each coder; where gold is among what is compared."""

from collections.abc import Iterator

from annotator.agreement.spans.span_scores import Mode
from annotator.model.ids import LabelId
from annotator.operations.agreement.against_gold import MODES, NOTE, NOTHING, GoldScore, against_gold, undecided_said
from annotator.operations.agreement.report.figure_tables import value_cell
from annotator.operations.agreement.report.figures import UNDEFINED
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Column, Heading, TableBlock, paragraph, row
from annotator.reports.plots.parts import value_text


def coders_against_gold(report_input: ReportInput) -> Iterator[Block]:
    """Yield the scores of each coder against gold, nothing where gold is not compared."""
    found = against_gold(report_input.record)
    if not found:
        return
    yield Heading(1, "Against gold")
    yield paragraph(" ".join(filter(None, (NOTE, undecided_said(report_input.project, report_input.study)))))
    for coder, scores in found.items():
        if not scores:
            yield paragraph(f"{coder}: {NOTHING[:1].lower()}{NOTHING[1:]}")
            continue
        modes = [mode for mode in MODES if any(mode in one.by_mode for one in scores)]
        heads = [f"{head}, {MODES[mode]}" for mode in modes for head in ("Precision", "Recall", "F1")]
        rows = tuple(
            row(
                report_input.names.label(LabelId(one.label) if one.label is not None else None),
                *(cell for mode in modes for cell in _cells(one, mode)),
                *(f"{count:,}" for count in one.counts),
            )
            for one in scores
        )
        header = (row("", *heads, "Spans of gold", "Spans of the coder"),)
        columns = (Column(), *[Column(Align.NUMBERS)] * (len(heads) + 2))
        caption = f"{coder} against {report_input.record.gold}."
        yield TableBlock(columns=columns, header=header, rows=rows, caption=caption)


def _cells(one: GoldScore, mode: Mode) -> Iterator[str]:
    for share in (one.precision(mode), one.recall(mode)):
        yield UNDEFINED if share is None else value_text(share)
    yield value_cell(one.by_mode.get(mode))
