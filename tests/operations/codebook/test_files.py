"""Codebooks in files: looked at before anything changes, loaded as a version, written by the name."""

from pathlib import Path

import pytest

from annotator.model.errors import BadFile, NotAllowed, WouldReplace
from annotator.operations.codebook import files
from annotator.store.project import Project
from tests.operations.desks import make_table


@pytest.fixture
def project(tmp_path: Path) -> Project:
    table = make_table(tmp_path)
    table.sit("Ana")
    return table.project


def codes(folder: Path, *lines: str) -> Path:
    path = folder / "codes.csv"
    path.write_text("\n".join(("name,definition", *lines)), encoding="utf-8")
    return path


def test_looking_changes_nothing_and_loading_is_a_version_that_undo_takes_back(
    project: Project, tmp_path: Path
) -> None:
    path = codes(tmp_path, "Appeal,another", "Praise,new")
    before = project.codebooks.current()
    plan = files.plan(project, path, keeps_others=True)
    assert any("Praise was added" in change for change in plan.changes)
    assert project.codebooks.current() == before
    number, done = files.load(project, path, keeps_others=True)
    assert number == before.number + 1 and project.codebook == done.codebook == plan.codebook
    assert project.codebooks.current().note == "From codes.csv"
    project.undo()
    assert project.codebook == before.codebook


def test_an_offer_has_both_ways_only_where_the_file_lacks_labels(project: Project, tmp_path: Path) -> None:
    offer = files.offer(project, codes(tmp_path, "Praise,new"))
    assert offer.plans.keys() == {False, True} and not offer.is_kept_best
    names = [f"{label.name}," for label in project.codebook.labels]
    assert files.offer(project, codes(tmp_path, *names)).plans.keys() == {False}


@pytest.mark.parametrize("ending", [".json", ".csv", ".qdc"])
def test_what_is_written_and_loaded_again_changes_nothing(project: Project, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"book{ending}"
    assert files.write(project.codebook, path) == files.losses(project.codebook, path)
    with pytest.raises(WouldReplace):
        files.write(project.codebook, path)
    assert files.plan(project, path).changes == ()
    assert files.plan(project, path, keeps_others=True).changes == ()


def test_a_label_that_codings_have_is_said_to_be_missing_and_refused(sample_copy: Path, tmp_path: Path) -> None:
    with Project.open(sample_copy) as project:
        path = codes(tmp_path, "Praise,new")
        assert any("it is refused" in sentence for sentence in files.plan(project, path).lost)
        with pytest.raises(NotAllowed):
            files.load(project, path)
        assert files.offer(project, path).is_kept_best


def test_what_is_no_codebook_is_a_sentence(project: Project, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    for path in (tmp_path / "x.pdf", tmp_path / "gone.csv", tmp_path):
        with pytest.raises(BadFile):
            files.plan(project, path)
