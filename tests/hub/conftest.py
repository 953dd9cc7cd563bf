"""Hubs of the tests' own, of which no connection stays open."""

from collections.abc import Callable, Iterator

import pytest

from tests.hub.plain_hub import PlainHub
from tests.postgres import Postgres


@pytest.fixture
def hub_by(postgres: Postgres, hub_database: str) -> Iterator[Callable[[bool], PlainHub]]:
    """Makes a hub: by a superuser, or by an administrator who is none."""
    made: list[PlainHub] = []

    def make(is_superuser: bool) -> PlainHub:
        made.append(PlainHub(postgres, hub_database, is_superuser))
        return made[-1]

    yield make
    for hub in made:
        hub.close()


@pytest.fixture
def plain_hub(hub_by: Callable[[bool], PlainHub]) -> PlainHub:
    """A hub that a superuser made."""
    return hub_by(True)
