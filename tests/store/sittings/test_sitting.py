"""What was acknowledged is kept with its rows, but for steps with very many."""

import subprocess
import tempfile
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.errors import FileGone
from annotator.operations.documents import documents
from annotator.store.sittings import rescue
from annotator.store.sittings.sitting import DoneStep, Sitting
from tests.projects import make_desk


def test_steps_come_back_as_they_were_also_when_they_are_many(tmp_path: Path) -> None:
    sitting = Sitting()
    steps = [
        DoneStep(number, "do", "code", "{}", "", "p", "t", None, [("spans", "1", None, "\ud800🕊" * 40_000)], {"a": "b"})
        for number in range(200)
    ]
    for step in steps:
        sitting.add(step)
    assert list(sitting.steps()) == steps and sitting.count == 200 and sitting.last == steps[-1]
    sitting.close()


def test_of_an_encrypted_project_they_never_go_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = Sitting(in_memory=True)
    monkeypatch.setattr(tempfile, "TemporaryFile", None)
    step = DoneStep(1, "do", "code", "{}", "", "p", "t", None, [("spans", "1", None, "x" * 1_000_000)], {})
    for _ in range(40):
        sitting.add(step)
    assert sum(1 for _ in sitting.steps()) == 40
    sitting.close()


@pytest.mark.parametrize("overwritten", [False, True])
def test_a_large_step_is_read_from_the_open_file_and_else_counted(tmp_path: Path, overwritten: bool) -> None:
    desk = make_desk(tmp_path)
    older = tmp_path / "older.annot"
    desk.project.back_up(older)
    added, _ = documents.add_drafts(desk.project, [DocumentDraft(f"{at}", f"text {at}") for at in range(2_001)])
    if overwritten:
        subprocess.run(["cp", str(older), str(desk.project.path)], check=True)
    else:
        desk.project.path.unlink()
    with pytest.raises(FileGone) as told:
        desk.project.look()
    found = rescue.read(Path(told.value.rescue))
    if overwritten:
        assert found.missing == 1 and "1 large one could not be kept" in str(told.value)
    else:
        assert found.missing == 0 and len(found.steps[-1].rows or ()) == len(added) == len(found.steps[-1].texts)
