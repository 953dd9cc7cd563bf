"""Which rows stand as they were said, shown, and with nothing that settling would do to them: told apart by SQL.

Most of what comes is so, and there may be a million rows of it; only the others are looked at one by one.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from annotator.store.chain.table_rules import RULES, SETTLING
from annotator.store.schema.tables import Table
from annotator.sync.settling_rules import LABELS, Naming

_IDS = "(SELECT value FROM json_each(?))"
_ALL_LOOKED_AT = (Table.CODERS, Table.LAYERS, *(Table(table) for table in SETTLING.unique))
"""Small tables, of which no row is plain by itself."""


class PlainRows:
    """Tells them apart. What it asks about decisions is asked of the documents of those that are given."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def others(self, focus: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
        """Return those of the rows that are not plain, or not shown."""
        found: dict[str, set[str]] = defaultdict(set)
        for table, ids in focus.items():
            if ids:
                found[table] = set(ids) - self._plain(Table(table), ids)
        for table, id in self._clashing(focus):
            found[table].add(id)
        return {table: ids for table, ids in found.items() if ids}

    def _plain(self, table: Table, ids: Collection[str]) -> set[str]:
        if table in _ALL_LOOKED_AT or table == Table.REMOVALS:
            return set()
        query = f"SELECT id FROM {table} WHERE id IN {_IDS} AND {' AND '.join(conditions(table))}"
        return {id for (id,) in self._run(query, [json.dumps(list(ids))])}

    def _clashing(self, focus: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
        """Yield the decisions on one case, in the documents of the decisions and gold spans that are given."""
        if not self._run("SELECT EXISTS (SELECT 1 FROM decisions)").fetchone()[0]:
            return
        documents: set[str] = set()
        for table, where in ((Table.DECISIONS, "1"), (Table.SPANS, _IS_GOLD)):
            if ids := focus.get(table):
                query = f"SELECT DISTINCT document FROM {table} WHERE id IN {_IDS} AND {where}"
                documents.update(document for (document,) in self._run(query, [json.dumps(list(ids))]))
        if not documents:
            return
        wanted = json.dumps(list(documents))
        for query in (_SAME_CANDIDATE, _SAME_PLACE, _BESIDE):
            for (ids,) in self._run(query, [wanted]):
                yield from ((Table.DECISIONS, id) for id in json.loads(ids))


_IS_GOLD = "layer IN (SELECT id FROM layers WHERE kind = 'gold')"
_SAME_CANDIDATE = (
    "SELECT json_group_array(decisions.id) FROM decisions, json_each(candidates) AS one WHERE document IN "
    f"{_IDS} GROUP BY json_extract(one.value, '$[0]') HAVING count(DISTINCT decisions.id) > 1"
)
_SAME_PLACE = (
    "SELECT json_group_array(decisions.id) FROM decisions, json_each(gold) AS one JOIN spans ON spans.id = one.value"
    f" WHERE decisions.document IN {_IDS} AND candidates = '[]'"
    " GROUP BY spans.document, label, start, stop, extents HAVING count(DISTINCT decisions.id) > 1"
)
_BESIDE = (
    "SELECT json_group_array(row) FROM hidden WHERE table_name = 'decisions'"
    f" AND json_extract(content, '$.document') IN {_IDS} HAVING count(*)"
)


def conditions(table: Table) -> Iterator[str]:
    """Yield what is true of a plain row, as SQL."""
    yield f"NOT EXISTS (SELECT 1 FROM settled WHERE table_name = '{table}' AND row = {table}.id)"
    yield f"NOT EXISTS (SELECT 1 FROM removals WHERE removals.id = '{table}/' || {table}.id)"
    if table in SETTLING.kept:
        yield f"NOT EXISTS (SELECT 1 FROM kept WHERE table_name = '{table}' AND row = {table}.id)"
    for hang in SETTLING.hangs.get(table, ()):
        yield _is_there(f"{table}.{hang.column}", hang.on, hang.is_list)
    for naming in SETTLING.follows.get(table, ()):
        yield _is_not_merged(table, naming)
    for naming in SETTLING.emptied.get(table, ()):
        if naming.of == table:
            yield f"{table}.{naming.column} IS NULL"  # things that stand above each other may stand in a ring
        yield _is_there(f"{table}.{naming.column}", naming.of, is_list=False)
    if alike := SETTLING.alike.get(table):
        same = " AND ".join(_is_same(table, name) for name in alike.columns)
        yield f"NOT EXISTS (SELECT 1 FROM {table} AS other WHERE {same} AND other.id <> {table}.id)"
        yield f"NOT EXISTS (SELECT 1 FROM hidden WHERE held_by = 'same/' || {table}.id)"
        if "document" in alike.columns:
            yield f"NOT EXISTS (SELECT 1 FROM hidden WHERE held_by = 'same/' || {table}.document)"


def _is_same(table: Table, column: str) -> str:
    """Return SQL for whether another row has the same there, found by the columns that are never empty."""
    if RULES[table].columns[column].default is ...:
        return f"other.{column} = {table}.{column}"
    return f"+other.{column} IS {table}.{column}"


def _is_there(column: str, of: str, is_list: bool) -> str:
    if of == LABELS:
        return f"NOT EXISTS (SELECT 1 FROM removals WHERE removals.id = '{LABELS}/' || {column})"
    if is_list:
        there = f"EXISTS (SELECT 1 FROM {of} AS other WHERE other.id = one.value)"
        return f"NOT EXISTS (SELECT 1 FROM json_each({column}) AS one WHERE NOT {there})"
    return f"({column} IS NULL OR EXISTS (SELECT 1 FROM {of} AS other WHERE other.id = {column}))"


def _is_not_merged(table: Table, naming: Naming) -> str:
    column = f"{table}.{naming.column}"
    if not naming.is_list:
        return f"({column} IS NULL OR NOT EXISTS (SELECT 1 FROM removals WHERE id = '{naming.of}/' || {column}))"
    value = f"json_extract(one.value, '$.{naming.key}')" if naming.key else "one.value"
    there = f"SELECT 1 FROM json_each(coalesce({column}, '[]')) AS one JOIN removals ON removals.id ="
    assert naming.of in RULES
    return f"NOT EXISTS ({there} '{naming.of}/' || {value})"
