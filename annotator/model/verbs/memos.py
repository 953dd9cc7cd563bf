"""Memos on documents and in the journal of the project: written, changed, removed."""

from annotator.model.ids import CoderId, DocumentId, MemoId
from annotator.model.verbs.verb import Verb


class AboutMemo(Verb):
    """Something was done with a memo. `document`: on which it is, None in the journal.

    `author`: whose it is, None for nobody in particular: they read it, and whoever sees others' work.
    """

    memo: MemoId
    document: DocumentId | None = None
    author: CoderId | None = None


class WriteMemo(AboutMemo):
    """A memo was written."""


class ChangeMemo(AboutMemo):
    """What a memo says was changed, or its title."""


class RemoveMemo(AboutMemo):
    """A memo was removed."""
