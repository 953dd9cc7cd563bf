"""The codebook's versions: each saved codebook is kept whole, the highest number is in force."""

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

    def current(self) -> CodebookVersion:
        """Return the version in force; a project has one from the start."""
        return self._versions("ORDER BY number DESC LIMIT 1")[0]

    def all(self) -> list[CodebookVersion]:
        """Return all versions, oldest first."""
        return self._versions("ORDER BY number")

    def add(self, id: str, version: CodebookVersion) -> None:
        """Insert a version."""
        body = version.codebook.model_dump_json(exclude_defaults=True)
        self.insert([(id, version.number, body, version.note, version.coder, version.time)])

    def _versions(self, order: str) -> list[CodebookVersion]:
        return [
            CodebookVersion(number, Codebook.from_json(body, f"codebook version {number}"), note, coder, time)
            for _, number, body, note, coder, time in self._select(order)
        ]
