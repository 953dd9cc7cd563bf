"""A project made with all that it begins with, or not at all."""

from pathlib import Path

import pytest

from annotator.model.codebook import Codebook
from annotator.model.errors import UserError
from annotator.operations.actors.register_files import SHIPPED
from annotator.operations.codebook import presets
from annotator.operations.new_project import new_project
from annotator.resources import resource
from tests.projects import default_codebook


def test_a_new_project_has_the_shipped_register_where_it_is_asked_for(tmp_path: Path) -> None:
    with new_project(tmp_path / "with.annot", default_codebook(), "Ana", with_actors=True) as project:
        assert [coder.name for coder in project.coders.all()] == ["Ana"]
        assert len(project.actors.all()) == resource(SHIPPED).read_text("utf-8").count('"id":')
    with new_project(tmp_path / "without.annot", default_codebook()) as project:
        assert project.actors.all() == [] and project.coders.all() == []


def test_a_project_that_cannot_have_all_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        new_project(tmp_path / "a.annot", default_codebook(), "gold", with_actors=True)
    assert list(tmp_path.iterdir()) == []


def test_a_preset_with_a_training_threshold_sets_the_pass_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = presets.preset("stance").codebook
    monkeypatch.setitem(presets.PASS_MARKS, book.name, 0.9)
    with new_project(tmp_path / "a.annot", book) as project:
        assert project.settings.get().pass_mark == 0.9 and project.codebook == book
    with new_project(tmp_path / "b.annot", Codebook()) as project:
        assert project.settings.get().pass_mark == 0.8
