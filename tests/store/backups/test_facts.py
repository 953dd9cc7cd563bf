"""What a project holds in numbers, in each form that a file ever had."""

from pathlib import Path

import pytest

from annotator.operations.coding import annotate
from annotator.store.backups.facts import contents_at
from annotator.store.project import Project
from tests.projects import TEXT, make_desk

FILES = sorted((Path(__file__).parents[2] / "files").glob("*.annot"))


def test_documents_done_acts_and_other_codings_are_counted(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [TEXT, f"{TEXT} Once more."])
    desk.code("urged China", "appeal")
    desk.code("China", "actor")
    annotate.mark_done(desk.project, desk.layer.id, desk.documents[0].id)
    found = contents_at(desk.project.path)
    assert found is not None
    acts = sum(bool(label.roles) for label in desk.project.codebook.labels if label.id in ("appeal", "actor"))
    assert (found.documents, found.done, found.acts, found.codings) == (2, 1, acts, 2 - acts)
    assert acts == 1 and found.step == desk.project.journal.latest() and found.decisions == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_an_older_version_is_counted_as_it_is(path: Path, tmp_path: Path) -> None:
    older, copy = contents_at(path, is_closed=True), tmp_path / "copy.annot"
    copy.write_bytes(path.read_bytes())
    Project.open(copy).close()
    assert older is not None and older == contents_at(copy)


def test_what_cannot_be_read_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "text.annot").write_text("no project")
    assert contents_at(tmp_path / "text.annot") is contents_at(tmp_path / "none.annot") is None
