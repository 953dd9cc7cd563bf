"""How far coders are where units are given: how many units of each document have a code in a layer."""

from collections.abc import Collection
from typing import NamedTuple

from annotator.model.codebook import CodingUnit
from annotator.model.given_units import held_units
from annotator.model.ids import DocumentId, LayerId
from annotator.store.project import Project


class UnitCount(NamedTuple):
    """Units of a document, or of several: those with a code, and all."""

    coded: int
    of: int

    @property
    def left(self) -> int:
        """How many have no code."""
        return self.of - self.coded


NO_UNITS = UnitCount(0, 0)


def unit_counts(
    project: Project, layer: LayerId, documents: Collection[DocumentId] | None = None
) -> dict[DocumentId, UnitCount]:
    """Return how many units have a code in a layer, by document; nothing where any passage is coded.

    `documents`: None for all that are cut. What names actors is no code.
    """
    if project.codebook.unit is CodingUnit.FREE:
        return {}
    names = {label.id for label in project.codebook.labels if label.names_actors}
    found = {}
    for document, units in project.units.all().items():
        if documents is None or document in documents:
            spans = project.spans.of_document(document, layer)
            coded = {at for span in spans if span.label not in names for at in held_units(units, span.extents)}
            found[document] = UnitCount(len(coded), len(units))
    return found


def in_all(counts: Collection[UnitCount]) -> UnitCount:
    """Return the counts of several documents together."""
    return UnitCount(sum(one.coded for one in counts), sum(one.of for one in counts))
