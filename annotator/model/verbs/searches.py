"""Searches that are kept: made, changed, ordered, removed."""

from annotator.model.ids import CoderId, SearchId
from annotator.model.verbs.project import Rename
from annotator.model.verbs.verb import Verb


class AboutSearches(Verb):
    """Something was done with kept searches. `coder`: whose they are, None of everybody's."""

    coder: CoderId | None = None


class KeepSearch(AboutSearches):
    """A search was kept under a name."""

    search: SearchId


class ChangeSearch(AboutSearches):
    """A kept search asks for something else."""

    search: SearchId


class RenameSearch(Rename, AboutSearches):
    """A kept search got another name."""

    search: SearchId


class OrderSearches(AboutSearches):
    """Kept searches got another order."""


class RemoveSearch(AboutSearches):
    """A kept search is kept no more."""

    search: SearchId
