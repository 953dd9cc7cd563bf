"""All that a file says of its rows is found, wherever it stands, as far as it has to do with what is looked for."""

from pathlib import Path

import pytest

from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.store.chain import packing
from annotator.store.erasing.records import runs, said_of
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk


def played(folder: Path) -> Desk:
    desk = make_desk(folder, ("one text", "another text"))
    span = desk.code("one")
    annotate.set_note(desk.project, span.id, "a note")
    annotate.remove_spans(desk.project, [span.id])
    documents.rename(desk.project, desk.documents[1].id, "Other")
    return desk


def test_lines_are_the_same_packed_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = played(tmp_path)
    before = [(run.strand, line) for run in runs(desk.project._connection) for line in run.lines]
    monkeypatch.setattr(packing, "FEWEST", 1)
    assert packing.pack(desk.project._connection) > 0
    packed = list(runs(desk.project._connection))
    assert [(run.strand, line) for run in packed for line in run.lines] == before
    assert all(run.is_packed and run.last - run.first + 1 == len(run.lines) for run in packed)


@pytest.mark.parametrize("is_thinned", [False, True])
def test_what_a_row_said_is_found_after_it_is_gone(tmp_path: Path, is_thinned: bool) -> None:
    desk = played(tmp_path)
    connection = desk.project._connection
    if is_thinned:  # as a file whose journal was thinned out: the chain still tells
        connection.execute("DROP TRIGGER changes_delete")
        connection.execute("DELETE FROM changes")
    notes = {values.get("note") for _, _, values in said_of(connection, [Table.SPANS])}
    assert "a note" in notes
    titles = {values.get("title") for _, _, values in said_of(connection, [Table.DOCUMENTS])}
    assert titles >= {"Document 1", "Document 2", "Other"}


def test_what_is_not_looked_for_is_left_out(tmp_path: Path) -> None:
    desk = played(tmp_path)
    connection: Project = desk.project
    found = list(said_of(connection._connection, [Table.SPANS], {str(desk.documents[1].id)}))
    assert found == []
