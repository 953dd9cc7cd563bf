"""Kept searches: their rows."""

from collections.abc import Callable, Iterable
from typing import Any

from annotator.model.errors import NotFound
from annotator.model.filter_words import Term
from annotator.model.ids import CoderId, SearchId
from annotator.model.kept_search import KeptSearch
from annotator.model.searching.terms import rewritten
from annotator.store.rows.rows import TableRows


class KeptSearches(TableRows):
    """All kept searches, everybody's first, each in the order of `position`."""

    name = "kept_searches"
    columns = ("id", "name", "search", "position", "coder")

    def all(self) -> list[KeptSearch]:
        """Return all, whosever they are."""
        return [_kept(row) for row in self._select("ORDER BY coder IS NOT NULL, coder, position, id")]

    def get(self, id: str) -> KeptSearch:
        """Return one; raises `NotFound`."""
        row = self._select("WHERE id = ?", [id]).fetchone()
        if row is None:
            raise NotFound("This search is not kept in the project any more.")
        return _kept(row)

    def add(self, searches: Iterable[KeptSearch]) -> None:
        """Insert kept searches."""
        self.insert((one.id, one.name, one.search, one.position, one.coder) for one in searches)

    def put(self, one: KeptSearch) -> None:
        """Write a kept search anew; whose it is stays."""
        self.update(one.id, {"name": one.name, "search": one.search, "position": one.position})

    def rewrite(self, change: Callable[[Term], Term]) -> None:
        """Change each condition of all, where a name that it holds is another."""
        for one in self.all():
            search = rewritten(one.search, change)
            if search != one.search:
                self.update(one.id, {"search": search})


def _kept(row: tuple[Any, ...]) -> KeptSearch:
    id, name, search, position, coder = row
    return KeptSearch(SearchId(id), name, search, position, None if coder is None else CoderId(coder))
