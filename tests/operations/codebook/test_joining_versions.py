"""One version that comes of several."""

from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.operations.codebook.joining_versions import join_versions
from tests.projects import make_desk


def test_a_version_comes_of_all_and_lacks_no_label_in_use(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project = desk.project
    desk.code("urged China")
    first = project.codebooks.current()
    assert join_versions(project, first.codebook, (first.id,)) == first.number + 1
    assert project.codebooks.current().parents == (first.id,)
    without = first.codebook.with_labels(label for label in first.codebook.labels if label.id == "actor")
    with pytest.raises(NotAllowed, match="no label “appeal”, which 1 coding has"):
        join_versions(project, without, (first.id,))
    project.undo()
    assert project.codebooks.current() == first
