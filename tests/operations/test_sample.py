"""The sample project: the main path from nothing to gold."""

from pathlib import Path

import pytest

from annotator.model.errors import BadProject, Cancelled
from annotator.operations.overview import overview
from annotator.operations.sample import FILE, NAME, make_sample
from annotator.store.project import Project


def test_the_sample_goes_through_the_whole_main_path(tmp_path: Path) -> None:
    report = make_sample(tmp_path / "new" / "folder")
    assert report.texts.failed == report.codings.failed == []
    assert len(report.texts.documents) >= 9
    assert {"Ana", "Ben", "Chloé"} <= set(report.codings.coders)
    assert report.settled.settled and report.settled.left
    assert report.agreement.labels[0].alpha.value is not None
    names = {path.name for path in (tmp_path / "new" / "folder").iterdir()}
    assert names == {FILE, "gold.jsonl", "gold.codebook.json", "gold.project.json", "gold.card.json"}
    with Project.open(report.path) as project:
        assert project.check() == []
        assert overview(project).name == NAME
        assert len({info.title for info in project.documents.all()}) == len(report.texts.documents)


def test_a_sample_that_is_stopped_leaves_no_half_of_a_project(tmp_path: Path) -> None:
    def stop(done: int, total: int, text: str) -> None:
        if done == 3:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        make_sample(tmp_path, stop)
    assert list(tmp_path.iterdir()) == []
    make_sample(tmp_path)


def test_a_sample_is_not_made_over_another_nor_into_a_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("dear")
    with pytest.raises(BadProject, match="exists already"):
        make_sample(tmp_path)
    assert (tmp_path / FILE).read_text() == "dear"
    with pytest.raises(BadProject, match="cannot be made a folder"):
        make_sample(tmp_path / FILE)
