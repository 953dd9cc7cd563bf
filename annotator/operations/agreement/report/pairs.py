"""Agreement pair by pair: who agrees with whom, first on everything, then label by label where the pairs are few."""

from collections.abc import Iterator, Sequence

from annotator.agreement.study.study import ASPECTS, Aspect
from annotator.formats.jsonl.study_records import FigureRecord
from annotator.operations.agreement.report.figure_tables import value_cell
from annotator.operations.agreement.report.figures import (
    UNDEFINED,
    headlines,
    symbols_of,
    what_of,
    why_no_interval,
)
from annotator.operations.agreement.report.reasons import Missing, reasons, undefined_said
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Column, Heading, TableBlock, paragraph, row

_BESIDE_EACH_OTHER = 6
"""So many pairs have a column each; of more only the numbers on all labels are shown."""
_NAMED = 20
"""So many are named of what is missing for the same reason."""
_SHORT = 12
"""Letters of a coder's name that stand in one line."""

Pair = tuple[str, ...]


def by_pair(report_input: ReportInput) -> Iterator[Block]:
    """Yield the numbers of pairs, where there are any."""
    figures = report_input.pairs
    if not figures:
        return
    by = {pair: _of(figures, pair) for pair in dict.fromkeys(tuple(one.coders) for one in figures)}
    is_by_label = len(by) <= _BESIDE_EACH_OTHER
    yield Heading(1, "Agreement by pair")
    yield paragraph("Each part of the codings by the coefficient that fits it best; all others are in the JSON.")
    yield _overall(by)
    if is_by_label:
        yield from _by_label(report_input, by)
    shown = [one for of in by.values() for one in of if _is_shown(one, is_by_label)]
    if said := undefined_said((_missing(one.undefined, one, report_input) for one in shown), _NAMED, UNDEFINED):
        yield paragraph(said)
    defined = [one for one in shown if one.value is not None]
    bare = reasons((_missing(why_no_interval(one), one, report_input) for one in defined), _NAMED, len(defined))
    if bare:
        yield paragraph(f"Without an interval: {bare}")


def _of(figures: Sequence[FigureRecord], pair: Pair) -> list[FigureRecord]:
    return [*headlines([one for one in figures if tuple(one.coders) == pair]).values()]


def _is_shown(one: FigureRecord, is_by_label: bool) -> bool:
    return one.label is None or (is_by_label and one.aspect == Aspect.ALL)


def _missing(reason: str, one: FigureRecord, report_input: ReportInput) -> Missing:
    what = what_of(one, report_input.names)
    title = ASPECTS[Aspect(one.aspect)].title
    return reason, " and ".join(one.coders), what if one.aspect == Aspect.ALL else f"{title}, {what}"


def _overall(by: dict[Pair, list[FigureRecord]]) -> TableBlock:
    whole = {pair: {one.aspect: one for one in found if one.label is None} for pair, found in by.items()}
    aspects = [aspect for aspect in ASPECTS if any(aspect in found for found in whole.values())]
    heads = [
        f"{ASPECTS[aspect].title}, {symbols_of(found[aspect] for found in whole.values() if aspect in found)}"
        for aspect in aspects
    ]
    rows = tuple(
        row(_unbroken(pair), *(value_cell(found.get(aspect)) for aspect in aspects)) for pair, found in whole.items()
    )
    columns = (Column(), *[Column(Align.NUMBERS)] * len(aspects))
    return TableBlock(columns=columns, header=(row("", *heads),), rows=rows, caption="All labels, pair by pair.")


def _unbroken(pair: Pair) -> str:
    """Return “Coder A and Coder B”, in which a line ends between the two only."""
    return " and ".join(one.replace(" ", "\u00a0") if len(one) <= _SHORT else one for one in pair)


def _by_label(report_input: ReportInput, by: dict[Pair, list[FigureRecord]]) -> Iterator[TableBlock]:
    found = {pair: {one.label: one for one in of if one.aspect == Aspect.ALL and one.label} for pair, of in by.items()}
    labels = dict.fromkeys(label for one in found.values() for label, of in one.items() if of.value is not None)
    if labels:
        rows = tuple(
            row(report_input.names.category(label or ""), *(value_cell(one.get(label)) for one in found.values()))
            for label in labels
        )
        symbol = symbols_of(one for of in found.values() for one in of.values())
        columns = (Column(), *[Column(Align.NUMBERS)] * len(by))
        header = (row("", *(" and ".join(pair) for pair in by)),)
        yield TableBlock(
            columns=columns, header=header, rows=rows, caption=f"Everything at once, label by label ({symbol})."
        )
