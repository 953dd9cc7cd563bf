"""Agreement by fields of the documents as lines of text: a row for each group."""

from collections.abc import Iterator, Sequence

from annotator.agreement.registry import SYMBOLS
from annotator.cli.study_text import NotedCells, number_of_units
from annotator.formats.jsonl.study_records import FieldAgreementRecord
from annotator.operations.agreement.report.fields import columns_of, group_name, left_out_said

_NAME, _CELL, _NUMBER = 36, 21, 12


def field_lines(fields: Sequence[FieldAgreementRecord]) -> Iterator[str]:
    """Yield a table for each field that was asked for."""
    for found in fields:
        yield ""
        yield f"By {found.field}: all coders, everything at once, in the documents of each group alone"
        yield from _table(found) if found.groups else ()
        yield from filter(None, [left_out_said(found)])


def _table(found: FieldAgreementRecord) -> Iterator[str]:
    names, cells = columns_of(found), NotedCells()
    heads = "".join(f"{SYMBOLS[name]:>{_CELL}}" for name in names)
    yield f"{'':<{_NAME}}{'documents':>{_NUMBER}}{heads}{'n':>{_NUMBER}}"
    for group in found.groups:
        by = {one.coefficient: one for one in group.figures}
        said = "".join(f"{cells.cell(by.get(name)):>{_CELL}}" for name in names)
        n = number_of_units(group.figures[0]) if group.figures else ""
        yield f"{group_name(group)[: _NAME - 1]:<{_NAME}}{group.compared:>{_NUMBER}}{said}{n:>{_NUMBER}}"
    yield from (f"[{number}] {reason}" for number, reason in enumerate(cells.why, 1))
