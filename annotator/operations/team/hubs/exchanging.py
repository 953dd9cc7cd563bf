"""The exchange with a hub: what was done here goes over, and what came to it is taken in; again and again, the same.

It may be broken off anywhere and done twice: what the hub has it does not take again, what is here is not asked for.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from annotator.hub.address import HubAddress
from annotator.hub.calls import Hello, StrandAt
from annotator.hub.problems import Full, HubProblem, NotMember, TooLarge
from annotator.hub.server import HubServer, never
from annotator.model.coder import Coder
from annotator.model.errors import NotAllowed
from annotator.operations.progress import Progress, silent
from annotator.operations.team.hubs import erasing, granting, incoming_parts, outgoing_parts
from annotator.operations.team.hubs.incoming_parts import PartsTaken
from annotator.operations.team.hubs.outgoing_parts import HandedOver
from annotator.operations.team.hubs.pieces import WHOLE
from annotator.operations.team.hubs.reckoning import Reckoning, reckon
from annotator.operations.team.plan_words import PlanWords
from annotator.store.clock import now
from annotator.store.project import Project
from annotator.store.rows.hubs import HubRow
from annotator.sync.delivery import Refused, StrandName

LOOKS_BACK = timedelta(minutes=2)
"""So much further the hub looks, since what is written is seen later than it is dated; by a minute at most."""
MANY = 100_000
"""More strands are not compared at each opening, which would take minutes; what changed is asked for as ever."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange did. `handed`, `taken`: acts, as parts that went over and that count now.

    `time`: when it ended, UTC, ISO 8601. `sentences`: what is to be said of what came; `problem`: of what did not go
    right though the rest did, empty without. `is_restored`: the hub had been put back from a backup.
    """

    handed: int
    taken: int
    time: str
    sentences: tuple[str, ...] = ()
    conflicts: int = 0
    problem: str = ""
    is_restored: bool = False


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the hub has, as far as it was looked at, and what that comes to; `restored`: see `Hello`, by now.

    `is_other`: it is another hub than this copy knew, as far as can be told: a new one, or one that was put back.
    """

    found: list[StrandAt]
    reckoning: Reckoning
    restored: int
    is_other: bool = False


def linked(hub: HubRow | HubAddress, password: str, is_stopped: Callable[[], bool] = never) -> HubServer:
    """Return the connection to a hub, which is made at the first call; to be closed."""
    return HubServer(hub if isinstance(hub, HubAddress) else address_of(hub), password, is_stopped)


def address_of(hub: HubRow) -> HubAddress:
    """Return where a hub of a project is, with the login of this copy."""
    return HubAddress.parse(hub.url, hub.certificate)


def exchange(
    project: Project,
    hub: HubRow,
    link: HubServer,
    is_first: bool = True,
    progress: Progress = silent,
    most: int = WHOLE,
) -> Exchanged:
    """Hand over and take in. `is_first`: of this opening, so that all is compared, not what changed since alone.

    `most`: parts that are taken in at once, as one step; `BESIDE_A_WINDOW` where somebody works at the file meanwhile.
    Raises `HubProblem` and `UserError`; what went over, or came, until then stays so. Where the hub takes no more that
    is raised once what is new has come.
    """
    if project.read_only:  # else what goes over could not be noted
        raise NotAllowed(project.read_only)
    member = _member(project, link)
    if why := _other_role(project, link, member):
        outgoing_parts.hand_over(project, hub, link, member, progress)  # what was done before one heard of it
        raise NotMember(why)
    latest = project.journal.latest()
    if granting.is_leading(project, member):
        granting.renew(project)
        latest = project.journal.latest()
    handed, refused = _handed_over(project, hub, link, member, progress)
    looked = _compared(project, hub, link, member, is_first)
    reckoning, is_restored = looked.reckoning, looked.restored != member.restored
    if reckoning.given_back:  # the hub lost what it had
        project.hubs.lacks(hub.id, reckoning.given_back)
        more, again = _handed_over(project, hub, link, member, progress)
        refused = refused or again
        handed = HandedOver(handed.parts + more.parts, is_for_others=True, altered=[*handed.altered, *more.altered])
    said = erasing.erase(project, link, member, 0 if looked.is_other else hub.step)
    taken = incoming_parts.take_in(
        project, link, member, reckoning.wanted, lambda tops: _note_tops(project, hub, tops), progress, most
    )
    is_due = bool(said) or _may_be_granted(project, hub, handed, looked, is_first)
    granting.grant(project, link, member, is_due)
    _note_look(project, hub, looked, member.now)
    if refused is not None:
        raise refused
    project.hubs.put(hub.id, handed_over=now(), step=latest)
    wrong = [*handed.altered, *(one.name for one in reckoning.altered), *taken.bad]
    return _told(project, link, handed, taken, wrong, is_restored, said)


def _handed_over(
    project: Project, hub: HubRow, link: HubServer, member: Hello, progress: Progress
) -> tuple[HandedOver, HubProblem | None]:
    """Hand over, and return the problem where the hub takes no more, which is no reason not to take in."""
    try:
        return outgoing_parts.hand_over(project, hub, link, member, progress), None
    except (Full, TooLarge) as problem:
        return HandedOver(), problem


def _member(project: Project, link: HubServer) -> Hello:
    """Return what this login is in the project; raises `NotMember` where it has no part in it, or another one."""
    name = link.address.name
    member = link.hello(project.origin)
    if member is None:
        raise NotMember(f"The login {link.address.login} has no part in this project on the hub {name}.")
    if member.state == "revoked":
        raise NotMember(f"Whoever leads has taken you off the hub {name}; hand in what you did as a packet.")
    if member.state == "left":
        raise NotMember(f"The login {member.login} has left the hub {name}; ask for a new invitation to come back.")
    if member.state != "joined":
        raise NotMember(f"The invitation to the hub {name} was not used yet; join with it first.")
    return member


