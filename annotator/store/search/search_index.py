"""The index of all texts: filled in the step that brings a text, and completed where one came in otherwise.

It follows from the texts, so no step says it; without it a search finds the same, since a text that is not indexed is
looked through. `indexed_texts` gives each text the number by which FTS5 knows it.
"""

import sqlite3
from collections.abc import Iterator

from annotator.model.ids import DocumentId
from annotator.model.searching.query import Query
from annotator.model.searching.words import indexed
from annotator.store.search.expression import expression

_MISSING = "FROM texts WHERE sha256 NOT IN (SELECT sha256 FROM indexed_texts)"


class SearchIndex:
    """Which texts have which words."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, sha256: str, text: str) -> None:
        """Index a text, within the step that brings it; one that is indexed already stays as it is."""
        added = self._connection.execute("INSERT OR IGNORE INTO indexed_texts (sha256) VALUES (?)", [sha256])
        if added.rowcount:
            values = [added.lastrowid, indexed(text)]
            self._connection.execute("INSERT INTO text_index (rowid, words) VALUES (?, ?)", values)

    def missing(self) -> int:
        """Return how many texts are not indexed."""
        return int(self._connection.execute(f"SELECT count(*) {_MISSING}").fetchone()[0])

    def complete(self, at_once: int = 100) -> Iterator[int]:
        """Index the texts that are not, some at once, each time in a transaction of its own; yield how many."""
        left = [sha256 for (sha256,) in self._connection.execute(f"SELECT sha256 {_MISSING}")]
        for first in range(0, len(left), at_once):
            some = left[first : first + at_once]
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                for sha256 in some:
                    row = self._connection.execute("SELECT text FROM texts WHERE sha256 = ?", [sha256]).fetchone()
                    if row is not None:
                        self.add(sha256, row[0])
            yield len(some)

    def candidates(self, query: Query, with_texts: bool = True) -> Iterator[tuple[DocumentId, str]]:
        """Yield the documents that may have what a query asks for, with their texts, in their order.

        `with_texts`: else the texts are empty, and no longer read.
        """
        asked = expression(query)
        where = (
            ""
            if asked is None
            else (" WHERE number IS NULL OR number IN (SELECT rowid FROM text_index WHERE text_index MATCH ?)")
        )
        text = "(SELECT text FROM texts WHERE sha256 = text_sha256)" if with_texts else "''"
        rows = self._connection.execute(
            f"SELECT documents.id, {text}, indexed_texts.id AS number"
            f" FROM documents LEFT JOIN indexed_texts ON sha256 = text_sha256{where} ORDER BY position, documents.id",
            [] if asked is None else [asked],
        )
        for id, text, _ in rows:
            yield DocumentId(id), text


def empty(connection: sqlite3.Connection) -> None:
    """Take all words out, so that none of a text that is erased stays; what is left is indexed by the next search."""
    connection.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
    connection.execute("DELETE FROM indexed_texts")
