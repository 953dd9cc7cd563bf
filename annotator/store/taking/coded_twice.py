"""Codings that one coder made twice, at two machines: a passage with one label, or a unit that gets one code with two.

Found in the tables, so alike in each copy. No verb lets a coder do that in one copy.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from annotator.model.codebook import Codebook, CodesPerUnit, CodingUnit
from annotator.model.given_units import held_units
from annotator.model.ids import CodebookVersionId
from annotator.model.span import Extent
from annotator.store.rows.codebook import Codebooks
from annotator.store.rows.units import GivenUnits

_CODERS = "layer IN (SELECT id FROM layers WHERE kind = 'coder')"
_SAME = (
    f"SELECT json_group_array(id) FROM spans WHERE {_CODERS}"
    " GROUP BY layer, document, label, start, stop, extents HAVING count(*) > 1 ORDER BY min(id)"
)
_OVER_EACH_OTHER = (
    "SELECT DISTINCT document, layer FROM (SELECT document, layer, start, max(stop) OVER (PARTITION BY document, layer"
    f" ORDER BY start, stop, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach FROM spans WHERE {_CODERS}"
    " AND label NOT IN (SELECT value FROM json_each(?))) WHERE start < reach ORDER BY 1, 2"
)


class CodedTwice(NamedTuple):
    """The ids of such codings. `unit`: where they give a unit several codes; None where all say the same."""

    spans: tuple[str, ...]
    unit: Extent | None = None


class DoubledCodings:
    """Finds them in one file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run, self._units = connection.execute, GivenUnits(connection)
        self._codebooks = Codebooks(connection)

    def all(self) -> Iterator[CodedTwice]:
        """Yield them; raises `BadCodebook`."""
        for (ids,) in self._run(_SAME).fetchall():
            yield CodedTwice(tuple(sorted(json.loads(ids))))
        codebook = self._codebooks.current().codebook
        if _gives_one(codebook):
            names = [label.id for label in codebook.labels if label.names_actors]
            for document, layer in self._run(_OVER_EACH_OTHER, [json.dumps(names)]).fetchall():
                yield from self._of_units(document, layer, names)

    def _of_units(self, document: str, layer: str, names: Collection[str]) -> Iterator[CodedTwice]:
        units, codes = self._units.of_document(document), defaultdict[int, dict[str, str]](dict)
        query = (
            "SELECT id, label, start, stop, extents, codebook_version FROM spans WHERE document = ? AND layer = ?"
            " AND stop > start ORDER BY id"
        )
        spans = [row for row in self._run(query, [document, layer]).fetchall() if row[1] not in names]
        ones = self._versions_with_one({version for *_, version in spans})
        for id, label, start, stop, extents, version in spans:
            # What was coded while units could have several codes, or any passage was coded, is stale at most.
            if version in ones:
                pieces = [Extent(start, stop)] if extents is None else [Extent(*one) for one in json.loads(extents)]
                for at in held_units(units, pieces):
                    codes[at].setdefault(label, id)
        for at, by_label in sorted(codes.items()):
            if len(by_label) > 1:
                yield CodedTwice(tuple(sorted(by_label.values())), units[at])

    def _versions_with_one(self, ids: Collection[str]) -> set[str]:
        found = self._codebooks.get_many(map(CodebookVersionId, ids))
        return {str(id) for id, codebook in found.items() if _gives_one(codebook)}


def _gives_one(codebook: Codebook) -> bool:
    return codebook.unit is not CodingUnit.FREE and codebook.codes_per_unit is CodesPerUnit.ONE
