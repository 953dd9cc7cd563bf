"""Whether what ends a sentence is coded is one rule of the project, and a step like any other."""

from pathlib import Path

from annotator.operations.coding import punctuation
from tests.projects import make_desk, said


def test_the_rule_is_set_and_undone(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    assert not punctuation.is_coded(project)
    punctuation.code(project, True)
    assert punctuation.is_coded(project) and said(project) == "Code the final punctuation of sentences"
    project.undo()
    assert not punctuation.is_coded(project)
