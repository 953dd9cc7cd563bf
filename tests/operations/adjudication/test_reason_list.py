"""The list of reasons can be edited, like all else: one step, taken back by undo, and never with nonsense in it."""

from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.model.settings import DEFAULT_REASONS
from annotator.model.settings import LONGEST_REASON as LONGEST
from annotator.model.settings import MOST_REASONS as MOST
from annotator.operations.adjudication import adjudicate
from annotator.store.project import Project
from tests.operations.desks import new_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project without anything in it."""
    return new_project(tmp_path / "project.annot")


def test_a_new_project_has_a_short_list_of_reasons(project: Project) -> None:
    assert adjudicate.reasons(project) == DEFAULT_REASONS
    assert adjudicate.set_reasons(project, DEFAULT_REASONS) == DEFAULT_REASONS


def test_another_list_is_kept_and_undone(project: Project) -> None:
    wanted = ["  Wrong\tlabel ", "Übersehen", "看错"]
    assert adjudicate.set_reasons(project, wanted) == ("Wrong label", "Übersehen", "看错")
    with Project.open(project.path) as again:
        assert adjudicate.reasons(again) == ("Wrong label", "Übersehen", "看错")
    adjudicate.set_reasons(project, [])
    assert adjudicate.reasons(project) == ()
    steps = project.journal.count()
    adjudicate.set_reasons(project, [])
    assert project.journal.count() == steps, "nothing changed"
    project.undo()
    assert adjudicate.reasons(project) == ("Wrong label", "Übersehen", "看错")
    project.undo()
    assert adjudicate.reasons(project) == DEFAULT_REASONS


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (["Wrong label", " "], "needs words"),
        (["Wrong label", "wrong  LABEL"], "“wrong LABEL” is in the list twice"),
        (["x" * (LONGEST + 1)], f"has {LONGEST + 1} characters; keep it to {LONGEST}"),
        ([f"Reason {number}" for number in range(MOST + 1)], f"keep {MOST} at most"),
        (["half \ud800"], "surrogate"),
    ],
)
def test_a_list_that_nobody_could_choose_from_is_refused(project: Project, wanted: list[str], sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        adjudicate.set_reasons(project, wanted)
    assert adjudicate.reasons(project) == DEFAULT_REASONS
