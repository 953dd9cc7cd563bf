"""A desk for each test, on a database of its own."""

from pathlib import Path

import keyring  # noqa: F401  # so that each test has one in memory, the first one too
import pytest

from tests.cli.hub.desk import HubDesk, make_desk
from tests.cli.running import Cli
from tests.postgres import Postgres


@pytest.fixture
def desk(cli: Cli, postgres: Postgres, hub_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HubDesk:
    """Return a desk; nothing is done to its database."""
    return make_desk(cli, postgres, hub_database, tmp_path, monkeypatch)


@pytest.fixture
def shared(desk: HubDesk) -> HubDesk:
    """Return a desk whose project is on the hub."""
    desk.share()
    return desk
