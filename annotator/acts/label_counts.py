"""Labels counted by something else: by document, by coder, by what metadata say of a document.

That is a table of any codebook, whether its labels are acts or not.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.acts.series import AT_ONCE, MOST_CELLS, NOBODY, ActEvent, Matrix, Steps, matrix_in_steps
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId, LayerId, SpanId

BY_DOCUMENT, BY_CODER = "document", "coder"
METADATA = "metadata: "
"""What the name of a row's rule begins with where metadata say the row; the key follows."""
MOST_ROWS = 25
"""So many rows can be read; what is left over is counted together."""

RowOf = Callable[[ActEvent], str]


def labels_in_steps(
    events: Sequence[ActEvent],
    row_of: RowOf,
    names: Mapping[str, str],
    most: int = MOST_CELLS,
    rows: int = MOST_ROWS,
    order: Sequence[str] = (),
) -> Steps[Matrix]:
    """Count the codings with each label (columns) by row, a span once. `names`: of the labels, by id.

    The fullest rows are shown, in this `order`, those that it does not name behind; without one the fullest first.
    """
    found = yield from _told(events, row_of, names)
    counted = yield from matrix_in_steps(found, most, rows)
    places = {row: place for place, row in enumerate(order)}
    return replace(counted, sources=tuple(sorted(counted.sources, key=lambda row: places.get(row, len(places)))))


def _told(events: Sequence[ActEvent], row_of: RowOf, names: Mapping[str, str]) -> Generator[None, None, list[ActEvent]]:
    found: dict[SpanId, ActEvent] = {}
    for first in range(0, len(events), AT_ONCE):
        for event in events[first : first + AT_ONCE]:
            if event.act not in found:
                found[event.act] = replace(event, source=row_of(event), target=names.get(event.label, event.label))
        yield
    return list(found.values())


def metadata_keys(documents: Sequence[DocumentInfo]) -> list[str]:
    """Return by what keys of the metadata one may count: those that say the same of two documents somewhere."""
    said: dict[str, list[str]] = {}
    for info in documents:
        for key, value in info.metadata.items():
            if text := told(value):
                said.setdefault(key, []).append(text)
    return sorted((key for key, texts in said.items() if len(set(texts)) < len(texts)), key=str.casefold)


def rows_by(
    by: str,
    documents: Sequence[DocumentInfo],
    layers: Mapping[LayerId, str],
    typed: Mapping[str, Mapping[DocumentId, str]] | None = None,
) -> RowOf:
    """Return in which row a coding counts. `layers`: their names; `typed`: what documents say in fields with a type."""
    if by == BY_CODER:
        return lambda event: layers.get(event.layer, NOBODY)
    if by.startswith(METADATA):
        key = by.removeprefix(METADATA)
        if typed and key in typed:
            grouped = typed[key]
            return lambda event: grouped.get(event.document) or NOBODY
        said = {info.id: told(info.metadata.get(key)) or NOBODY for info in documents}
        return lambda event: said.get(event.document, NOBODY)
    titles = titles_apart(documents)
    return lambda event: titles.get(event.document, NOBODY)


def order_by(by: str, typed: Mapping[str, Mapping[DocumentId, str]]) -> tuple[str, ...]:
    """Return the rows in the order of a field's type, as `typed` has them; none where no type orders them."""
    said = typed.get(by.removeprefix(METADATA), {}) if by.startswith(METADATA) else {}
    return tuple(dict.fromkeys(said.values()))


def told(value: Any) -> str:
    """Return what metadata say as one line: several in a row, an empty text for nothing."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(told, value)))
    return "" if value is None or isinstance(value, Mapping) else " ".join(str(value).split())


def titles_apart(documents: Sequence[DocumentInfo]) -> dict[DocumentId, str]:
    """Return the documents' titles, a number behind those that others have too."""
    found: dict[DocumentId, str] = {}
    taken: set[str] = set()
    for info in documents:
        title = " ".join(info.title.split())
        number, name = 1, title
        while name in taken:
            number += 1
            name = f"{title} ({number})"
        taken.add(name)
        found[info.id] = name
    return found
