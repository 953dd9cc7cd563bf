"""Use of labels: how often each coder uses each label, by itself and per 1,000 words that the coder read.

Bars stand side by side where the coders are few; where they are many, a table of shades shows more in less room.
"""

from dataclasses import replace

from annotator.model.wording import counted
from annotator.reports.drawing import Drawing
from annotator.reports.plots.parts import WIDTH, nothing
from annotator.reports.plots.usage_bars import bars
from annotator.reports.plots.usage_table import table
from annotator.reports.plots.uses import LabelUse, UsagePlot, rate_text

__all__ = ["LabelUse", "UsagePlot", "usage"]

_FEW = 4
"""So many coders' bars can be told apart at a glance."""


def usage(data: UsagePlot, *, width: float = WIDTH) -> Drawing:
    """Return the plot; cell (i, j): label i, coder j. Bars for few coders, for many a table with shades."""
    if not any(any(one.counts) for one in data.labels):
        return nothing("None of the coders has used a label here yet.", width)
    drawn = bars(data, width) if len(data.coders) <= _FEW else table(data, width)
    return replace(drawn, summary=_summary(data), tips={at: data.tip(*at) for at in data.places})


def _summary(data: UsagePlot) -> str:
    sentences = []
    for label, one in enumerate(data.labels):
        rates = [(data.rate(label, coder), coder) for coder in range(len(data.coders))]
        (low, least), (high, most) = min(rates), max(rates, key=lambda pair: pair[0])
        sentences.append(
            f"{one.label}: from {rate_text(low)} ({data.coders[least]}) to {rate_text(high)} ({data.coders[most]})."
        )
    unit = "per 1,000 words" if data.is_by_words else "in spans"
    what = f"Use of {counted(len(data.labels), 'label')} by {counted(len(data.coders), 'coder')}, {unit}."
    return " ".join([what, *sentences])
