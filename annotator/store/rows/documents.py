"""Documents and their texts."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.model.document import Document, DocumentInfo, Metadata
from annotator.model.errors import NotFound
from annotator.model.ids import DocumentId, new_id
from annotator.model.text_size import CountedIn, TextSize, size_of
from annotator.store.chain.table_rules import HANGS
from annotator.store.rows.rows import TableRows, from_json, to_json
from annotator.store.schema.tables import Table
from annotator.store.search.search_index import SearchIndex

_INFO = (
    "SELECT documents.id, title, text_sha256, texts.length, metadata, source, position, source_file"
    " FROM documents JOIN texts ON texts.sha256 = documents.text_sha256 "
)


class Documents(TableRows):
    """The documents of the project, in the order of `position`."""

    name = "documents"
    columns = ("id", "title", "text_sha256", "metadata", "source", "position", "pages", "source_file")

    def __init__(self, connection: sqlite3.Connection, index: SearchIndex) -> None:
        super().__init__(connection)
        self._index = index
        self._texts: dict[str, str] = {}

    def all(self) -> list[DocumentInfo]:
        """Return all documents without their texts."""
        return [_info(row) for row in self._connection.execute(_INFO + "ORDER BY position, documents.id")]

    def metadata(self) -> Iterator[tuple[DocumentId, Metadata]]:
        """Yield what all documents say of themselves."""
        rows = self._connection.execute("SELECT id, metadata FROM documents ORDER BY position, id")
        return ((id, from_json(metadata)) for id, metadata in rows)

    def sizes(self) -> dict[str, TextSize]:
        """Return how long the texts are, by their hashes; those that nobody has counted yet are left out."""
        rows = self._connection.execute("SELECT sha256, words, counted FROM texts WHERE words IS NOT NULL")
        return {sha256: TextSize(words, CountedIn(counted)) for sha256, words, counted in rows}

    def size(self, sha256: str) -> TextSize:
        """Return how long a text is; where nobody has counted it yet, as in an older file, it is counted now."""
        (words, counted_in) = self._connection.execute(
            "SELECT words, counted FROM texts WHERE sha256 = ?", [sha256]
        ).fetchone()
        return size_of(self.text(sha256)) if words is None else TextSize(words, CountedIn(counted_in))

    def count_sizes(self, keep: bool, at_once: int = 50) -> Iterator[dict[str, TextSize]]:
        """Count the texts that nobody has counted yet, some at once, and yield how long they are by their hashes.

        `keep`: so that nobody counts them again; it follows from the text, so that no step says it.
        """
        query = "SELECT sha256 FROM texts WHERE words IS NULL"
        left = [sha256 for (sha256,) in self._connection.execute(query)]
        for first in range(0, len(left), at_once):
            found: dict[str, TextSize] = {}
            for sha256 in left[first : first + at_once]:
                row = self._connection.execute("SELECT text FROM texts WHERE sha256 = ?", [sha256]).fetchone()
                if row is not None:
                    found[sha256] = size_of(row[0])
            if keep:
                values = [(size.number, size.counted_in, sha256) for sha256, size in found.items()]
                self._connection.executemany("UPDATE texts SET words = ?, counted = ? WHERE sha256 = ?", values)
            yield found

    def info(self, id: str) -> DocumentInfo:
        """Return one document without its text; raises `NotFound`."""
        row = self._connection.execute(_INFO + "WHERE documents.id = ?", [id]).fetchone()
        if row is None:
            raise NotFound("The document is not in this project any more.")
        return _info(row)

    def get(self, id: str) -> Document:
        """Return one document; raises `NotFound`."""
        info = self.info(id)
        text = self.text(info.text_sha256)
        return Document(
            info.id,
            info.title,
            text,
            info.text_sha256,
            info.metadata,
            info.source,
            info.position,
            source_file=info.source_file,
        )

    def hidden(self, id: str) -> tuple[Document, tuple[int, ...]] | None:
        """Return a document that is not shown, an earlier version say, with its pages; None where there is none."""
        query = "SELECT content FROM hidden WHERE table_name = 'documents' AND row = ?"
        found = self._connection.execute(query, [id]).fetchone()
        if found is None:
            return None
        row = from_json(found[0])
        text, metadata = self.text(row["text_sha256"]), from_json(row["metadata"])
        place = (row["source"], row["position"], row.get("source_file"))
        document = Document(DocumentId(id), row["title"], text, row["text_sha256"], metadata, *place)
        return document, tuple(from_json(row["pages"]))

    def text(self, sha256: str) -> str:
        """Return a text; the last ones are kept, since a text never changes and each key press asks for it."""
        if sha256 not in self._texts:
            while len(self._texts) >= 4:
                del self._texts[next(iter(self._texts))]
            row = self._connection.execute("SELECT text FROM texts WHERE sha256 = ?", [sha256]).fetchone()
            self._texts[sha256] = row[0]
        return self._texts[sha256]

    def pages(self, id: str) -> tuple[int, ...]:
        """Return the offsets at which the pages after the first begin, for a paged source."""
        row = self._connection.execute("SELECT pages FROM documents WHERE id = ?", [id]).fetchone()
        return tuple(from_json(row[0])) if row else ()

    def with_text(self, sha256: str) -> DocumentId | None:
        """Return the first document with this text."""
        row = self._connection.execute(
            "SELECT id FROM documents WHERE text_sha256 = ? ORDER BY position LIMIT 1", [sha256]
        ).fetchone()
        return DocumentId(row[0]) if row else None

    def next_position(self) -> int:
        """Return the position after the last document."""
        return int(self._connection.execute("SELECT coalesce(max(position), -1) + 1 FROM documents").fetchone()[0])

    def add(self, documents: Iterable[tuple[Document, tuple[int, ...]]]) -> None:
        """Insert documents, each with its page offsets; a text that is known already is stored once."""
        for document, pages in documents:
            size = size_of(document.text)
            self._connection.execute(
                "INSERT OR IGNORE INTO texts (sha256, length, text, words, counted) VALUES (?, ?, ?, ?, ?)",
                [document.text_sha256, len(document.text), document.text, size.number, size.counted_in],
            )
            self._index.note(document.text_sha256)
            metadata = to_json(document.metadata)
            row = (document.id, document.title, document.text_sha256, metadata, document.source, document.position)
            self.insert([(*row, to_json(pages), document.source_file)])

    def put_source(self, id: str, sha256: str | None) -> None:
        """Name the kept file that a document was read from, or none."""
        self.update(id, {"source_file": sha256})

    def follow(self, old: str, new: str) -> None:
        """Let a new version of a document have what hangs on the old one, but for what moves: spans, decisions, units.

        The rows are written anew beside those of the old one, which go with it.
        """
        for table, hangs in HANGS.items():
            columns = [hang.column for hang in hangs if hang.on == Table.DOCUMENTS]
            if columns and table not in (Table.SPANS, Table.DECISIONS, Table.UNITS):
                self._copy_rows(table, columns, old, new)

    def _copy_rows(self, table: Table, columns: Sequence[str], old: str, new: str) -> None:
        where = " OR ".join(f"{column} = ?1" for column in columns)
        found = self._connection.execute(f"SELECT * FROM {table} WHERE {where}", [old])
        names = [column[0] for column in found.description]
        for row in found.fetchall():
            values = dict(zip(names, row, strict=True))
            id = str(values["id"])
            # Some ids are made of the document's.
            values["id"] = id.replace(old, new) if old in id else new_id()
            values.update((column, new) for column in columns if values[column] == old)
            marks = ", ".join("?" * len(names))
            self._connection.execute(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", list(values.values())
            )

    def change_many(self, values: Mapping[DocumentId, tuple[str, Metadata]]) -> None:
        """Set the titles and the metadata of documents."""
        rows = [(title, to_json(metadata), id) for id, (title, metadata) in values.items()]
        query = "UPDATE documents SET title = ?1, metadata = ?2 WHERE id = ?3 AND (title <> ?1 OR metadata <> ?2)"
        self._connection.executemany(query, rows)

    def change(self, id: str, *, title: str | None = None, metadata: Metadata | None = None) -> None:
        """Set the title or the metadata."""
        values: dict[str, Any] = {}
        if title is not None:
            values["title"] = title
        if metadata is not None:
            values["metadata"] = to_json(metadata)
        self.update(id, values)


def _info(row: tuple[Any, ...]) -> DocumentInfo:
    id, title, sha256, length, metadata, source, position, source_file = row
    return DocumentInfo(DocumentId(id), title, sha256, length, from_json(metadata), source, position, source_file)
