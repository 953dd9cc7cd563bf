"""The description of the dataset is a setting: changed field by field, as one step that can be undone."""

from pathlib import Path

import pytest

from annotator.model.description import Description
from annotator.model.errors import NotAllowed
from annotator.operations.project.describing import authors_of, describe, description
from tests.projects import make_desk, said


def test_fields_are_changed_as_one_step_and_undone(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    assert description(project) == Description()
    authors = authors_of(["Souza, Ana; 0000-0002-1825-0097; Uni A", " "])
    describe(project, {"title": "Corpus", "authors": authors})
    made = describe(project, {"licence": "cc-by-4.0", "languages": ["en", "fr"]})
    assert description(project) == made and said(project) == "Describe the dataset"
    assert (made.title, made.licence, made.languages) == ("Corpus", "CC-BY-4.0", ("en", "fr"))
    assert [one.affiliation for one in made.authors] == ["Uni A"]
    project.undo()
    assert (description(project).title, description(project).licence) == ("Corpus", "")


def test_what_is_so_already_is_no_step(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    describe(project, {"licence": "MIT"})
    steps = project.journal.count()
    describe(project, {"licence": "mit"})
    assert project.journal.count() == steps


def test_what_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    with pytest.raises(NotAllowed, match="ORCID"):
        describe(project, {"title": "X", "authors": authors_of(["Souza, Ana; 0000-0002-1825-0098"])})
    assert description(project) == Description()


def test_whoever_gives_a_name_that_is_not_plain_is_asked() -> None:
    with pytest.raises(NotAllowed, match=r"“Juan Pérez García” can be taken in several ways; .*organisation”\.$"):
        authors_of(["Souza, Ana", "Juan Pérez García"])
