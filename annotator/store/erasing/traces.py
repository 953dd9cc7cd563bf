"""Where a name stands in what people wrote: that is no name of somebody's, so an erasure leaves it, and says so."""

import sqlite3
from collections.abc import Iterable, Mapping

from annotator.store.erasing.finding import named

_WRITTEN: Mapping[str, str] = {
    "text": "SELECT text FROM texts",
    "document’s title, file name or metadata": "SELECT title || ' ' || source || ' ' || metadata FROM documents",
    "note": "SELECT note FROM spans WHERE note <> ''",
    "reason of a decision": "SELECT reason FROM decisions WHERE reason <> ''",
    "remark": "SELECT text FROM remarks",
    "memo": "SELECT title || ' ' || text FROM memos",
    "actor": "SELECT name || ' ' || aliases FROM actors",
    "codebook": "SELECT codebook || ' ' || note FROM codebook_versions",
}


def traces(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, int]:
    """Return in how many texts, notes … one of these names stands as a word; those with none are left out."""
    names = list(names)
    counts = {
        what: sum(named(names, text) for (text,) in connection.execute(query)) for what, query in _WRITTEN.items()
    }
    return {what: count for what, count in counts.items() if count}
