"""Units that are given: texts cut into them, and units split and joined, with what is coded in them."""

from annotator.model.ids import DocumentId
from annotator.model.verbs.verb import Verb


class CutUnits(Verb):
    """Documents were cut into so many units; so many codings followed."""

    documents: tuple[DocumentId, ...]
    units: int = 0
    codings: int = 0


class SplitUnit(Verb):
    """A unit, by its number, was split into so many."""

    document: DocumentId
    unit: int
    parts: int = 2
    codings: int = 0


class JoinUnits(Verb):
    """So many units became one, which has this number."""

    document: DocumentId
    unit: int
    parts: int = 2
    codings: int = 0
