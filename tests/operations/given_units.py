"""A project whose units are given, for the tests."""

from annotator.model.codebook import CodesPerUnit, CodingUnit
from annotator.operations.codebook import codebook
from annotator.operations.coding import unit_coding
from annotator.operations.documents import units
from annotator.store.project import Project
from tests.projects import Desk


def given(desk: Desk, unit: CodingUnit = CodingUnit.SENTENCE, codes: CodesPerUnit = CodesPerUnit.ONE) -> Project:
    """Let units be given in a project, and its documents be cut."""
    book = desk.project.codebook.model_copy(update={"unit": unit, "codes_per_unit": codes})
    codebook.save(desk.project, book)
    units.cut_units(desk.project)
    return desk.project


def codes(desk: Desk) -> list[tuple[str, str]]:
    """Return the quotes and labels of Ana's layer, in order."""
    spans = desk.project.spans.of_document(desk.documents[0].id, desk.layer.id)
    return [(span.quote, span.label) for span in sorted(spans, key=lambda one: (one.start, one.label))]


def code(desk: Desk, at: int, label: str) -> None:
    of = desk.documents[0].id
    unit_coding.code_units(desk.project, of, desk.layer.id, [desk.project.units.of_document(of)[at]], label)
