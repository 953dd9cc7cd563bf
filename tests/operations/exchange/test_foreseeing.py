"""What an import would do is told by doing it and taking it back: nothing of it stays."""

from pathlib import Path

import pytest

from annotator.operations.coding import annotate
from annotator.operations.exchange import exporting, foreseeing, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from tests.operations.desks import Table, make_table
from tests.operations.random_projects import content_of


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def test_what_is_foreseen_is_what_the_import_does_and_nothing_stays_of_it(table: Table, tmp_path: Path) -> None:
    span = table.code("Ana", "actor", "France")
    exporting.export(table.project, tmp_path / "ana.jsonl", layer="Ana")
    annotate.set_note(table.project, span.id, "later")
    (tmp_path / "new.txt").write_text("a new text")
    sources = [ImportSource(tmp_path / name) for name in ("ana.jsonl", "new.txt")]
    before, steps = content_of(table.project), table.project.journal.count()
    foreseen = foreseeing.foresee(table.project, sources)
    assert (content_of(table.project), table.project.journal.count()) == (before, steps)
    done = importing.import_sources(table.project, sources, is_update=True)
    assert (foreseen.lines(), foreseen.documents) == (done.lines(), done.documents)
    assert table.project.check() == []


def test_texts_are_not_read_to_look_for_deliveries(table: Table, tmp_path: Path) -> None:
    table.code("Ana", "actor", "France")
    (tmp_path / "broken.docx").write_bytes(b"PK")
    assert foreseeing.look_ahead(table.project, [ImportSource(tmp_path / "broken.docx")]) is None


def test_nothing_is_asked_where_all_is_known_by_its_id(table: Table, tmp_path: Path) -> None:
    exporting.export(table.project, tmp_path / "ana.jsonl", layer="Ana")
    assert foreseeing.look_ahead(table.project, [ImportSource(tmp_path / "ana.jsonl")]) is None


def test_whoever_does_not_see_what_others_coded_is_told_numbers_alone(table: Table, tmp_path: Path) -> None:
    span = table.code("Ben", "actor", "France")
    exporting.export(table.project, tmp_path / "ben.jsonl", layer="Ben")
    annotate.set_note(table.project, span.id, "later")
    table.sit("Ana")
    report = foreseeing.look_ahead(table.project, [ImportSource(tmp_path / "ben.jsonl")])
    assert report is not None
    (update,) = report.updates
    said, lines = foreseeing.told(table.project, update)
    assert (said, lines) == (["Ben: 1 coding is changed."], [])
    people.see_others(table.project, "here")
    assert foreseeing.told(table.project, update)[1] == ["changed: Actor “France”: note"]
