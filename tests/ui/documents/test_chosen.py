"""The form follows what is selected, and tells which document alone is."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from tests.ui.documents.desks import documents_of, go_to, quiet, titles, write_documents
from tests.ui.windows import Stage


def test_the_form_follows_the_lines_and_cells_are_written_in(stage: Stage, tmp_path: Path) -> None:
    stage.open(write_documents(tmp_path / "documents.annot"), "Ana")
    desk = documents_of(stage)
    shown: list[tuple[object, int]] = []
    desk.chosen.shown.connect(lambda id, count: shown.append((id, count)))
    stage.press("Down")
    quiet(stage)
    stage.press("Shift+Down")
    quiet(stage)
    assert shown == [(desk.shown.rows[1].info.id, 1), (None, 2)] and desk.right.title.text() == "2 documents"
    go_to(desk, titles(desk)[3], "field.kind")
    desk.chosen.write()
    line = desk.table.viewport().findChild(QLineEdit)
    assert line is not None and line.hasFocus() and line.text() == "report"
