"""The register of actors."""

from annotator.model.ids import ActorId
from annotator.model.verbs.verb import Verb


class RegisterActor(Verb):
    """An actor was registered."""

    actor: ActorId


class ChangeActor(Verb):
    """An actor got other names, codes, memberships …"""

    actor: ActorId


class RemoveActor(Verb):
    """An actor was taken out; what referred to it refers to `instead`."""

    actor: ActorId
    instead: ActorId | None = None


class MergeActors(Verb):
    """Others became one with an actor."""

    actor: ActorId
    others: tuple[ActorId, ...]


class SplitActor(Verb):
    """An actor was registered to whom so many spans and slots of another one go."""

    actor: ActorId
    new: ActorId
    spans: int
    slots: int


class AddShippedActors(Verb):
    """The actors that come with the program were added; some that were here gained names, codes or memberships."""

    added: int = 0
    widened: int = 0


class ImportActors(AddShippedActors):
    """Actors were taken from a file, of which the name is known."""

    file: str
