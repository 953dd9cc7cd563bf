"""Blind adjudication is a choice of the project, kept as a step."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.settings import ProjectSettings
from annotator.model.verbs.gold import AdjudicateWithoutNames, ShowNamesAtTheEnd
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


def test_whether_names_come_after_the_last_decision_is_chosen_and_taken_back(tmp_path: Path) -> None:
    with Project.create(tmp_path / "never.annot", default_codebook()) as project:
        assert without_names.come_at_the_end(project)
        without_names.show_at_the_end(project, False)
        assert not without_names.come_at_the_end(project)
        changes = project.undo()
        assert changes is not None and changes.verb == ShowNamesAtTheEnd(on=False)
        assert without_names.come_at_the_end(project)


@given(st.booleans(), st.booleans(), st.booleans())
def test_names_that_are_hidden_are_seen_after_the_last_decision_alone_or_never(
    hides: bool, come: bool, decided: bool
) -> None:
    settings = ProjectSettings(adjudicate_without_names=hides, names_after_last_decision=come)
    hidden = without_names.hidden_now(settings, decided)
    assert hidden <= hides
    assert not hides or hidden is not (come and decided)
