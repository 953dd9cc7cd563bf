"""What is in a project, at a glance."""

from pathlib import Path

from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.overview import overview
from tests.operations.desks import OTHER_TEXT, TEXT, make_table


def test_an_overview_counts_what_there_is(tmp_path: Path) -> None:
    table = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    table.code("Ana", "actor", "الصين", document=1)
    annotate.mark_done(table.project, table.layers["Ana"].id, table.documents[0])
    adjudicate.settle(table.project, "unanimous", list(table.layers.values()))
    found = overview(table.project)
    assert (found.name, found.documents, found.characters) == ("project", 2, len(TEXT) + len(OTHER_TEXT))
    assert (found.coders, found.labels[0], found.codebook_version) == (("Ana", "Ben"), "appeal", 1)
    layers = {layer.name: layer for layer in found.layers}
    assert layers["Ana"].spans == {"appeal": 1, "actor": 1}
    assert (layers["Ana"].done, layers["Ana"].begun, layers["Ben"].begun) == (1, 1, 1)
    assert layers["Gold"].spans == {"appeal": 1}
    assert found.decisions == {"unanimous": 1}
    assert found.steps == table.project.journal.count()


def test_a_new_project_is_empty(tmp_path: Path) -> None:
    found = overview(make_table(tmp_path, "Ana").project)
    assert found.decisions == {} and [layer.spans for layer in found.layers] == [{}]
