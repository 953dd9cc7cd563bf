"""The workspace Explore with the acts of a project, closed after the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.explore.desks import Desk
from tests.ui.explore.places import make_acts


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """Ana at the workspace, where she has coded six acts."""
    made = Desk(make_acts(tmp_path / "acts.annot"), qtbot)
    yield made
    made.session.close()
