"""A team on a real PostgreSQL, in two windows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.coder import TeamRole
from annotator.operations.people import people
from annotator.operations.team import assigning
from annotator.store.project import Project
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.settings.settings import Settings, save
from tests.operations.team.hubs.hub_team import make_hub, password
from tests.postgres import Postgres
from tests.ui.team.hub_stage import HubStage, OwnKeyring
from tests.ui.windows import Stage, make_project, on_stage


@pytest.fixture
def other(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """A second window, with settings of its own, as on another computer."""
    save(Settings(theme=ThemeChoice.LIGHT), tmp_path / "other config")
    with on_stage(qtbot, tmp_path / "other config") as made:
        made.window.hub.links.door = OwnKeyring()
        yield made


@pytest.fixture
def staged(
    stage: Stage, other: Stage, postgres: Postgres, hub_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> HubStage:
    """Lea at her project with Ana, Ben and Dan, of whom Dan leads too; Ana is given all texts."""
    secret = password()
    address = make_hub(postgres, hub_database, "lea", secret)
    path = make_project(tmp_path / "readouts.annot", coders=["Lea", "Ana", "Ben", "Dan"])
    with Project.open(path) as project:
        by_name = {one.name: one.id for one in project.coders.all()}
        people.set_roles(project, by_name["Lea"], [TeamRole.LEAD, TeamRole.CODER])
        people.set_roles(project, by_name["Dan"], [TeamRole.LEAD])
        assigning.assign(project, [by_name["Ana"]], [one.id for one in project.documents.all()])
    stage.window.hub.links.door = OwnKeyring()
    stage.open(path, "Lea", role=None)
    url = address.with_login("lea").url
    return HubStage(stage, postgres, url, secret, path, tmp_path, monkeypatch)
