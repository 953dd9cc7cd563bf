"""The registers that tests of the actors begin with."""

from pathlib import Path

import pytest

from annotator.operations.new_project import new_project
from tests.projects import default_codebook, write_once
from tests.ui.explore.places import make_acts


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    """France, China and Russia in the slots of six acts."""
    return make_acts(tmp_path / "acts.annot")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A project with the register that is shipped."""
    path = tmp_path / "shipped.annot"
    write_once(path, "shipped", lambda path: new_project(path, default_codebook(), "Ana", with_actors=True).close())
    return path
