"""A register of actors as a file: the one that comes with the program, another project's, one made elsewhere.

Taking one in widens what is here and loses nothing. Who is the same is in `known_again`.
"""

from dataclasses import dataclass
from pathlib import Path

from annotator.model.actor import Actor, Membership
from annotator.model.ids import ActorId
from annotator.model.register import (
    groups_of,
    known_again,
    own_codes,
    parents_first,
    reaches,
    read_register,
    register_json,
)
from annotator.model.verbs import actors as verbs
from annotator.model.wording import counted
from annotator.operations.actors.actors import must_be_sound
from annotator.operations.actors.seen_actors import named_or_seen, seen_actors
from annotator.operations.atomic_files import bytes_of, write_whole
from annotator.resources import resource
from annotator.store.project import Project

SHIPPED = "actors.json"


@dataclass(frozen=True, slots=True)
class Imported:
    """How many actors were new, were here and learnt something, and were here as they are."""

    added: int
    widened: int
    known: int

    @property
    def sentence(self) -> str:
        """What came of it."""
        added = counted(self.added, "actor was added", "actors were added")
        here = f"{self.widened:,} that were here gained names, codes or memberships, {self.known:,} had them all"
        return f"{added}; of the others, {here}."


def add_shipped(project: Project) -> Imported:
    """Take the register that comes with the program into a project: states, organisations, groups."""
    path = resource(SHIPPED)
    return _take(project, read_register(bytes_of(path), path.name), verbs.AddShippedActors())


def import_register(project: Project, path: Path) -> Imported:
    """Take a register from a file; raises `BadFile` or `BadRegister`, and nothing is changed."""
    return _take(project, read_register(bytes_of(path), path.name), verbs.ImportActors(file=path.name))


def export_register(project: Project, path: Path) -> int:
    """Write the register as JSON that `import_register` reads, and return how many actors it has; raises `BadFile`."""
    actors = seen_actors(project)
    write_whole(path, register_json(actors))
    return len(actors)


def _take(project: Project, theirs: tuple[Actor, ...], verb: verbs.AddShippedActors) -> Imported:
    here = {actor.id: actor for actor in named_or_seen(project, {actor.id for actor in theirs})}
    ids = known_again(here.values(), theirs)
    after = dict(here)
    for actor in theirs:
        after.setdefault(ids[actor.id], _with_ids(actor, ids))
    for actor in theirs:
        if ids[actor.id] in here:
            after[ids[actor.id]] = _widened(after, after[ids[actor.id]], _with_ids(actor, ids))
    must_be_sound(list(here.values()), list(after.values()))
    new = [actor for id, actor in after.items() if id not in here]
    changed = [actor for id, actor in after.items() if id in here and actor != here[id]]
    with project.transact(verb.model_copy(update={"added": len(new), "widened": len(changed)})):
        project.actors.add(parents_first(new, here))
        for actor in changed:
            project.actors.put(actor)
    return Imported(len(new), len(changed), len(set(ids.values()) & here.keys()) - len(changed))


def _with_ids(actor: Actor, ids: dict[ActorId, ActorId]) -> Actor:
    memberships = (one.model_copy(update={"group": ids.get(one.group, one.group)}) for one in actor.memberships)
    parent = ids.get(actor.parent, actor.parent) if actor.parent is not None else None
    update = {"id": ids[actor.id], "parent": parent, "memberships": tuple(dict.fromkeys(memberships))}
    return actor.model_copy(update=update)


def _widened(register: dict[ActorId, Actor], ours: Actor, theirs: Actor) -> Actor:
    """Return our actor with names, codes and memberships that only theirs has; what ours says of the same stays."""
    names = dict.fromkeys((*ours.aliases, theirs.name, *theirs.aliases))
    taken = {code for other in register.values() if other.id != ours.id for code in own_codes(other)}
    codes = {scheme: code for scheme, code in theirs.codes.items() if (scheme, code.upper()) not in taken}
    groups = set(groups_of(ours))
    added = tuple(one for one in theirs.memberships if one.group not in groups and _is_open(register, one, ours.id))
    return ours.model_copy(
        update={
            "aliases": tuple(name for name in names if name != ours.name),
            "codes": {**codes, **ours.codes},
            "memberships": (*ours.memberships, *added),
        }
    )


def _is_open(register: dict[ActorId, Actor], membership: Membership, member: ActorId) -> bool:
    """Whether the group is not itself, through its own groups, a member of `member`."""
    return not reaches([membership.group], member, lambda id: groups_of(register[id]) if id in register else [])
