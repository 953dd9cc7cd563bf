"""Backups tried, in words: what the last drill found, how old that backup is, where it lies; who is reminded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from annotator.model.errors import Cancelled, NotFound
from annotator.model.wording import as_sentence, counted, word_list
from annotator.operations.progress import Progress, silent
from annotator.operations.project.backups import when
from annotator.store.backups import drill as trying
from annotator.store.backups.choice import BackupChoice
from annotator.store.backups.drill import Descent, Drill
from annotator.store.backups.drilled import Drilled, drilled_of, remember
from annotator.store.backups.folder import BackupFile, files_of_project
from annotator.store.disks import Disk, Disks
from annotator.store.project import Project
from annotator.store.schema.tables import Table

REMINDER = "No backup lies on another disk than the project; choose a folder there in the settings."
_WORDS: Mapping[str, tuple[str, str]] = {
    Table.DOCUMENTS: ("document", "documents"),
    Table.SPANS: ("span", "spans"),
    Table.DECISIONS: ("decision", "decisions"),
}
_WHERE = {
    Disk.SAME: "on the same disk as the project",
    Disk.OTHER: "on another disk than the project",
    Disk.REMOVABLE: "on another disk, which can be unplugged",
    Disk.NETWORK: "on a network drive",
    Disk.GONE: "in a folder that is not there now",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A drill that was made. `faults`: what a check says; `disk`: where the backup lies; `age`: how old it was."""

    known: Drilled
    faults: tuple[str, ...]
    folder: Path
    disk: Disk
    age: timedelta


def choose(choice: BackupChoice, project: Path, number: int = 1) -> BackupFile:
    """Return the newest backup of a project (or a number of the list) in whichever of its folders; raises `NotFound`.

    Those of the project at its own place come before those of its copies.
    """
    found = _backups(choice, project)
    place = project.resolve()
    found.sort(key=lambda each: (each.line.project == place, each.kept.made, each.kept.number), reverse=True)
    if not found:
        gone = "" if choice.folder.is_dir() or not choice.backup_folder else ", which is not there now"
        raise NotFound(f"There is no backup of {project.name} in {choice.folder}{gone}; make one (annotator backup).")
    if number > len(found):
        raise NotFound(f"There is no backup {number}; there are {counted(len(found), 'backup')}.")
    return found[number - 1]


def try_backup(
    file: BackupFile, path: Path, project: Project | None, progress: Progress = silent, now: datetime | None = None
) -> Tried:
    """Restore a backup beside, check and compare it, and remember what came of it; see `store.backups.drill`."""
    moment = now or datetime.now().astimezone()
    came: Drill = trying.drill(file.path, project, lambda: _is_stopped(progress))
    known = drilled_of(path).after(came, file.path, file.made, moment)
    remember(path, known)
    folder = file.line.folder.parent
    return Tried(known, came.faults, folder, Disks().disk_of(folder, path), moment - file.made)


def is_due(path: Path, days: int, now: datetime | None = None) -> bool:
    """Whether a backup is to be tried again; `days`: so long after the last one, 0: never."""
    tried = drilled_of(path).tried
    moment = now or datetime.now().astimezone()
    # A clock that was put back does not keep a drill from ever coming.
    return days > 0 and (tried is None or not timedelta(0) <= moment - tried < timedelta(days=days))


def reminder(choice: BackupChoice, path: Path) -> str:
    """Return what is said to whoever has no backup on another disk; empty for who has one, or wants to hear no more."""
    if drilled_of(path).dismissed:
        return ""
    disks = Disks()
    folders = {each.line.folder.parent for each in _backups(choice, path) if each.kept.is_verified}
    # A disk that is unplugged just now is another one; that it is gone is said where a backup is to go there.
    is_away = bool(choice.backup_folder) and disks.disk_of(choice.folder, path) is Disk.GONE
    return "" if is_away or any(disks.disk_of(folder, path).outlives for folder in folders) else REMINDER


def remind_once(choice: BackupChoice, path: Path) -> str:
    """Return the reminder where it was never said by itself, and remember that it was."""
    known = drilled_of(path)
    said = "" if known.reminded else reminder(choice, path)
    if said:
        remember(path, known.model_copy(update={"reminded": True}))
    return said


