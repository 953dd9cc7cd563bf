"""Giving out: one ordinary project file a person, a coder's with what they may see, and later a packet of what is new.

A coder's copy is a new file into which their strands are taken, as anything else is; so nothing else was ever in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.model.coder import Coder
from annotator.model.errors import NotAllowed
from annotator.model.ids import CoderId
from annotator.model.verbs.team import TakeIn
from annotator.model.wording import counted, isolated
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.team.copy_keys import WHOLE, is_whole, key_of
from annotator.operations.team.outgoing import acts_of, ends_of
from annotator.operations.team.packet_files import in_free_place, name_for
from annotator.operations.team.renewing import renew_shown_gold
from annotator.operations.team.updates import has_something_new, write_update
from annotator.store.clock import now
from annotator.store.project import SUFFIX, Project
from annotator.store.rows.handed import CopyOwner, HandedOut
from annotator.sync.delivery import Vector


@dataclass(frozen=True, slots=True)
class GivenOut:
    """What was written for a person. `path`: None where there is nothing new; `is_copy`: a whole file of theirs.

    `acts`: how many parts of strands it holds.
    """

    person: CoderId
    name: str
    path: Path | None
    is_copy: bool
    acts: int

    @property
    def sentence(self) -> str:
        """What to say."""
        if self.path is None:
            return f"{isolated(self.name)}: nothing is new."
        what = "a copy of their own" if self.is_copy else f"what is new, {counted(self.acts, 'act')}"
        return f"{isolated(self.name)}: {isolated(self.path.name)}, {what}."


def has_copy(project: Project, person: CoderId) -> bool:
    """Whether somebody was given a copy from here, and of the kind that they need by their roles of today.

    A coder's copy takes in no packet for whoever leads or adjudicates, and a whole copy none for a coder.
    """
    sent = project.handed.sent(person)
    if not sent:
        return False
    is_whole_one = any(_is_others(channel, person) for _, channel in sent)
    has_others = any(_is_others(channel, person) for _, channel in project.strands.vector())
    return not has_others or is_whole_one == is_whole(project.coders.get(person))


def _is_others(channel: str, person: CoderId) -> bool:
    """Whether no coder's copy holds a channel; of documents they hold those that were given, also what was erased."""
    return channel != f"coder/{person}" and channel.startswith(("coder/", "lead", "gold"))


def to_be_handed(project: Project) -> dict[CoderId, str]:
    """Return who is to be handed something: “copy” to those who were given documents and have none, else “update”.

    Whoever works in this file gets nothing.
    """
    given = project.assignments.given()
    owners = {layer.coder for layer in project.layers.all() if layer.id in given}
    found: dict[CoderId, str] = {}
    for coder in project.coders.all():
        if coder.id == project.person:
            continue
        if has_copy(project, coder.id):
            if has_something_new(project, coder):
                found[coder.id] = "update"
        elif coder.id in owners or project.handed.sent(coder.id):
            found[coder.id] = "copy"
    return found


def give_out(
    project: Project, folder: Path, people: Iterable[CoderId], anew: bool = False, passphrase: str = ""
) -> list[GivenOut]:
    """Write into a folder what each of these people is to be handed: a copy, or a packet of what is new since.

    `anew`: copies for all of them, since one was lost. `passphrase`: of the copies of coders, where the project is
    encrypted. What is there is never written over. Raises `NotAllowed`, `NotFound` and `BadFile`.
    """
    if project.owner is not None:
        raise NotAllowed("This is a coder’s copy, from which nothing is given out.")
    if project.journal.rules:
        roles.refuse(project, Right.ASSIGN)
    chosen = [project.coders.get(person) for person in dict.fromkeys(people)]
    for coder in chosen:
        if coder.id == project.person:
            raise NotAllowed(f"{isolated(coder.name)} works in this file; a copy is for somebody else.")
        if (
            project.is_encrypted
            and not passphrase
            and not is_whole(coder)
            and (anew or not has_copy(project, coder.id))
        ):
            raise NotAllowed("The project is encrypted, so a coder’s copy needs a passphrase of its own; say one.")
    renew_shown_gold(project)
    return [_give(project, folder, coder, anew, passphrase) for coder in chosen]


def _give(project: Project, folder: Path, coder: Coder, anew: bool, passphrase: str) -> GivenOut:
    if has_copy(project, coder.id) and not anew:
        return _give_packet(project, folder, coder)
    return _give_whole(project, folder, coder) if is_whole(coder) else _give_copy(project, folder, coder, passphrase)


def _give_copy(project: Project, folder: Path, coder: Coder, passphrase: str) -> GivenOut:
    owner = CopyOwner(coder.id, key_of(project, coder), now(), project.name)
    with project.snapshot(), in_free_place(folder, name_for(project, coder.name), SUFFIX) as (made, place):
        delivery = project.strands.as_delivery(project.strands.channels_of(coder.id).__contains__)
        strands = list(delivery.strands())
        step = TakeIn(file=project.name)
        Project.create_copy(
            made, project.origin, lambda copy: copy.taking.take_in(delivery, step), owner, passphrase
        ).close()
        path = place()
    project.handed.forget_sent(coder.id, project.handed.sent(coder.id))  # of a whole copy that they had before
    return _noted(project, coder, path, ends_of(strands), acts_of(strands))


def _give_whole(project: Project, folder: Path, coder: Coder) -> GivenOut:
    key_of(project, coder)  # before the file is copied, so that both have it
    with in_free_place(folder, name_for(project, coder.name), SUFFIX) as (made, place):
        project.give_away(made)
        if not project.is_encrypted:  # whose copy would ask for the passphrase
            _note_what_came_with_it(made)
        path = place()
    vector = project.strands.vector()
    return _noted(project, coder, path, vector, sum(vector.values()))


def _note_what_came_with_it(made: Path) -> None:
    """Let a whole copy know that whole copies have all that it begins with: it hands in what comes after that."""
    with Project.open(made) as copy:
        copy.handed.put_sent(WHOLE, copy.strands.vector())


def _give_packet(project: Project, folder: Path, coder: Coder) -> GivenOut:
    written = write_update(project, folder, coder)
    if written is None:
        return GivenOut(coder.id, coder.name, None, is_copy=False, acts=0)
    return _noted(project, coder, *written, is_copy=False)


def _noted(project: Project, coder: Coder, path: Path, ends: Vector, acts: int, is_copy: bool = True) -> GivenOut:
    project.handed.put_sent(coder.id, ends)
    project.handed.add_packet(HandedOut(coder.id, path.name, now(), acts))
    return GivenOut(coder.id, coder.name, path, is_copy, acts)
