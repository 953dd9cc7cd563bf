"""The codebook's versions: each saved codebook is kept whole, the highest number is in force."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.codebook import Codebook
from annotator.model.ids import CoderId
from annotator.store.rows import Table


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A saved codebook with its number (from 1), what its author noted, and when (UTC, ISO 8601)."""

    number: int
    codebook: Codebook
    note: str
    coder: CoderId | None
    time: str


class Codebooks(Table):
    """All versions of the project's codebook."""

    name = "codebook_versions"
    columns = ("id", "number", "codebook", "note", "coder", "time")

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._latest: tuple[str, CodebookVersion] | None = None

    def current(self) -> CodebookVersion:
        """Return the version in force; a project has one from the start."""
        # Asked for at each key press: what a version holds never changes, so its id is enough to know it again.
        (id,) = self._connection.execute("SELECT id FROM codebook_versions ORDER BY number DESC LIMIT 1").fetchone()
        if self._latest is None or self._latest[0] != id:
            self._latest = id, self._versions("ORDER BY number DESC LIMIT 1")[0]
        return self._latest[1]

    def all(self) -> list[CodebookVersion]:
        """Return all versions, oldest first."""
        return self._versions("ORDER BY number")

    def get_many(self, numbers: Iterable[int]) -> dict[int, Codebook]:
        """Return those of the versions that there are, by number."""
        wanted = set(numbers)
        rows = self._connection.execute("SELECT number, codebook FROM codebook_versions ORDER BY number")
        return {number: Codebook.from_json(body, f"version {number}") for number, body in rows if number in wanted}

    def add(self, id: str, version: CodebookVersion) -> None:
        """Insert a version."""
        body = version.codebook.model_dump_json(exclude_defaults=True)
        self.insert([(id, version.number, body, version.note, version.coder, version.time)])

    def clear(self) -> None:
        """Delete all versions; within the same step another must be added."""
        self._connection.execute("DELETE FROM codebook_versions")

    def _versions(self, order: str) -> list[CodebookVersion]:
        return [
            CodebookVersion(number, Codebook.from_json(body, f"codebook version {number}"), note, coder, time)
            for _, number, body, note, coder, time in self._select(order)
        ]
