"""A line at the left and a filter narrow together; both can be said as one filter."""

from pathlib import Path

import pytest

from annotator.operations.documents.filtering import matching
from annotator.operations.documents.sets import make_set
from annotator.ui.documents import narrowing
from annotator.ui.documents.set_lines import LineKind
from annotator.ui.documents.workspace import DocumentsWorkspace
from tests.ui.documents.desks import documents_of, quiet, titles, write_documents
from tests.ui.windows import Stage


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> DocumentsWorkspace:
    stage.open(write_documents(tmp_path / "documents.annot"), "Ana")
    project = stage.window.session.project
    make_set(project, "Mine, “all”", documents=[info.id for info in project.documents.all()[:2]])
    return documents_of(stage)


@pytest.mark.parametrize("few", [2_000, 0])
def test_what_narrows_is_said_in_words_that_let_through_the_same(
    stage: Stage, desk: DocumentsWorkspace, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(narrowing, "_FEW", few)
    desk.sets.list.toggled.emit("kind")
    lines = [line for line in desk.sets.model.lines if line.kind in (LineKind.VALUE, LineKind.SET)]
    assert len(lines) == 4
    for line in lines:
        desk.sets.choose(line.id)
        desk.page.show_filter("date:2026")
        quiet(stage)
        project = stage.window.session.project
        expected = matching(project, desk.narrowing.words)
        assert [row.info.id for row in desk.shown.rows] == list(expected), desk.narrowing.words
    desk.narrowing.show_all()
    quiet(stage)
    assert len(titles(desk)) == 4 and not desk.narrowing.narrows and desk.narrowing.words == ""


def test_a_filter_that_is_wrong_is_said_in_the_background_too(
    stage: Stage, desk: DocumentsWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "_FEW", 0)
    desk.page.show_filter("colour:red")
    quiet(stage)
    assert "colour" in desk.page.fault.text() and len(titles(desk)) == 4
