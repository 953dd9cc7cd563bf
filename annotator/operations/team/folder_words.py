"""How it stands with a team's folder, in a line at the foot of the window; never a dialog."""

from collections.abc import Sequence
from datetime import UTC, datetime

from annotator.model.wording import counted, isolated, one_or_many, word_list
from annotator.operations.team.folder_look import Arrived, FolderLook, StrayCopy

_MOST_NAMES = 2
LEAD = "whoever leads"
"""What whoever sent an update is called: its packet does not say who it was."""


def folder_words(look: FolderLook, now: datetime) -> str:
    """Return how it stands: what is wrong, else what waits, else that all is in step, and since when."""
    if look.problem:
        return f"{look.problem}; nothing is lost{_held(look)}"
    if look.arrived:
        return _waiting(look.arrived)
    if look.coming:
        return f"{isolated(look.coming[0])}’s packet is still on its way"
    if look.missing:
        return f"{counted(look.missing, 'act waits', 'acts wait')} for a packet that has not come"
    if look.faults:
        return f"{counted(len(look.faults), 'file', 'files')} in the folder cannot be used: {look.faults[0]}"
    return f"In step, {ago(look.time, now)}"


def stray_words(strays: Sequence[StrayCopy]) -> str:
    """Return that copies of the project's file lie beside it which have what is not here; empty where none do."""
    if not strays:
        return ""
    if len(strays) == 1:
        one = strays[0]
        what = f"{one.path.name}: {_acts(one.acts)} to bring together"
        return f"Beside the project lies a copy that went its own way, {what}"
    acts = sum(one.acts for one in strays)
    return f"Beside the project lie {len(strays):,} copies that went their own way: {_acts(acts)} to bring together"


def about_folder(look: FolderLook) -> str:
    """Return all that there is to be said of it, in sentences, for the tooltip and for Team."""
    said = [f"{look.problem}{_held(look)}." if look.problem else ""]
    said += [f"{_waiting([one])}." for one in look.arrived]
    said += [f"{isolated(name)}’s packet is not whole yet; the rest may still come." for name in look.coming]
    if look.missing:
        said.append(f"{counted(look.missing, 'act waits', 'acts wait')} for a packet that has not come.")
    said += look.faults
    return " ".join(filter(None, said)) or "Nothing waits."


def ago(time: str, now: datetime) -> str:
    """Return how long ago a time (UTC, ISO 8601) was: “just now”, “2 minutes ago”, “3 hours ago”, “5 days ago”."""
    try:
        then = datetime.fromisoformat(time)
    except ValueError:
        return "not looked yet"
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    minutes = int((now - then).total_seconds()) // 60
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{counted(minutes, 'minute')} ago"
    if minutes < 48 * 60:
        return f"{counted(minutes // 60, 'hour')} ago"
    return f"{counted(minutes // (24 * 60), 'day')} ago"


def _acts(number: int) -> str:
    return counted(number, "act")


def _held(look: FolderLook) -> str:
    return f", {counted(look.held, 'act waits', 'acts wait')} here" if look.held else ""


def _waiting(arrived: Sequence[Arrived]) -> str:
    acts = sum(one.acts for one in arrived)
    if len(arrived) == 1:
        who = arrived[0]
        if not who.name:
            return f"{counted(acts, 'act')} from {LEAD} {one_or_many(acts, 'waits', 'wait')}"
        return f"{isolated(who.name)}’s {counted(acts, 'act waits', 'acts wait')}"
    names = [isolated(one.name or LEAD) for one in arrived]
    more = len(names) - _MOST_NAMES
    shown = [*names[:_MOST_NAMES], counted(more, "other")] if more > 0 else names
    return f"{counted(acts, 'act')} of {word_list(shown)} wait"
