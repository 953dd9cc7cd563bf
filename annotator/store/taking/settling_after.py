"""What follows from the rows that were written: which are shown, and how."""

import json
import sqlite3

from annotator.store.history.hiding import Hiding
from annotator.store.schema.tables import Table


def settle_touched(connection: sqlite3.Connection, hiding: Hiding) -> None:
    """Let what is shown follow from the rows in `touched`."""
    query = "SELECT table_name, json_group_array(row) FROM touched GROUP BY table_name"
    touched = {table: json.loads(rows) for table, rows in connection.execute(query).fetchall()}
    for of, row, said in connection.execute("SELECT table_name, row, said FROM settled").fetchall():
        values = json.loads(said)
        names = ", ".join(f"{name} = ?" for name in values)
        connection.execute(f"UPDATE {of} SET {names} WHERE id = ?", [*values.values(), row])
        connection.execute("DELETE FROM settled WHERE table_name = ? AND row = ?", [of, row])
    connection.execute("DELETE FROM actors WHERE id IN (SELECT row FROM kept WHERE table_name = 'actors')")
    connection.execute("DELETE FROM coders WHERE id IN (SELECT row FROM kept WHERE table_name = 'coders')")
    connection.execute("DELETE FROM kept")
    hiding.follow({Table(table): rows for table, rows in touched.items()})
