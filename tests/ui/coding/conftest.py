"""The desk that most tests of Code sit down at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.store.project import Project
from tests.ui.acts.desks import ACT, with_actors
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at the first of two documents."""
    yield stage.open(make_project(tmp_path / "small.annot"), "Ana")


TEXT = f"The French President {ACT}. China warned France that patience has an end."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two acts with nothing in their slots, and two actors who are coded and registered."""
    made = make_project(tmp_path / "acts.annot", [TEXT])
    with Project.open(made) as project:
        with_actors(project, ("fra", "France"), ("chn", "China"))
    code_as(
        made, "Ana", (ACT, "appeal"), ("warned France", "warning"), ("French President", "actor"), ("China", "actor")
    )
    return made
