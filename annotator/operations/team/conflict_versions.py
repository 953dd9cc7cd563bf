"""What the columns of a row would be by each of those who wrote them apart."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from annotator.store.chain.table_rules import RULES
from annotator.store.schema.tables import Table
from annotator.sync.delivery import Conflict, Said
from annotator.sync.paths import RowPaths, as_json


def columns_of(table: Table, path: str) -> tuple[str, ...]:
    """Return the columns that a path of a table stands for."""
    return RowPaths(RULES[table]).columns.get((path,), (path,))


Version = tuple[dict[str, Any], list[Said]]
"""Columns of a row as some would have them, and who."""


def versions_of(row: Mapping[str, Any], together: Sequence[Conflict]) -> list[Version]:
    """Return what the columns would be by each of those who wrote apart; of what one of them left as it was, the shown.

    `together`: the conflicts of a column, or of its keys.
    """
    writers = dict.fromkeys((said.sitting, said.counter) for one in together for said in one.said)
    found: list[Version] = []
    for writer in writers:
        values, voices = dict[str, Any](), list[Said]()
        for one in together:
            said = next((each for each in one.said if (each.sitting, each.counter) == writer), None)
            if said is not None:
                columns = columns_of(Table(one.table), one.path.partition("/")[0])
                values |= values_of({**row, **values}, columns, one.path, said.value)
                voices.append(said)
        alike = next((version for version in found if version[0] == values), None)
        if alike is not None:
            alike[1].extend(voices[:1])
        else:
            found.append((values, voices[:1]))
    return found


def values_of(row: Mapping[str, Any], columns: Sequence[str], path: str, value: str) -> dict[str, Any]:
    """Return columns with a value of a path, as JSON: of several columns a list, of a key what it has, as JSON."""
    said = json.loads(value)
    column, slash, key = path.partition("/")
    if not slash:
        return dict(zip(columns, said if len(columns) > 1 else [said], strict=True))
    whole = json.loads(row.get(column) or "null")
    if isinstance(whole, list):
        element = json.loads(key)
        whole = [each for each in whole if each != element] + ([element] if said else [])
    else:
        whole = {name: each for name, each in (whole or {}).items() if name != key}
        if said is not None:
            whole[key] = json.loads(said)
    return {column: as_json(whole)}