def _other_role(project: Project, link: HubServer, member: Hello) -> str:
    """Return why a copy does not go with a login: it is another's, or of another kind than the role takes; else empty.

    Raises `NotMember` where it is another's.
    """
    owner, name = project.owner, link.address.name
    if owner is not None and owner.person != member.coder:
        raise NotMember(
            f"The login {member.login} of the hub {name} is another’s; use the copy that was joined with it."
        )
    if (owner is None) == member.is_whole:
        return ""
    return (
        f"Your role on the hub {name} is another by now, which takes a copy of another kind; what you coded was handed"
        " over, and what else waits here goes as a packet. Ask whoever leads for a new invitation."
    )


def _compared(project: Project, hub: HubRow, link: HubServer, member: Hello, is_first: bool) -> _Looked:
    """Return what the hub has that is to be looked at, compared with what is here.

    Everything is looked at where this is the first time, or the hub lacks what it had when it was asked last; and at
    each opening of a copy of not too many strands, for what the clock of the hub may have hidden.
    """
    is_known = hub.restored == member.restored and bool(hub.since)
    restored = member.restored
    goes_on = is_known and datetime.fromisoformat(hub.since) <= member.now  # its clock goes on as it did
    if goes_on and not (is_first and project.strands.count() <= MANY):
        found = link.grown(project.origin, _asked_from(hub))
        if _has_witness(hub, found):
            return _Looked(found, reckon(project, found), restored)
    found = link.grown(project.origin, None)
    is_other = not is_known or not _has_witness(hub, found)
    if is_known and is_other:  # let everybody compare all that they have
        ((restored,),) = link.ask("note_restored", project.origin, restored)
    reckoning = reckon(project, found)
    reckoning.given_back |= _gone(project, member, found)
    return _Looked(found, reckoning, restored, is_other)


def _asked_from(hub: HubRow) -> datetime:
    """Return from when on it is asked what changed; the hub looks `LOOKS_BACK` further by itself.

    Where the last look was long after the last change, all that is dated before has come: then the witness alone is
    told again, and not each time all that a lead shared in one go.
    """
    since, (*_, looked) = datetime.fromisoformat(hub.since), json.loads(hub.witness or "[null]")
    is_over = isinstance(looked, str) and datetime.fromisoformat(looked) - since >= 2 * LOOKS_BACK
    return since + LOOKS_BACK - timedelta(milliseconds=1) if is_over else since


def _may_be_granted(project: Project, hub: HubRow, handed: HandedOver, looked: _Looked, is_first: bool) -> bool:
    """Whether coders may have to see more: what they code themselves, which is nearly all that comes, changes nothing.

    It takes a look at all that each of them was given.
    """
    came = any(not one.channel.startswith("coder/") for one, _ in looked.reckoning.wanted)
    is_new = not hub.since or hub.restored != looked.restored
    return handed.is_for_others or came or is_new or (is_first and project.journal.acts_since(hub.step) > 0)


def _has_witness(hub: HubRow, found: list[StrandAt]) -> bool:
    """Whether the hub still has the strand that changed last when it was asked last, and as long as it was."""
    if not hub.witness:
        return True
    channel, sitting, top, *_ = json.loads(hub.witness)
    return any(one.name == (sitting, channel) and one.top >= top for one in found)


def _gone(project: Project, member: Hello, found: list[StrandAt]) -> dict[StrandName, int]:
    """Return the strands of this copy that the hub has not got at all and that this login writes."""
    there = {one.name for one in found}
    own = f"coder/{member.coder}"
    return {name: 1 for name in project.strands.vector(None if member.is_whole else own) if name not in there}


def _note_tops(project: Project, hub: HubRow, tops: Mapping[StrandName, int]) -> None:
    project.hubs.sent(hub.id, tops)


def _note_look(project: Project, hub: HubRow, looked: _Looked, at: datetime) -> None:
    """Note up to when the hub was looked at, by its own clock, and by which strand that is told again.

    `at`: its time before. What is dated later was written while its clock was wrong, and what comes now is older.
    """
    last = max(looked.found, key=lambda one: one.changed, default=None)
    project.hubs.put(
        hub.id,
        restored=looked.restored,
        since=None if last is None else min(last.changed, at).isoformat(),
        witness=None if last is None else json.dumps([last.channel, last.sitting, last.top, at.isoformat()]),
    )


def _told(
    project: Project,
    link: HubServer,
    handed: HandedOver,
    taken: PartsTaken,
    wrong: list[StrandName],
    is_restored: bool,
    said: list[str],
) -> Exchanged:
    people: dict[str, Coder] = {one.id: one for one in project.coders.all()}
    words = PlanWords({id: one.name for id, one in people.items()})
    sentences = [
        sentence for plan in taken.plans if not plan.is_empty or plan.refused for sentence in words.sentences(plan)
    ]
    sentences += said
    if is_restored:
        sentences.append(
            f"The hub {link.address.name} was put back from a backup; what it lacked of this copy went over once more."
        )
    problem = ""
    wrong += [
        ("", one.channel)
        for plan in taken.plans
        for one in plan.refused
        if one.reason in (Refused.ALTERED, Refused.DOUBLED)
    ]
    if wrong:
        whose = (channel.removeprefix("coder/") for _, channel in wrong)
        problem = str(
            outgoing_parts.altered(link, [people[one].name if one in people else "what all share" for one in whose])
        )
    return Exchanged(
        handed.parts,
        taken.acts,
        now(),
        tuple(dict.fromkeys(sentences)),
        sum(plan.conflicts for plan in taken.plans),
        problem,
        is_restored,
    )
