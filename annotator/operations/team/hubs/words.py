"""How it stands with a hub, in sentences: the same at the foot of the window, in Team and on the command line.

Pure: what is told goes in, and what time it is; words come out. Each begins with what matters most to whoever codes:
that their work is saved.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from annotator.model.wording import counted

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""As this program writes them, whatever the system speaks."""


class HubReach(StrEnum):
    """How the last attempt to reach a hub ended."""

    NOT_YET = "not tried yet"
    IN_STEP = "in step"
    UNREACHABLE = "cannot be reached"
    NO_PASSWORD = "asks for the password"  # words, and no secret
    WRONG_PASSWORD = "does not take the password"
    SHUT_OUT = "lets the login in no more"
    NOT_MEMBER = "no member"
    FULL = "takes no more today"
    TOO_LARGE = "a part is too large"
    ALTERED = "altered history"
    NEWER = "newer than this program"
    REFUSED = "refused"

    @property
    def wants_password(self) -> bool:
        """Whether it goes on once a password is given."""
        return self in (HubReach.NO_PASSWORD, HubReach.WRONG_PASSWORD, HubReach.SHUT_OUT)

    @property
    def is_over(self) -> bool:
        """Whether what is done here goes there no more, so that it is to be handed in otherwise."""
        return self in (HubReach.NOT_MEMBER, HubReach.SHUT_OUT)


@dataclass(frozen=True, slots=True)
class HubTold:
    """How it stands with one hub.

    `handed_over`: when all was handed over last; `since`: since when `reach` holds (both UTC, ISO 8601, empty where
    nobody knows). `waiting`: acts that were not handed over; `came`: what came last time, in sentences; `problem`: the
    sentence of what went wrong.
    """

    reach: HubReach = HubReach.NOT_YET
    handed_over: str = ""
    since: str = ""
    waiting: int = 0
    came: tuple[str, ...] = ()
    problem: str = ""


def foot(told: HubTold, now: datetime) -> str:
    """Return how it stands in one line. `now`: with the time zone in which times are said."""
    if told.reach is HubReach.IN_STEP or (told.reach is HubReach.NOT_YET and told.handed_over and not told.waiting):
        return f"Saved. Handed over {moment(told.handed_over, now)}."
    if told.reach is HubReach.NOT_YET:
        return f"Saved. Not handed over yet{_and_waits(told)}."
    return f"Saved. {_WHAT[told.reach](told, now)}"


def about(told: HubTold, now: datetime) -> str:
    """Return all that there is to say of it, in sentences, for a tooltip and for Team."""
    said = [foot(told, now)]
    if told.problem and told.problem not in said[0]:
        said.append(told.problem)
    if told.reach is HubReach.IN_STEP:
        said += told.came
    if told.reach is not HubReach.IN_STEP and told.handed_over:
        said.append(f"Handed over last {moment(told.handed_over, now)}.")
    if remedy := _REMEDIES.get(told.reach):
        said.append(remedy)
    return " ".join(said)


def moment(time: str, now: datetime) -> str:
    """Return a time (UTC, ISO 8601) by the clock here: “10:42”, “24 November, 10:42”, “24 November 2025”."""
    try:
        found = datetime.fromisoformat(time)
        here = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(now.tzinfo)
    except (ValueError, OverflowError):  # the last, of a day that there is not here
        return "at an unknown time"
    if here.date() == now.date():
        return f"{here:%H:%M}"
    day = f"{here.day} {_MONTHS[here.month - 1]}"
    return f"{day}, {here:%H:%M}" if here.year == now.year else f"{day} {here.year}"


def waits_said(waiting: int) -> str:
    """Return how many acts wait here, in a clause; “nothing waits here” where none do."""
    return f"{counted(waiting, 'act waits', 'acts wait')} here" if waiting else "nothing waits here"


def _and_waits(told: HubTold) -> str:
    return f"; {waits_said(told.waiting)}" if told.waiting else ""


def _unreachable(told: HubTold, now: datetime) -> str:
    since = f" since {moment(told.since, now)}" if told.since else ""
    lost = ", nothing is lost" if told.waiting else ""
    return f"The hub cannot be reached{since}; {waits_said(told.waiting)}{lost}."


def _not_member(told: HubTold, now: datetime) -> str:
    return f"You are no member of the hub any more{_since_then(told, now)}."


def _shut_out(told: HubTold, now: datetime) -> str:
    return f"The hub lets you in no more{_since_then(told, now)}."


def _since_then(told: HubTold, now: datetime) -> str:
    """Return since when nothing goes over any more, and what can be done with what waits."""
    since = f" since {moment(told.since, now)}" if told.since else ""
    return f"{since}; {waits_said(told.waiting)} and can be handed in as a packet" if told.waiting else since


def _too_large(told: HubTold, _: datetime) -> str:
    return f"A step is too large for the hub; {waits_said(told.waiting)} and can be handed in as a packet."


_WHAT: Mapping[HubReach, Callable[[HubTold, datetime], str]] = {
    HubReach.UNREACHABLE: _unreachable,
    HubReach.NO_PASSWORD: lambda told, _: f"The hub asks for your password{_and_waits(told)}.",
    HubReach.WRONG_PASSWORD: lambda told, _: f"The hub does not take the password{_and_waits(told)}.",
    HubReach.SHUT_OUT: _shut_out,
    HubReach.NOT_MEMBER: _not_member,
    HubReach.FULL: lambda told, _: f"The hub takes no more from you today; {waits_said(told.waiting)} until tomorrow.",
    HubReach.TOO_LARGE: _too_large,
    HubReach.ALTERED: lambda told, _: (
        f"What the hub holds was altered or cut short: nothing of it was taken{_and_waits(told)}."
    ),
    HubReach.NEWER: lambda told, _: f"The hub is newer than this program: update the program{_and_waits(told)}.",
    HubReach.REFUSED: lambda told, _: told.problem or f"The hub refused{_and_waits(told)}.",
}
"""What is said where not all is in step."""

_REMEDIES = {
    HubReach.UNREACHABLE: "It is tried again by itself, and all goes over once.",
    HubReach.NO_PASSWORD: "Give it with “Password of the hub…”; it is kept in the system’s keyring.",
    HubReach.WRONG_PASSWORD: "Give another with “Password of the hub…”, or ask whoever leads for a new invitation.",
    HubReach.SHUT_OUT: (
        "Whoever leads has taken you off, or the password is another by now: ask them, or give another password."
    ),
    HubReach.NOT_MEMBER: "Ask whoever leads for a new invitation, or hand in a packet.",
    HubReach.ALTERED: "Tell whoever looks after the server: copies give back what it lacks.",
}
