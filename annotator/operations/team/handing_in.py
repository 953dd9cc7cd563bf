"""Handing in: what a copy has done since it handed in last, as a packet for whoever leads."""

from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import NotAllowed
from annotator.model.file_names import file_name
from annotator.model.wording import counted, isolated
from annotator.operations.people import roles
from annotator.operations.people.roles import Right
from annotator.operations.team.copy_keys import WHOLE, key_here, keys_as_text
from annotator.operations.team.outgoing import FilesBeside, acts_of, ends_of, of_others
from annotator.operations.team.packet_files import Naming, by_day, head_for, write_file
from annotator.packets.contents import HowFar
from annotator.store.clock import now
from annotator.store.project import Project
from annotator.store.rows.handed import HandedOut
from annotator.sync.activity import activity, timed_acts
from annotator.sync.delivery import IncomingStrand, StrandName


@dataclass(frozen=True, slots=True)
class HandIn:
    """What was handed in. `acts`: how many; `sentence`: what to say."""

    path: Path
    acts: int
    sentence: str


def acts_to_hand_in(project: Project) -> int:
    """Return how many acts were not handed in yet."""
    return acts_of(_strands(project, everything=False))


def acts_here_alone(project: Project) -> int:
    """Return how many acts nobody else has yet: neither handed in nor handed over to a hub."""
    over_hubs = min((project.journal.acts_since(hub.step) for hub in project.hubs.all()), default=None)
    if over_hubs == 0:
        return 0
    acts = acts_to_hand_in(project)
    return acts if over_hubs is None else min(acts, over_hubs)


def hand_in(project: Project, folder: Path, everything: bool = False, called: Naming = by_day) -> HandIn:
    """Write a packet into a folder with what is new since the last one; `everything`: all, since one was lost.

    Of a coder's copy it is what its coder did in it, of a whole copy all that it has. Raises `NotAllowed` where nothing
    is new, and `BadFile`.
    """
    if project.owner is None and project.journal.rules:
        roles.refuse(project, Right.SEE)  # a whole copy hands on what all coded
    owner, key = project.owner, key_here(project)
    with project.snapshot():
        strands = _strands(project, everything)
        acts = acts_of(strands)
        if not acts:
            again = "" if everything else ", which --all writes once more"
            raise NotAllowed(f"Nothing was done here since it was handed in last{again}.")
        head = head_for(project, WHOLE, acts, key)
        worked = activity(timed_acts(strands)).as_json() if owner else ""
        how_far = HowFar(of_others(project), worked, {} if owner else keys_as_text(project))
        beside = FilesBeside(project, lambda channel: owner is None, strands, {} if everything else _sent(project))
        path = write_file(
            folder,
            called(file_name(head.sender_name or _at_desk(project)), strands),
            head,
            key,
            strands,
            beside.texts(),
            beside.files(),
            how_far,
            is_sealed=project.is_encrypted,
        )
    project.handed.put_sent(WHOLE, ends_of(strands))
    project.handed.add_packet(HandedOut(WHOLE, path.name, now(), acts))
    return HandIn(path, acts, f"Wrote {isolated(path.name)}: {counted(acts, 'act')}.")


def _strands(project: Project, everything: bool) -> list[IncomingStrand]:
    owner, has = project.owner, {} if everything else _sent(project)
    if owner is None:
        return list(project.strands.as_delivery(lambda channel: True, has).strands())
    own = project.strands.own()
    found = project.strands.as_delivery(lambda channel: channel == f"coder/{owner.person}", has).strands()
    # With all of it goes what they did in another copy of theirs, too.
    return [one for one in found if one.strand.person == owner.person and (everything or one.name in own)]


def _sent(project: Project) -> dict[StrandName, int]:
    return project.handed.sent(WHOLE)


def _at_desk(project: Project) -> str:
    return next((one.name for one in project.coders.all() if one.id == project.person), project.name)
