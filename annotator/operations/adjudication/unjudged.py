"""Who has not judged a unit that is given yet: a layer that took part in the document and gave the unit no code."""

from collections.abc import Iterable, Sequence

from annotator.agreement.input.unit_codings import says_what
from annotator.model.codebook import CodingUnit
from annotator.model.given_units import held_units, touched
from annotator.model.ids import DocumentId, LayerId
from annotator.model.span import Extent, Span
from annotator.store.project import Project


class UnitJudges:
    """Tells who judged the units of a project; where none are given, everybody who took part did."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._labels = says_what(project.codebook.labels)
        self._is_given = project.codebook.unit is not CodingUnit.FREE
        self._known: dict[DocumentId, tuple[Sequence[Extent], dict[LayerId, set[int]]]] = {}

    def among(self, layers: Iterable[LayerId], spans: Sequence[Span]) -> list[LayerId]:
        """Return those of some layers that judged where spans of one document stand."""
        if not self._is_given or not spans:
            return list(layers)
        units, coded = self._of(spans[0].document)
        here = {at for span in spans for start, stop in span.extents for at in touched(units, start, stop)}
        return [layer for layer in layers if not here or not here.isdisjoint(coded.get(layer, ()))]

    def _of(self, document: DocumentId) -> tuple[Sequence[Extent], dict[LayerId, set[int]]]:
        if document not in self._known:
            units = self._project.units.of_document(document)
            coded: dict[LayerId, set[int]] = {}
            for span in self._project.spans.of_document(document) if units else ():
                if span.label in self._labels:
                    coded.setdefault(span.layer, set()).update(held_units(units, span.extents))
            self._known[document] = units, coded
        return self._known[document]
