"""The supplement's section on how many documents would be needed."""

from collections.abc import Iterator

from annotator.agreement.planning import GOAL, SURENESS
from annotator.agreement.registry import SYMBOLS
from annotator.operations.agreement.plan_words import plan_name
from annotator.operations.agreement.planning import Planned, planned
from annotator.operations.agreement.report.report_input import ReportInput
from annotator.reports.blocks import Align, Block, Cell, Column, Heading, TableBlock, row
from annotator.reports.plots.parts import value_text


def how_many_more(report_input: ReportInput) -> Iterator[Block]:
    """Yield the section, nothing where no number has a value."""
    found = list(planned(report_input.study))
    if not found:
        return
    yield Heading(1, "How many more documents")
    head = row("", "α", "now ±", "documents", "effectively", f"±{GOAL:g}: about", "to be sure", "ask again with")
    rows = tuple((Cell(plan_name(one, report_input.names)), *_cells(one)) for one in found)
    columns = (Column(), *(Column(Align.NUMBERS) for _ in range(7)))
    caption = (
        "Documents needed for intervals of that width, those that are coded among them, each by all coders. To be "
        f"sure: 1 + {SURENESS:g} / effective documents times as many. Where it cannot be foretold yet, when to ask."
    )
    yield TableBlock(columns=columns, header=(head,), rows=rows, caption=caption)


def _cells(one: Planned) -> tuple[Cell, ...]:
    made, result = one.plan, one.figure.result
    numbers = (made.needed, made.sure, made.look_again or made.at_least)
    half = "" if made.half_width is None else value_text(made.half_width, 2)
    value = f"{SYMBOLS[one.figure.coefficient]} {value_text(result.value or 0.0, 2)}"
    first = (value, half, f"{made.documents:,}", f"{made.effective:.1f}")
    return tuple(Cell(text) for text in (*first, *("" if number is None else f"{number:,}" for number in numbers)))
