"""Labels in the cells of a table: one or several, each perhaps with those above it."""

import re

from pydantic_core import from_json

from annotator.formats.codebooks import CodebookMaker
from annotator.model.codebook import Scope
from annotator.model.ids import LabelId
from annotator.readers.field_proposals import folded

_BETWEEN = re.compile(r"\s*[;|\n]\s*")
_COMMAS = frozenset({"codesappliedcombined"})
"""CodingColumns in which commas divide labels; elsewhere a comma may stand in a name."""
_ABOVE = re.compile(r"\s*\\+\s*|\s+>\s+|\s+::\s+")
_OF_DOCUMENTS = " (document)"


class LabelCells:
    """Makes labels of what cells say. `shown`: what each is called, by the whole of what the table calls it."""

    def __init__(self, codes: CodebookMaker) -> None:
        self._codes = codes
        self.shown: dict[str, str] = {}
        self._is_of_passages: dict[str, bool] = {}
        self._known: dict[tuple[str, str, bool], list[LabelId]] = {}

    def of(self, cell: str, column: str, is_passage: bool) -> list[LabelId]:
        """Return the labels in a cell, each once; `is_passage`: of a passage, and not of a whole document."""
        key = cell, column, is_passage
        if key not in self._known:
            names = dict.fromkeys(filter(None, _names_in(cell, column)))
            self._known[key] = [self._label(name, is_passage) for name in names]
        return self._known[key]

    def _label(self, name: str, is_passage: bool) -> LabelId:
        if self._is_of_passages.setdefault(name, is_passage) is not is_passage:
            name = f"{name}{_OF_DOCUMENTS if not is_passage else ' (passage)'}"
            self._is_of_passages.setdefault(name, is_passage)
        scope = Scope.SPAN if is_passage else Scope.DOCUMENT
        above, label = "", LabelId("")
        parts = [part for part in _ABOVE.split(name) if part]
        for part in parts or [name]:
            path = f"{above}\\{part}" if above else part
            parent = label if above else None
            label = self._codes.label(path)
            self.shown[path] = part
            self._codes.describe(label, scope=scope, **({"parent": parent} if parent else {}))
            above = path
        return label


def _names_in(cell: str, column: str) -> list[str]:
    text = cell.strip()
    if text.startswith("["):
        try:
            found = from_json(text)
        except ValueError:
            found = None
        if isinstance(found, list) and all(isinstance(one, str | int) for one in found):
            return [str(one).strip() for one in found]
    names = _BETWEEN.split(text)
    if folded(column) in _COMMAS:
        names = [one.strip() for name in names for one in name.split(",")]
    return names