def remind(path: Path, is_wanted: bool) -> None:
    """Say no more that there is no backup on another disk, or say it again."""
    remember(path, drilled_of(path).model_copy(update={"dismissed": not is_wanted, "reminded": not is_wanted}))


def last_said(path: Path, is_blind: bool = False, now: datetime | None = None) -> str:
    """Return what came of the last drill, in a few words: “tried on Tuesday, whole”; empty where there was none."""
    known = drilled_of(path)
    if known.tried is None:
        return ""
    return f"tried {day_said(known.tried, now or datetime.now().astimezone())}, {outcome(known, is_blind)}"


def outcome(known: Drilled, is_blind: bool = False) -> str:
    """Return what came of a drill, as the end of a sentence."""
    if not known.restored:
        return "damaged"
    found = [counted(known.faults, "fault")] if known.faults else []
    if known.missing:
        found.append("some of what it should hold is missing" if is_blind else _differing(known.missing))
    if known.descent is Descent.AHEAD:
        found.append(f"{counted(known.backup_steps, 'step')} ahead of the project")
    if known.descent is Descent.APART:
        found.append(f"its history is not the project’s since step {known.step:,}")
    return word_list(found) if found else "whole"


def told(tried: Tried, is_blind: bool = False, now: datetime | None = None) -> str:
    """Return what came of a drill in one sentence: when, what, how old the backup is, where it lies."""
    known, moment = tried.known, now or datetime.now().astimezone()
    assert known.tried is not None and known.made is not None
    age = counted(tried.age.days, "day") + " old" if tried.age.days > 0 else "less than a day old"
    backup = f"the backup made {day_said(known.made, moment)} at {known.made.astimezone(moment.tzinfo):%H:%M}, {age},"
    lies = f"It lies in {tried.folder}, {_WHERE[tried.disk]}."
    tried_on = as_sentence(f"tried {day_said(known.tried, moment)}, {outcome(known, is_blind)}").rstrip(".")
    return f"{tried_on}: {backup} {_compared(known)}. {lies}"


def day_said(moment: datetime, now: datetime) -> str:
    """Return a day within a sentence: “today”, “on Tuesday”, “on 20 November 2026”; `now`: local."""
    day = when(moment.astimezone(now.tzinfo), now).rsplit(" ", 1)[0]
    return day.lower() if day in ("Today", "Yesterday") else f"on {day}"


def _compared(known: Drilled) -> str:
    if not known.restored:
        return "cannot be restored; make a new one now (annotator backup), and try an earlier one (--backup 2)"
    if known.descent is Descent.ALONE:
        return "has no project to be compared with"
    if known.descent is Descent.AHEAD:
        return (
            "holds steps that the project no longer has, as where an older copy took its place; restore it beside"
            " (annotator restore), and look"
        )
    if known.descent is Descent.APART:
        return "and the project went two ways, as two copies do; restore it beside (annotator restore), and look"
    since = f", {counted(known.project_steps, 'step')} before now" if known.project_steps else ""
    holds = "does not hold all that" if known.missing else "holds what"
    return f"{holds} the project held after step {known.step:,}{since}"


def _differing(missing: Mapping[str, int]) -> str:
    parts = []
    for is_more, word in ((False, "missing"), (True, "too many")):
        found = {name: abs(rows) for name, rows in missing.items() if (rows < 0) is is_more}
        counts = [counted(found[name], *words) for name, words in _WORDS.items() if name in found]
        if others := sum(rows for name, rows in found.items() if name not in _WORDS):
            counts.append(counted(others, "other row"))
        if counts:
            parts.append(f"{word_list(counts)} {word}")
    return word_list(parts)


def _backups(choice: BackupChoice, project: Path) -> list[BackupFile]:
    """Return the backups of a project in the folder that is set and in the usual one, where they were before."""
    folders: Iterable[Path] = dict.fromkeys([choice.folder, BackupChoice().folder])
    return [file for folder in folders if folder.is_dir() for file in files_of_project(folder, project)]


def _is_stopped(progress: Progress) -> bool:
    try:
        progress(0, 1, "Trying a backup…")
    except Cancelled:
        return True
    return False
