"""Memos on documents and of the project's journal, as rows."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from annotator.model.ids import CoderId, DocumentId, MemoId
from annotator.model.memo import Memo
from annotator.store.rows.rows import TableRows


class Memos(TableRows):
    """All memos, in the order in which they were written."""

    name = "memos"
    columns = ("id", "document", "author", "title", "text", "time", "changed")

    def all(self) -> list[Memo]:
        """Return all memos; those of a project are few."""
        return [_memo(row) for row in self._select("ORDER BY time, id")]

    def get(self, id: str) -> Memo | None:
        """Return one memo, None where there is none with that id."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        return _memo(row) if row else None

    def of_document(self, document: str) -> list[Memo]:
        """Return the memos on a document."""
        return [_memo(row) for row in self._select("WHERE document = ? ORDER BY time, id", [document])]

    def counts(self) -> Counter[tuple[str | None, str | None]]:
        """Return how many there are by document and author."""
        query = "SELECT document, author, count(*) FROM memos GROUP BY 1, 2"
        return Counter({(document, author): count for document, author, count in self._connection.execute(query)})

    def add(self, memos: Iterable[Memo]) -> None:
        """Insert memos."""
        self.insert((one.id, one.document, one.author, one.title, one.text, one.time, one.changed) for one in memos)

    def put(self, memo: Memo) -> None:
        """Write a memo that is there with another title, text and time of change."""
        self.update(memo.id, {"title": memo.title, "text": memo.text, "changed": memo.changed})


def _memo(row: tuple[Any, ...]) -> Memo:
    id, document, author, title, text, time, changed = row
    return Memo(
        MemoId(id),
        DocumentId(document) if document is not None else None,
        CoderId(author) if author is not None else None,
        title,
        text,
        time,
        changed,
    )
