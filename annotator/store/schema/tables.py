"""The tables whose rows are journaled, and so what a step can have changed; their columns stand in `schema.py`.

Whoever asks what a step touched names a member: a name that no table has any more is an error before it runs.
"""

from enum import StrEnum


class Table(StrEnum):
    """A journaled table; its value is the table's name in the file."""

    SETTINGS = "settings"
    DOCUMENTS = "documents"
    CODEBOOK_VERSIONS = "codebook_versions"
    CODERS = "coders"
    LAYERS = "layers"
    ASSIGNMENTS = "assignments"
    ACTORS = "actors"
    SPANS = "spans"
    LINKS = "links"
    DECISIONS = "decisions"
    RELEASES = "releases"
    PRACTICE_DOCUMENTS = "practice_documents"
    PRACTICE_RESULTS = "practice_results"
    RECODE_SAMPLES = "recode_samples"
    REMARKS = "remarks"
    REMOVALS = "removals"
    DOCUMENT_SETS = "document_sets"
    DOCUMENT_FIELDS = "document_fields"
    MEMOS = "memos"
    DISTINCT_PAIRS = "distinct_pairs"
    UNITS = "units"
    KEPT_SEARCHES = "kept_searches"


BY_HASH = {"texts": "sha256, length, text, words, counted", "source_files": "sha256, name, size, body"}
"""What documents name by its SHA-256 and the journal does not hold: the tables, with their columns."""
