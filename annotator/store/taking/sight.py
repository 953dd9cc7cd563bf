"""Which channels a coder's copy sees, and which strands of a file are its own."""

import sqlite3
from collections.abc import Iterator

from annotator.store.chain.channels import SHARED, of_coder
from annotator.store.schema.tables import Table
from annotator.sync.delivery import StrandName


def channels_of(connection: sqlite3.Connection, coder: str) -> set[str]:
    """Return the channels that a coder's copy sees: what all share, their own, and that of the documents they have.

    Those are the ones that were ever given to them, marked by them or coded in a layer of theirs: what was given away
    cannot be taken back.
    """
    documents = set(_documents_of(connection, coder))
    seen = {SHARED, of_coder(coder)}
    seen.update(f"{kind}/{document}" for kind in ("document", "released") for document in documents)
    return seen


def _documents_of(connection: sqlite3.Connection, coder: str) -> Iterator[str]:
    run = connection.execute
    layers = [id for (id,) in run("SELECT id FROM layers WHERE coder = ?", [coder])]
    query = "SELECT row FROM hidden WHERE table_name = ? AND json_extract(content, '$.coder') = ?"
    layers += [id for (id,) in run(query, [Table.LAYERS, coder])]
    for layer in layers:
        # By the index of their ids, “layer/document”; those that are gone have a tip all the same.
        given = run("SELECT row, table_name FROM tips WHERE row > ? AND row < ?", [f"{layer}/", f"{layer}0"])
        yield from (row.partition("/")[2] for row, table in given if table == Table.ASSIGNMENTS)
        yield from (id for (id,) in run("SELECT DISTINCT document FROM spans WHERE layer = ?", [layer]))
        query = (
            "SELECT DISTINCT json_extract(content, '$.document') FROM hidden"
            " WHERE table_name = ? AND json_extract(content, '$.layer') = ?"
        )
        yield from (id for (id,) in run(query, [Table.SPANS, layer]))


def own_strands(connection: sqlite3.Connection) -> set[StrandName]:
    """Return the strands that were written in this file: of a sitting with a step here, and not taken in."""
    return set(
        connection.execute(
            "SELECT sitting, channel FROM strands WHERE sitting IN (SELECT sitting FROM steps)"
            " AND id NOT IN (SELECT strand FROM takings)"
        )
    )
