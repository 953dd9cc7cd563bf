"""Labels in cells: one, several, with those above them; of passages and of documents."""

import pytest

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.tables.label_cells import LabelCells


@pytest.mark.parametrize(
    ("cell", "column", "wanted"),
    [
        ("Urge", "label", ["urge"]),
        ("Urge; Warn|Ask", "Codes", ["urge", "warn", "ask"]),
        ("Trade, general", "Code", ["trade-general"]),
        ("Trade, Aid", "Codes Applied Combined", ["trade", "aid"]),
        ('["a", "b;c"]', "labels", ["a", "b-c"]),
        ("", "label", []),
        ("Urge;Urge", "label", ["urge"]),
    ],
)
def test_a_cell_has_one_label_or_several(cell: str, column: str, wanted: list[str]) -> None:
    assert LabelCells(CodebookMaker()).of(cell, column, True) == wanted


@pytest.mark.parametrize("path", ["Force\\Urge\\Strongly", "Force > Urge > Strongly", "Force :: Urge :: Strongly"])
def test_labels_stand_below_others(path: str) -> None:
    codes = CodebookMaker()
    cells = LabelCells(codes)
    cells.of(path, "code", True)
    book = codes.codebook("x", cells.shown)
    assert [(label.name, label.parent) for label in book.labels] == [
        ("Force", None),
        ("Urge", "force"),
        ("Strongly", "force-urge"),
    ]


def test_a_label_of_passages_and_of_documents_is_two() -> None:
    codes = CodebookMaker()
    cells = LabelCells(codes)
    (passage,), (document,) = cells.of("X", "label", True), cells.of("X", "label", False)
    assert passage != document
    scopes = {label.id: label.scope for label in codes.codebook("x", cells.shown).labels}
    assert (scopes[passage], scopes[document]) == ("span", "document")
