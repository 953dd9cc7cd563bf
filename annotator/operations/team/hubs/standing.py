"""How a copy stands with its hubs, as far as it knows without asking them."""

from dataclasses import dataclass

from annotator.operations.team.hubs.exchanging import address_of
from annotator.store.project import Project
from annotator.store.rows.hubs import HubRow


@dataclass(frozen=True, slots=True)
class HubStanding:
    """`name`: host and database; `handed_over`: when the last exchange ended well, UTC, ISO 8601, or empty.

    `waiting`: acts done here that were not handed over.
    """

    id: int
    name: str
    login: str
    handed_over: str
    waiting: int


def waiting(project: Project, hub: HubRow) -> int:
    """Return how many acts that were done in this copy were not handed over to a hub."""
    return project.journal.acts_since(hub.step)


def hub_standing(project: Project) -> tuple[HubStanding, ...]:
    """Return how it stands with each hub."""
    return tuple(
        HubStanding(hub.id, (address := address_of(hub)).name, address.login, hub.handed_over, waiting(project, hub))
        for hub in project.hubs.all()
    )
