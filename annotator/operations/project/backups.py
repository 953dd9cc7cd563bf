"""Backups as the faces show them: where they go, what each holds in words, and a new project out of one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from annotator.model.errors import NotFound
from annotator.model.wording import counted, word_list
from annotator.operations.people.seeing import Sight, sight
from annotator.store.backups import restoring
from annotator.store.backups.choice import BackupChoice
from annotator.store.backups.facts import Contents, contents_at
from annotator.store.backups.folder import BackupFile, files_in, files_of_project
from annotator.store.backups.keeper import ASKED, DAY, GIGABYTE, MIGRATION
from annotator.store.connections.connecting import is_locked
from annotator.store.folders import home_folder
from annotator.store.project import Project

ENCRYPTED = "encrypted"
"""What one holds whose passphrase nobody has said."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WHY = {
    DAY: "first of the day",
    MIGRATION: "before a new form of the file",
    ASKED: "asked for",
    "rescue": "before rescued steps",
    "import-files": "before an import",
    "import-annotations": "before an import",
    "import-own": "before an import",
    "add-documents": "before an import",
    "take-in": "before others’ work was taken in",
    "describe-documents": "before an import",
    "remove-documents": "before documents were removed",
    "read-anew": "before documents were read anew",
    "change-documents": "before documents were changed",
    "join-table": "before a table was joined",
    "rename-field": "before a field was renamed",
    "remove-field": "before a field was removed",
    "take-over-codebook": "before another codebook",
    "merge-labels": "before a merge of labels",
    "move-label": "before a label was moved",
    "split-label": "before a label was split",
    "import-actors": "before an import of actors",
    "merge-actors": "before a merge of actors",
    "split-actor": "before an actor was split",
    "settle": "before settling by rule",
    "revert": "before a revert",
    "answer-newcomers": "before decisions were looked at again",
    "cut-units": "before documents were cut into units",
    "code-passages": "before passages that were found were coded",
    "relabel-passages": "before passages that were found were relabelled",
    "set-on-passages": "before passages that were found got a value",
    "note-passages": "before passages that were found got a note",
}


@dataclass(frozen=True, slots=True)
class ListedBackup:
    """A backup in words. `number`: 1 is the latest; `of`: its project's file, None where nobody knows any more.

    `is_elsewhere`: it was made of a copy, or before the project was moved. `holds`: empty where it cannot be read,
    for a blind coder the size.
    """

    number: int
    path: Path
    made: datetime
    when: str
    holds: str
    why: str
    of: Path | None
    is_elsewhere: bool
    size: int
    is_verified: bool

    @property
    def said(self) -> str:
        """When it was made and what it holds."""
        return f"{self.when}, {self.holds or 'which cannot be read'}"


def backups_of(
    folder: Path, project: Path | None, now: datetime | None = None, is_blind: bool = False
) -> list[ListedBackup]:
    """Return the backups of a project, or (None) of all projects, the latest first.

    `is_blind`: of one in which several people work the size is told instead of what all of them coded.
    """
    moment = now or datetime.now().astimezone()
    if project is None:
        files = sorted(files_in(folder), key=lambda file: file.kept.made, reverse=True)
        return [_listed(number, file, None, None, moment, is_blind) for number, file in enumerate(files, 1)]
    files = files_of_project(folder, project)
    present = contents_at(project)
    return [_listed(number, file, project, present, moment, is_blind) for number, file in enumerate(files, 1)]


def tells_all(project: Project) -> bool:
    """Whether whoever is at work may be told what backups of a project hold: how much all have coded."""
    return sight(project, project.person) is Sight.SHOWN


def size_said(size: int) -> str:
    """Return a number of bytes in megabytes or gigabytes, of a thousand each."""
    return f"{size / GIGABYTE:.1f} GB" if size >= GIGABYTE else f"{size / 1_000_000:.1f} MB"


@dataclass(frozen=True, slots=True)
class MadeNow:
    """What came of a backup that was asked for. `path`: None where there is none; `problem`: what is to be said."""

    path: Path | None
    is_new: bool
    problem: str = ""


