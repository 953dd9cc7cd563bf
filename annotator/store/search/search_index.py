"""The index of all texts: filled in the step that brings a text, and completed where one came in otherwise.

It follows from the texts, so no step says it; without it a search finds the same, since a text that is not indexed is
looked through. `indexed_texts` gives each text the number by which FTS5 knows it. An index that FTS5 cannot read is
emptied, and filled anew like one that is missing.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotator.model.ids import DocumentId
from annotator.store.schema.written_by import begin_writing
from annotator.store.search.index_damage import (
    INDEX_ERRORS,
    INDEX_SENTENCE,
    index_problems,
    is_of_index,
    make_anew,
    says_other,
)

if TYPE_CHECKING:
    from annotator.model.searching.query import Query

_MISSING = "FROM texts WHERE sha256 NOT IN (SELECT sha256 FROM indexed_texts)"
AT_ONCE = 500_000
"""So many characters are indexed in one transaction, or one text: a few milliseconds."""


class SearchIndex:
    """Which texts have which words."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._new: dict[str, None] = {}

    def note(self, sha256: str) -> None:
        """Let a text be indexed at the end of the step that brings it.

        Not at once: FTS5 writes out the words that it has gathered whenever a statement has triggers.
        """
        self._new[sha256] = None

    def settle(self) -> None:
        """Index what was noted, at the end of a step; what the step took back again is not there."""
        new, self._new = self._new, {}
        if new:
            self._put(new)

    def _put(self, some: Iterable[str]) -> None:
        """Index texts within the open transaction; an index that cannot take them is emptied."""
        from annotator.model.searching.words import indexed  # noqa: PLC0415 - with the first text that comes in

        run = self._connection.execute
        try:
            for sha256 in some:
                row = run("SELECT text FROM texts WHERE sha256 = ?", [sha256]).fetchone()
                if row is None:
                    continue
                added = run("INSERT OR IGNORE INTO indexed_texts (sha256) VALUES (?)", [sha256])
                if added.rowcount:
                    run("INSERT INTO text_index (rowid, words) VALUES (?, ?)", [added.lastrowid, indexed(row[0])])
            # Here it writes them out, so that what is wrong shows now and not when the step is committed.
            run("SAVEPOINT indexed")
            run("RELEASE indexed")
        except INDEX_ERRORS as error:
            if not is_of_index(error):
                raise
            make_anew(self._connection)

    def missing(self) -> int:
        """Return how many texts are not indexed."""
        return int(self._connection.execute(f"SELECT count(*) {_MISSING}").fetchone()[0])

    def complete(self, at_once: int = AT_ONCE) -> Iterator[int]:
        """Index the texts that are not, some at once, each time in a transaction of its own; yield how many.

        An index that is not what the texts say is made anew. `at_once`: so many characters, or one text.
        """
        if index_problems(self._connection):
            with _transaction(self._connection):
                make_anew(self._connection)
        left = self._connection.execute(f"SELECT sha256, length {_MISSING}").fetchall()
        while left:
            some: list[str] = []
            size = 0
            while left and (not some or size + left[-1][1] <= at_once):
                sha256, length = left.pop()
                some.append(sha256)
                size += length
            with _transaction(self._connection):
                self._put(some)
            yield len(some)

    def fill(self) -> None:
        """Make the index anew with all texts, within the open transaction."""
        make_anew(self._connection)
        self._put([sha256 for (sha256,) in self._connection.execute("SELECT sha256 FROM texts")])

    def problems(self) -> list[str]:
        """Return what is wrong with it, in a sentence; texts that are not indexed are none."""
        differs = index_problems(self._connection) or says_other(self._connection)
        return [INDEX_SENTENCE] if differs else []

    def candidates(self, query: "Query", with_texts: bool = True) -> Iterator[tuple[DocumentId, str]]:
        """Yield the documents that may have what a query asks for, with their texts, in their order.

        `with_texts`: else the texts are empty, and no longer read.
        """
        from annotator.store.search.expression import expression  # noqa: PLC0415 - with the first search

        numbers = self._numbers(expression(query))
        where = "" if numbers is None else " WHERE number IS NULL OR number IN (SELECT value FROM json_each(?))"
        text = "(SELECT text FROM texts WHERE sha256 = text_sha256)" if with_texts else "''"
        rows = self._connection.execute(
            f"SELECT documents.id, {text}, indexed_texts.id AS number"
            f" FROM documents LEFT JOIN indexed_texts ON sha256 = text_sha256{where} ORDER BY position, documents.id",
            [] if numbers is None else [json.dumps(numbers)],
        )
        for id, text, _ in rows:
            yield DocumentId(id), text

    def _numbers(self, asked: str | None) -> list[int] | None:
        """Return the numbers of the texts that match; None for all, also where the index cannot say it."""
        if asked is None:
            return None
        try:
            found = self._connection.execute("SELECT rowid FROM text_index WHERE text_index MATCH ?", [asked])
            return [number for (number,) in found]
        except INDEX_ERRORS as error:
            if not is_of_index(error):
                raise
            return None


def empty(connection: sqlite3.Connection) -> None:
    """Take all words out, so that none of a text that is erased stays; what is left is indexed again later."""
    make_anew(connection)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    with connection:
        begin_writing(connection)
        yield
