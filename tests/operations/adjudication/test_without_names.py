"""Blind adjudication is a choice of the project, kept as a step."""

from pathlib import Path

from annotator.model.verbs.gold import AdjudicateWithoutNames
from annotator.operations.adjudication import without_names
from annotator.store.project import Project
from tests.projects import default_codebook


def test_it_is_chosen_for_the_project_kept_and_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "blind.annot"
    with Project.create(path, default_codebook()) as project:
        assert not without_names.are_names_hidden(project)
        without_names.hide_names(project, True)
    with Project.open(path) as project:
        assert without_names.are_names_hidden(project)
        changes = project.undo()
        assert (
            changes is not None
            and changes.verb == AdjudicateWithoutNames(on=True)
            and not without_names.are_names_hidden(project)
        )
        project.redo()
        without_names.hide_names(project, False)
        assert not without_names.are_names_hidden(project)
