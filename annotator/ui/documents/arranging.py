"""Which documents the table shows, and in which order: pure, and in slices where there are many."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from annotator.model.document_row import DocumentRow
from annotator.ui.documents.columns import TableColumn, sort_key

_AT_ONCE = 500
"""So many rows are looked at in one slice."""

Keeps = Callable[[DocumentRow], bool]


@dataclass(frozen=True, slots=True)
class RowOrder:
    """By which column rows stand; None: as the project has them."""

    column: TableColumn | None = None
    descending: bool = False


def arranged(rows: Sequence[DocumentRow], keeps: Sequence[Keeps], order: RowOrder) -> Generator[None, None, list[int]]:
    """Return the places of the rows that all of `keeps` let through, in order, a slice at a time.

    Rows that say the same stay as the project has them, whichever way; those that say nothing come last.
    """
    found: list[int] = []
    for at, row in enumerate(rows):
        if all(keep(row) for keep in keeps):
            found.append(at)
        if at % _AT_ONCE == _AT_ONCE - 1:
            yield
    if order.column is not None:
        keys = {}
        for number, at in enumerate(found):
            keys[at] = sort_key(order.column, rows[at])
            if number % _AT_ONCE == _AT_ONCE - 1:
                yield
        full = [at for at in found if not keys[at][0]]
        full.sort(key=lambda at: keys[at][1], reverse=order.descending)  # type: ignore[arg-type,return-value]
        found = full + [at for at in found if keys[at][0]]
    return found
