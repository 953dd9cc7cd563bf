"""The files that documents were read from, as far as they are kept: by their hash, each once, and never changed.

A list of them reads no body: that is asked for by itself, since all together may be larger than memory.
"""

import hashlib
import sqlite3

from annotator.model.document import KeptFile
from annotator.store.rows.rows import together


class SourceFiles:
    """The kept source files of a project."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, name: str, body: bytes) -> KeptFile:
        """Keep a file within an open step; one that is kept already keeps its name."""
        sha256 = hashlib.sha256(body).hexdigest()
        self._connection.execute(
            "INSERT OR IGNORE INTO source_files (sha256, name, size, body) VALUES (?, ?, ?, ?)",
            [sha256, name, len(body), body],
        )
        return KeptFile(sha256, name, len(body))

    def bring(self, name: str, body: bytes) -> KeptFile:
        """Keep a file that a document names and another copy had: no step tells of it, as of none that comes along."""
        with together(self._connection):
            self._connection.execute("UPDATE journal SET step = 0")  # what comes along needs no step of its own
            kept = self.add(name, body)
            self._connection.execute("UPDATE journal SET step = NULL")
        return kept

    def get(self, sha256: str) -> KeptFile | None:
        """Return what is known of a kept file, without its bytes; None where it is not kept."""
        query = "SELECT sha256, name, size FROM source_files WHERE sha256 = ?"
        row = self._connection.execute(query, [sha256]).fetchone()
        return KeptFile(*row) if row else None

    def used(self) -> list[KeptFile]:
        """Return the kept files that documents name which are shown, by their hashes."""
        query = (
            "SELECT sha256, name, size FROM source_files"
            " WHERE sha256 IN (SELECT source_file FROM documents) ORDER BY sha256"
        )
        return [KeptFile(*row) for row in self._connection.execute(query)]

    def total_size(self) -> int:
        """Return how many bytes all kept files have together."""
        return int(self._connection.execute("SELECT coalesce(sum(size), 0) FROM source_files").fetchone()[0])

    def body(self, sha256: str) -> bytes | None:
        """Return the bytes of a kept file, None where it is not kept."""
        row = self._connection.execute("SELECT body FROM source_files WHERE sha256 = ?", [sha256]).fetchone()
        return bytes(row[0]) if row else None
