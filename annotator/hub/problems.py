"""What may come between a copy and its hub, each as one sentence; whatever it is, what was done stays in the copy."""

from annotator.model.errors import UserError
from annotator.model.program_version import newer


class HubProblem(UserError):
    """Something that a hub, or the way to it, refuses."""


class Unreachable(HubProblem):
    """Nobody answers, or not in time; it is tried again."""


class Stopped(HubProblem):
    """Whoever asked for it wants it no more."""


class NotSafe(HubProblem):
    """The server does not prove who it is, or would be spoken to in the clear."""


class WrongPassword(HubProblem):
    """The login has another password, or may sign in no more."""


class NotAHub(HubProblem):
    """The database holds no hub."""


class NewerHub(HubProblem):
    """A newer version of the program made the hub."""


class NotMember(HubProblem):
    """The login has no part in the project: not yet, no more, or never. `since`: when, UTC, ISO 8601, where known."""

    def __init__(self, sentence: str, since: str = "") -> None:
        super().__init__(sentence)
        self.since = since


class Denied(HubProblem):
    """The login may not do this."""


class Full(HubProblem):
    """The login has written as much as it may in a day, or the server has no room."""


class TooLarge(HubProblem):
    """A part is larger than the hub takes."""


class AlteredHistory(HubProblem):
    """What a copy and its hub hold of one strand is not the same: one of them was altered, or cut."""


class SharedAlready(HubProblem):
    """The project is on the hub already, and the login has no part in it."""


class StrangeAnswer(HubProblem):
    """A server answers what no hub does: somebody altered it."""


def newer_hub(name: str, needs: object) -> str:
    """Return what is said of a hub that is newer than this program; `needs`: the version that it says it needs."""
    if version := newer(needs):
        return f"The hub {name} needs annotator {version} or a newer one; get that to go on."
    return f"A newer version of annotator made the hub {name}; update the program."
