"""Numbers of codebook versions made their ids, in the rows that name one and in what is recorded of those.

Two copies of a project that are worked on apart may give one number to different codebooks; an id they cannot. A number
whose version was taken back is found in the history; one that nothing knows becomes an id that says it.
"""

import json
import sqlite3
from typing import Any

from annotator.model.codebook_version import known_by_number

_OF_SPAN = 12
"""The place of the version in a candidate of a decision; those of the first release have none."""


def put_ids(connection: sqlite3.Connection) -> None:
    """Let `spans` and `decisions` name versions of the codebook by their ids; the guards of both tables are lifted."""
    run = connection.execute
    ids = _ids(connection)
    connection.create_function("version_id", 1, lambda number: _id_of(number, ids), deterministic=True)
    connection.create_function("with_version_ids", 1, lambda text: _candidates(text, ids), deterministic=True)
    for table in ("spans", "decisions"):
        run(f"ALTER TABLE {table} ADD COLUMN version TEXT NOT NULL DEFAULT ''")
        run(f"UPDATE {table} SET version = version_id(codebook_version)")
        run(f"ALTER TABLE {table} DROP COLUMN codebook_version")
        run(f"ALTER TABLE {table} RENAME COLUMN version TO codebook_version")
        for record in ("before", "after"):
            path = "$.codebook_version"
            run(
                f"UPDATE changes SET {record} = json_set({record}, '{path}',"
                f" version_id(json_extract({record}, '{path}')))"
                f" WHERE table_name = '{table}' AND json_type({record}, '{path}') = 'integer'"
            )
    run("UPDATE decisions SET candidates = with_version_ids(candidates)")
    for record in ("before", "after"):
        run(
            f"UPDATE changes SET {record} = json_set({record}, '$.candidates',"
            f" with_version_ids(json_extract({record}, '$.candidates')))"
            f" WHERE table_name = 'decisions' AND json_type({record}, '$.candidates') = 'text'"
        )


def _ids(connection: sqlite3.Connection) -> dict[int, str]:
    recorded = connection.execute(
        "SELECT json_extract(after, '$.number'), row FROM changes"
        " WHERE table_name = 'codebook_versions' AND after IS NOT NULL ORDER BY number"
    )
    there = connection.execute("SELECT number, id FROM codebook_versions")
    return {**dict(recorded.fetchall()), **dict(there.fetchall())}


def _id_of(number: Any, ids: dict[int, str]) -> str:
    return ids.get(number) or known_by_number(number if isinstance(number, int) else 0)


def _candidates(text: str, ids: dict[int, str]) -> str:
    spans = json.loads(text)
    for span in spans:
        if len(span) > _OF_SPAN:
            span[_OF_SPAN] = _id_of(span[_OF_SPAN], ids)
    return json.dumps(spans, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
