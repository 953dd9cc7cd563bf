"""What a take-in touched, row by row, as of a step that was done here: where it is codings, as most that comes is.

Of anything else whoever listens had better read all anew.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection

from annotator.model.verbs.team import TakeIn
from annotator.store.history.steps import LARGE, Changes, bulk_changes
from annotator.store.schema.tables import Table

_CODINGS = frozenset(map(str, (Table.SPANS, Table.LINKS, Table.ASSIGNMENTS)))
_IDS = "(SELECT value FROM json_each(?))"
_DOCUMENTS = (
    f"SELECT document FROM spans WHERE id IN {_IDS}",
    f"SELECT document FROM assignments WHERE id IN {_IDS}",
    f"SELECT document FROM spans WHERE id IN (SELECT act FROM links WHERE id IN {_IDS})",
    # Of what is gone, or hidden by now, as it was.
    f"SELECT within FROM touched WHERE table_name <> 'links' AND row IN {_IDS}",
    f"SELECT document FROM spans WHERE id IN (SELECT within FROM touched WHERE table_name = 'links' AND row IN {_IDS})",
    f"SELECT json_extract(content, '$.document') FROM hidden WHERE row IN {_IDS}",
)


def taken_changes(
    connection: sqlite3.Connection, number: int, verb: TakeIn, settled: Collection[tuple[str, str]]
) -> Changes | None:
    """Return what a step touched, which is open still, by what stands in `touched`; None where it may be anything.

    `settled`: the rows, with their tables, that were shown, hidden or changed since they follow from those.
    """
    tables = {table for (table,) in connection.execute("SELECT DISTINCT table_name FROM touched")}
    tables |= {table for table, _ in settled}
    if not tables <= _CODINGS:
        return None
    found = connection.execute("SELECT table_name, row FROM touched LIMIT ?", [LARGE + 1]).fetchall()
    if len(found) + len(settled) > LARGE:
        return bulk_changes(number, "do", verb, tables)
    rows = defaultdict[str, set[str]](set)
    for table, row in (*found, *settled):
        rows[table].add(row)
    ids = json.dumps([row for some in rows.values() for row in some])
    documents = {id for query in _DOCUMENTS for (id,) in connection.execute(query, [ids]) if id is not None}
    return Changes(number, "do", verb, {table: frozenset(some) for table, some in rows.items()}, frozenset(documents))
