"""Compacting is said with what it gave back, and waits until nobody else has the project open."""

from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed
from annotator.operations.documents import documents
from annotator.operations.project.compacting import compact
from tests.projects import make_desk
from tests.torture.programs import programs


def test_how_much_was_given_back_is_said(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    project.person = None
    documents.add_drafts(
        project, [DocumentDraft(f"D{number}", f"{number}", {"n": "x" * 2000}) for number in range(300)]
    )
    project.undo()
    said = compact(project)
    assert said.startswith("project.annot takes ") and " in place of " in said
    assert "project.annot takes " in compact(project)


def test_a_project_that_others_have_open_stays_as_it_is(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    with programs(1) as others:
        assert others.race(project.path, "stay") == ["done"]
        with pytest.raises(NotAllowed, match=r"nother program .* Compact the file when nobody else has it open\."):
            compact(project)
        others.race(project.path, "leave")
    assert "project.annot takes " in compact(project)
