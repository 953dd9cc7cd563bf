"""The tables of a file made anew out of the parts that it holds: of a copy whose later parts were taken out of it."""

import sqlite3

from annotator.store.chain.strands import runs_of, strands_of
from annotator.store.chain.table_rules import RULES
from annotator.store.check.replaying import Replay
from annotator.sync.parts import head_of

_FOLLOWING = ("hidden", "settled", "kept", "contested", "tips", "forks")
_AT_ONCE = 5_000


def put_tables(connection: sqlite3.Connection) -> None:
    """Let all rows be what the parts come to; the triggers of the file are lifted, and its foreign keys off.

    Raises `ValueError`, `KeyError` or `TypeError` for a part that says what none can, `zlib.error` for a damaged one.
    """
    replay = Replay(connection, is_apart=True)
    try:
        left_out = set(connection.execute("SELECT strand, counter FROM waiting WHERE reason = 'refused'"))
        for number, strand in strands_of(connection):
            for run in runs_of(connection, number):
                for counter, line in enumerate(run.lines, run.first):
                    if (number, counter) not in left_out:
                        text = line.decode()
                        replay.put((head_of(text).clock, strand.sitting, 0), number, text, b"")
        replay.run()
        for table in (*RULES, *_FOLLOWING):
            columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", [table])]
            names, marks = ", ".join(columns), ", ".join("?" * len(columns))
            connection.execute(f"DELETE FROM {table}")
            rows = replay.rows(f"SELECT {names} FROM {table}")
            while some := rows.fetchmany(_AT_ONCE):
                connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", some)
        _part_heads(connection)
    finally:
        replay.close()


def _part_heads(connection: sqlite3.Connection) -> None:
    """Of several parts that wrote a row last let one be its tip."""
    connection.execute(
        "INSERT INTO tips (row, table_name, strand, counter) SELECT row, table_name, strand, counter FROM"
        " (SELECT *, row_number() OVER (PARTITION BY row, table_name ORDER BY strand, counter) AS place FROM forks)"
        " WHERE place = 1"
    )
    connection.execute(
        "DELETE FROM forks WHERE EXISTS (SELECT 1 FROM tips WHERE tips.row = forks.row"
        " AND tips.table_name = forks.table_name AND tips.strand = forks.strand AND tips.counter = forks.counter)"
    )
