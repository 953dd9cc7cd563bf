"""A saved codebook as the project keeps it, with its number and what is known of its making."""

from dataclasses import dataclass

from annotator.model.codebook import Codebook
from annotator.model.ids import CodebookVersionId, CoderId


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """A saved codebook with its number (from 1), what its author noted, and when (UTC, ISO 8601)."""

    id: CodebookVersionId
    number: int
    codebook: Codebook
    note: str
    coder: CoderId | None
    time: str
