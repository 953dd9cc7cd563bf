"""Which of the rows that were written need to be settled: most codings stand as they were said, and touch nothing else.

There may be a million of them, so they are told apart where they are, and not one by one.
"""

import json
import sqlite3

from annotator.store.schema.tables import Table
from annotator.store.taking.plain_rows import conditions

_MANY = (Table.SPANS, Table.LINKS)
_NOT_GOLD = "spans.layer NOT IN (SELECT id FROM layers WHERE kind = 'gold')"
_BESIDE = {Table.SPANS: (_NOT_GOLD,), Table.LINKS: ()}


def rows_to_settle(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return by table the rows in `touched` that settling has to look at, and what else follows from the others."""
    run = connection.execute
    names = ", ".join(f"'{table}'" for table in _MANY)
    query = f"SELECT table_name, json_group_array(row) FROM touched WHERE table_name NOT IN ({names}) GROUP BY 1"
    found: dict[str, list[str]] = {table: json.loads(rows) for table, rows in run(query).fetchall()}
    (is_kept,) = run("SELECT EXISTS (SELECT 1 FROM kept)").fetchone()
    for table in _MANY:
        plain = " AND ".join([f"{table}.id = touched.row", *conditions(table), *_BESIDE[table]])
        # A row that was there may have named what is kept since something names it.
        was = "OR was" if is_kept else ""
        rows = run(
            f"SELECT touched.row FROM touched LEFT JOIN {table} ON {plain}"
            f" WHERE table_name = '{table}' AND ({table}.id IS NULL {was})"
        )
        found.setdefault(table, []).extend(row for (row,) in rows.fetchall())
    for of, row in _waiting_for(connection):
        found.setdefault(of, []).append(row)
    return found


def _waiting_for(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return the rows that are hidden, or shown otherwise, for want of a coding that is there now."""
    hidden = (
        "SELECT hidden.table_name, hidden.row FROM hidden WHERE held_by >= 'spans/' AND held_by < 'spans0'"
        " AND substr(held_by, 7) IN (SELECT row FROM touched WHERE table_name = 'spans' AND now)"
    )
    settled = "SELECT table_name, row FROM settled WHERE table_name IN ('links', 'decisions')"
    return connection.execute(f"{hidden} UNION {settled}").fetchall()
