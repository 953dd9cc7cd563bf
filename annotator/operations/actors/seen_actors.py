"""Which actors a person is offered: what the register shares, and of what is only proposed their own.

Who adds an actor while coding tells by it what they read. So a proposal is shown to its coder, and to whoever sees
what others coded, until somebody else names or changes it.
"""

from collections.abc import Collection

from annotator.acts.known_actors import KnownActors
from annotator.model.actor import Actor
from annotator.model.ids import ActorId
from annotator.operations.people.seeing import Sight, sight
from annotator.store.project import Project
from annotator.store.rows.actors import Uses


def seen_actors(project: Project) -> list[Actor]:
    """Return the actors that whoever is at work may be shown, by name."""
    actors, unseen = project.actors.all(), unseen_proposals(project)
    return [actor for actor in actors if actor.id not in unseen] if unseen else actors


def named_or_seen(project: Project, ids: Collection[str]) -> list[Actor]:
    """Return the actors that whoever is at work may be shown, and those with these ids: they are named already."""
    actors, unseen = project.actors.all(), unseen_proposals(project)
    return [actor for actor in actors if actor.id not in unseen or actor.id in ids]


def seen_uses(project: Project) -> dict[ActorId, Uses]:
    """Return how often each actor is named in what whoever is at work sees: all layers, or their own."""
    if sight(project, project.person) is Sight.SHOWN:
        return project.actors.in_use()
    own = project.layers.of_coder(project.person) if project.person is not None else []
    return project.actors.in_use([layer.id for layer in own])


def known_actors(project: Project) -> KnownActors:
    """Return the register for laying out acts: an actor that one names has its name, no other proposal is found."""
    return KnownActors(project.actors.all(), unseen_proposals(project))


def unseen_proposals(project: Project) -> frozenset[ActorId]:
    """Return the actors that other coders propose, where whoever is at work does not see what others coded."""
    proposed = project.actors.proposed_besides(project.person)
    return proposed if proposed and sight(project, project.person) is not Sight.SHOWN else frozenset()
