"""The supplement: every number of a study, each convention once, in sections that stand in one list."""

from collections.abc import Callable, Iterator

from annotator.operations.agreement.report.bias import coders_bias
from annotator.operations.agreement.report.coders import coders_and_counts
from annotator.operations.agreement.report.conventions import conventions
from annotator.operations.agreement.report.differences import differences
from annotator.operations.agreement.report.fields import by_fields
from annotator.operations.agreement.report.gold import disputes_and_gold
from annotator.operations.agreement.report.gold_scores import coders_against_gold
from annotator.operations.agreement.report.pairs import by_pair
from annotator.operations.agreement.report.parts import by_parent, by_part
from annotator.operations.agreement.report.pictures import pictures
from annotator.operations.agreement.report.planning import how_many_more
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Block, Report

SECTIONS: tuple[Callable[[ReportInput], Iterator[Block]], ...] = (
    coders_and_counts,
    coders_against_gold,
    by_part,
    by_parent,
    by_pair,
    by_fields,
    coders_bias,
    differences,
    how_many_more,
    pictures,
    disputes_and_gold,
    conventions,
)
"""The one list of sections, in their order: each yields its heading and what stands under it, or nothing at all."""


def supplement_of(report_input: ReportInput) -> Report:
    """Return the supplement of a study."""
    blocks = tuple(block for section in SECTIONS for block in section(report_input))
    title = f"Reliability of {report_input.title}: supplement"
    return Report(title, report_input.subtitle, blocks, authors=report_input.authors)
