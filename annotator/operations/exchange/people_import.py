"""Who codes and who is named in a bundle, taken into a project: people, their layers, and the register of actors."""

from collections.abc import Mapping

from annotator.model.actor import Actor
from annotator.model.bundle import Bundle
from annotator.model.coder import Coder, Layer, LayerKind, TeamRole
from annotator.model.errors import BadRegister, NotAllowed
from annotator.model.ids import ActorId, CoderId, LayerId, new_id
from annotator.model.names import tidied
from annotator.model.register import known_again, parents_first
from annotator.model.removal import RemovedKind
from annotator.operations.actors.actors import must_be_sound
from annotator.operations.actors.seen_actors import named_or_seen
from annotator.operations.exchange.called_here import CalledHere, merged_here
from annotator.operations.exchange.origins import Matched
from annotator.operations.people import people
from annotator.store.project import Project


def take_coders(project: Project, bundle: Bundle, called: CalledHere, matched: Matched, is_said: bool) -> list[str]:
    """Take the people of a bundle; return the names of those who are new.

    `is_said`: whoever imports says whose work it is, so that its coders do not come.
    """
    coding = {layer.coder for layer in bundle.layers if layer.kind is LayerKind.CODER}
    was_empty = not project.coders.all()
    merged = merged_here(project, RemovedKind.CODER)
    new = []
    for coder in bundle.coders:
        if is_said and coder.id in coding:
            continue
        found, name = _known_coder(project, coder, merged, matched)
        if found is None:
            # Who comes into a project that has people already codes there, whatever they do elsewhere.
            found = _added_coder(project, coder, name, coder.roles if was_empty else (TeamRole.CODER,))
            new.append(found.name)
        called.coders[coder.id] = found.id
    return new


def _known_coder(
    project: Project, coder: Coder, merged: Mapping[str, str], matched: Matched
) -> tuple[Coder | None, str]:
    """Return who of the project somebody is, as it was said, or by id or name; and what a new one is called."""
    name = tidied(coder.name) or coder.pseudonym
    if coder.id in matched.people:
        chosen = matched.people[coder.id]
        found = None if chosen is None else project.coders.get(chosen)
        return found, name if found is not None else people.free_name(project, name)
    here = {known.id: known for known in project.coders.all()}
    same = here.get(CoderId(merged.get(coder.id, coder.id)))
    return same or project.coders.named(coder.name) or project.coders.named(name), name


def _added_coder(project: Project, coder: Coder, name: str, roles: tuple[TeamRole, ...]) -> Coder:
    taken = {one.pseudonym for one in project.coders.all()}
    free = (f"coder-{number}" for number in range(1, len(taken) + 2))
    pseudonym = coder.pseudonym if coder.pseudonym not in taken else next(p for p in free if p not in taken)
    id = CoderId(new_id()) if project.coders.which_are_taken([coder.id]) else coder.id
    made = Coder(id=id, name=name, pseudonym=pseudonym, roles=roles)
    project.coders.add([made])
    return made


def take_layers(project: Project, bundle: Bundle, called: CalledHere, coder: str | None) -> list[str]:
    """Take the layers of a bundle; return the name of whoever was said to have coded it, if anybody was.

    `coder`: whose layer that of its one coder becomes. Raises `NotAllowed` where several coded it.
    """
    said = [] if coder is None else [_take_as(project, bundle, called, coder)]
    for layer in bundle.layers:
        if layer.id not in called.layers:
            called.layers[layer.id] = _layer_like(project, layer, called.coder(layer.coder)).id
    return said


def _take_as(project: Project, bundle: Bundle, called: CalledHere, coder: str) -> str:
    """Let what coders of the bundle coded be the work of one person here; return their name."""
    theirs = [layer for layer in bundle.layers if layer.kind is LayerKind.CODER]
    if len(theirs) > 1:
        names = ", ".join(layer.name for layer in theirs)
        raise NotAllowed(f"The annotations are of {len(theirs)} coders ({names}), not of {coder} alone.")
    mine = people.layer_for(project, coder)
    called.layers.update({layer.id: mine.id for layer in theirs})
    if mine.coder is not None:
        called.coders.update({layer.coder: mine.coder for layer in theirs if layer.coder})
    return mine.name


def _layer_like(project: Project, layer: Layer, coder: CoderId | None) -> Layer:
    """Return the layer of the project that one is, which is added where there is none."""
    here = project.layers.all()
    for found in here:
        if found.id == layer.id or (found.kind is layer.kind is LayerKind.GOLD):
            return found
    for found in here:
        if (found.name, found.kind, found.coder) == (layer.name, layer.kind, coder):
            return found
    if layer.kind is LayerKind.CODER and coder is None:
        return people.layer_for(project, layer.name)
    name = people.free_layer_name(project, layer.name)
    own = LayerId(new_id()) if project.layers.which_are_taken([layer.id]) else layer.id
    id = project.gold_id if layer.kind is LayerKind.GOLD else own
    made = Layer(id=id, name=name, kind=layer.kind, coder=coder)
    project.layers.add([made])
    return made


def take_actors(project: Project, bundle: Bundle, called: CalledHere) -> None:
    """Add the actors that are new; raises `NotAllowed` where they contradict each other or those here."""
    here = named_or_seen(project, {actor.id for actor in bundle.actors})
    known = {actor.id for actor in here}
    ids = called.actors
    ids.update(known_again(here, bundle.actors))
    merged = merged_here(project, RemovedKind.ACTOR)
    ids.update({ActorId(old): ActorId(new) for old, new in merged.items() if old in ids and new in known})
    new = [actor for actor in bundle.actors if ids[actor.id] == actor.id and actor.id not in known]
    ordered = parents_first([_called_actor(actor, called) for actor in new], set(known))
    try:
        must_be_sound(here, [*here, *ordered])
    except BadRegister as error:
        raise NotAllowed(f"The register of actors cannot be taken in: {error}") from error
    project.actors.add(ordered)


def _called_actor(actor: Actor, called: CalledHere) -> Actor:
    memberships = tuple(
        one.model_copy(update={"group": called.actors.get(one.group, one.group)}) for one in actor.memberships
    )
    parent = called.actor(actor.parent) if actor.parent else None
    return actor.model_copy(update={"parent": parent, "memberships": memberships})
