"""The figure of the appendix: its table as a forest plot."""

from collections.abc import Sequence

from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.operations.agreement.report.figures import ALPHAS, headlines, level_of, limits, what_of
from annotator.operations.agreement.report.folding import TableFold
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Plot
from annotator.reports.plots.forest import ForestRow, forest

NARROW = 360.0
"""How wide a plot is on a page as narrow as a telephone's, in pixels."""
_PITCH = 17.0
"""Between two rows, in pixels."""


def forest_of(report_input: ReportInput, rows: Sequence[TableFold], what: str) -> Plot:
    """Return the plot of some rows; of one that stands for several values the others are open circles.

    `what`: what the values are, as the caption begins.
    """
    shown = [_mark(one) for one in rows if one.figure is not None]
    level = level_of(report_input.record)
    caption = f"{what}{f' with {level} intervals' if level else ''}."
    if any(one.others for one in shown):
        caption += " Open circles: the other labels of the same row."
    if any(one.figure is not None and one.figure.coefficient in ALPHAS for one in rows):
        caption += " Dashed: 0.667 and 0.800, Krippendorff’s customary limits."
    return _plot(shown, caption)


def every_value(report_input: ReportInput) -> Plot:
    """Return the plot of each part of each label, one row each."""
    rows = [
        ForestRow(
            name=what_of(one, report_input.names),
            value=one.value,
            low=(limits(one) or (None, None))[0],
            high=(limits(one) or (None, None))[1],
            undefined=one.undefined,
            group=ASPECTS[Aspect(one.aspect)].title,
        )
        for one in headlines(report_input.everyone).values()
        if one.value is not None
    ]
    return _plot(rows, "The coefficient that fits each part of the codings best, of all coders, with intervals.")


def _plot(rows: Sequence[ForestRow], caption: str) -> Plot:
    return Plot(forest(rows, pitch=_PITCH), caption, narrow=forest(rows, pitch=_PITCH, width=NARROW))


def _mark(one: TableFold) -> ForestRow:
    figure = one.figure or one.members[0]
    low, high = limits(figure) or (None, None)
    return ForestRow(
        name=one.mark, value=figure.value, low=low, high=high, group=one.group, others=one.others, digits=2
    )
