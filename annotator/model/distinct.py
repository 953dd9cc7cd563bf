"""That two documents which look alike are two all the same, as somebody has said."""

from dataclasses import dataclass

from annotator.model.ids import DocumentId


@dataclass(frozen=True, slots=True)
class DistinctPair:
    """Two documents that are no duplicates of each other; `document` comes before `other` in the order of ids."""

    document: DocumentId
    other: DocumentId

    @property
    def id(self) -> str:
        """The same in every copy of a project."""
        return f"{self.document}/{self.other}"


def distinct(one: DocumentId, other: DocumentId) -> DistinctPair:
    """Return two documents as a pair, whichever is named first."""
    return DistinctPair(*sorted((one, other)))
