"""How it stands with a hub over which a project is shared, as the last attempt found it; words only, no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from annotator.hub.calls import HubLogin
from annotator.operations.team.hubs import words
from annotator.operations.team.hubs.words import HubReach, HubTold

_LINKS = {HubReach.NO_PASSWORD: "give it", HubReach.WRONG_PASSWORD: "give another", HubReach.SHUT_OUT: "give another"}


@dataclass(frozen=True, slots=True)
class HubState:
    """`id`: the hub's in the project, 0 for none. `name`: server and database; `login`: who hands over there.

    `role`: what whoever hands over is on the hub, empty until that is known; `members`: all for a lead, else none.
    """

    id: int = 0
    name: str = ""
    login: str = ""
    told: HubTold = field(default_factory=HubTold)
    role: str = ""
    members: Sequence[HubLogin] = ()

    @property
    def leads(self) -> bool:
        """Whether whoever hands over may invite and revoke on the hub."""
        return self.role == "lead"

    @property
    def link(self) -> str:
        """What a link beside the line says, empty where nothing is to be done."""
        return _LINKS.get(self.told.reach, "") if self.id else ""

    def foot(self, now: datetime | None = None) -> str:
        """What the foot says; empty where there is no hub."""
        return words.foot(self.told, now or datetime.now().astimezone()) if self.id else ""

    def in_full(self, now: datetime | None = None) -> str:
        """The same in full, with what is to be done."""
        return words.about(self.told, now or datetime.now().astimezone()) if self.id else ""

    def about(self, now: datetime | None = None) -> str:
        """The same with which hub it is."""
        return f"{self.in_full(now)} Hub: {self.name}." if self.id else ""


def worst(states: Sequence[HubState]) -> HubState:
    """Return the one that is to be known first: one that is not in step, else the first."""
    wrong = next((one for one in states if one.told.reach not in (HubReach.IN_STEP, HubReach.NOT_YET)), None)
    return wrong or next(iter(states), HubState())