def back_up_now(choice: BackupChoice, project: Project) -> MadeNow:
    """Make a backup of an open project, and return once it is verified."""
    copying, said = choice.back_up(project.path, ASKED)
    if copying is not None:
        return MadeNow(copying.file, True, said)
    newest = next(iter(backups_of(choice.folder, project.path)), None)
    return MadeNow(newest.path if newest is not None and not said else None, False, said)


def numbered(backups: list[ListedBackup], number: int) -> ListedBackup:
    """Return the backup with a number of the list; raises `NotFound`."""
    found = next((each for each in backups if each.number == number), None)
    if found is None:
        raise NotFound(f"There is no backup {number}; the list has {counted(len(backups), 'backup')}.")
    return found


def restore(backup: ListedBackup, to: Path) -> list[str]:
    """Write a backup to a new project file; return what our check finds in it. Raises `BadProject`."""
    return restoring.restore(backup.path, to)


def restored_name(backup: ListedBackup, project: Path | None) -> Path:
    """Return a free name for what is restored: beside the project, or where that stood."""
    beside = project or backup.of or home_folder() / "project.annot"
    stem = f"{beside.stem} as of {backup.made:%Y-%m-%d %H.%M}"
    names = [stem, *(f"{stem} ({number})" for number in range(2, 100))]
    places = [beside.with_name(f"{name}.annot") for name in names]
    return next((place for place in places if not place.exists()), places[0])


def why(reason: str) -> str:
    """Return why a backup was made, in words."""
    for kind in ("undo", "redo"):
        if reason.startswith(f"{kind}-"):
            return f"before {kind}: {_WHY.get(reason.removeprefix(f'{kind}-'), 'a large step').removeprefix('before ')}"
    return _WHY.get(reason, "before a large step")


def when(made: datetime, now: datetime) -> str:
    """Return a time as people say it; `made`, `now`: local."""
    time, days = f"{made:%H:%M}", (now.date() - made.date()).days
    if days == 0:
        return f"Today {time}"
    if days == 1:
        return f"Yesterday {time}"
    if timedelta(0) < now - made and days < 7:
        return f"{_DAYS[made.weekday()]} {time}"
    return f"{made.day} {_MONTHS[made.month - 1]} {made.year} {time}"


def holds(contents: Contents, present: Contents | None) -> str:
    """Return what a backup holds, and how far that is from what the project holds now (None: from nothing)."""
    done = f"{counted(contents.done, 'document')} done" if contents.done else "no document done"
    if present is None:
        acts, codings = counted(contents.acts, "act"), counted(contents.codings, "other coding")
        return f"{done}, {acts}, {codings}"
    return f"{done}, {_difference(contents, present)}"


def _difference(contents: Contents, present: Contents) -> str:
    kinds = (
        ("act", "acts", contents.acts - present.acts),
        ("other coding", "other codings", contents.codings - present.codings),
        ("document", "documents", contents.documents - present.documents),
        ("decision", "decisions", contents.decisions - present.decisions),
    )
    fewer = [counted(-by, one, several) for one, several, by in kinds if by < 0]
    more = [counted(by, one, several) for one, several, by in kinds if by > 0]
    if not fewer and not more:
        steps = present.step - contents.step
        return f"{counted(steps, 'step')} before now" if steps > 0 else "as now"
    parts = [f"{word_list(some)} {word}" for some, word in ((fewer, "fewer"), (more, "more")) if some]
    return f"{' and '.join(parts)} than now"


def _listed(
    number: int, file: BackupFile, project: Path | None, present: Contents | None, now: datetime, is_blind: bool
) -> ListedBackup:
    secret, contents = is_locked(file.path), contents_at(file.path, is_closed=True)
    of = file.line.project
    told = ENCRYPTED if secret else ""
    if contents:
        hides = is_blind and max(contents.people, present.people if present else 0) > 1
        told = size_said(file.kept.size) if hides else holds(contents, present)
    is_elsewhere = project is not None and of != project.resolve()
    return ListedBackup(
        number=number,
        path=file.path,
        made=file.made,
        when=when(file.made, now),
        holds=told,
        why=why(file.reason),
        of=of,
        is_elsewhere=is_elsewhere,
        size=file.kept.size,
        is_verified=file.kept.is_verified and (secret or contents is not None),
    )
