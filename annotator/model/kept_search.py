"""Searches over all texts that are kept under a name, in the project."""

from dataclasses import dataclass

from annotator.model.ids import CoderId, SearchId


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A search. `search`: the line that asks for it (`searching/terms.py`).

    `coder`: whose it is, who alone is shown it; None: everybody's. `position`: its place among those of the same.
    """

    id: SearchId
    name: str
    search: str
    position: int
    coder: CoderId | None = None
