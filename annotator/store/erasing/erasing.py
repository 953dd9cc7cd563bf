"""Erases out of a project's file, its backups and its rescue files; and which other copies are known of."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.errors import BadFile, BadProject, Locked, NotAllowed
from annotator.paths import ends_in
from annotator.store.backups.choice import SETTINGS, BackupChoice
from annotator.store.backups.folder import SUFFIX, files_in, lines_in
from annotator.store.backups.snapshots import origins_at
from annotator.store.erasing.erased_copy import ErasedCopy, without
from annotator.store.erasing.finding import ToErase
from annotator.store.erasing.in_place import Alone, alone, put
from annotator.store.erasing.rescues import rescue_files, take_out_of
from annotator.store.folders import config_folder
from annotator.store.placing import discard, working_name

Tell = Callable[[int, int, str], object]
_RAISED = (BadProject, BadFile, Locked, NotAllowed, OSError, sqlite3.DatabaseError, ValueError)


@dataclass(slots=True)
class Erased:
    """What was done. `backups`, `rescues`: files out of which something was taken; `failed`: others, and why not.

    `copy`: what went of the project's own file, None where there was nothing of it.
    """

    copy: ErasedCopy | None = None
    backups: list[Path] = field(default_factory=list)
    rescues: list[Path] = field(default_factory=list)
    failed: list[tuple[Path, str]] = field(default_factory=list)


def erase(path: Path, wanted: ToErase, person: str, choice: BackupChoice, tell: Tell) -> Erased:
    """Erase what is wanted of a project that nobody has open. `person`: the id of who does it.

    First in a copy, then in the backups and the rescue files, then the copy takes the project's place: where it ends
    in between, the project still has all of it, and it can be done again. Raises `BadProject`.
    """
    done = Erased()
    with alone(path) as project:
        tell(0, 1, "Taking it out of the project…")
        choice.keeper().take_up()  # what a kill left half done holds it, too
        done.copy = without(project.copy(), wanted, person)
        try:
            wanted = done.copy.elsewhere(wanted) if done.copy is not None else wanted
            _erase_in_backups(project, wanted, person, choice, tell, done)
            if done.copy is not None:
                _erase_in_rescues(project.path, done)
                project.replace(done.copy.path)
        finally:
            if done.copy is not None:
                discard(done.copy.path)
    return done


def _erase_in_backups(
    project: Alone, wanted: ToErase, person: str, choice: BackupChoice, tell: Tell, done: Erased
) -> None:
    backups = backups_of(project.path, choice)
    for number, backup in enumerate(backups):
        tell(number, len(backups), f"Taking it out of {backup.name}…")
        first = working_name(backup)
        try:
            discard(first)
            shutil.copyfile(backup, first)
            made = without(first, wanted, person)
            if made is not None:
                put(made.path, backup)
                done.backups.append(backup)
        except _RAISED as error:
            done.failed.append((backup, str(error)))
        finally:
            discard(first)


def _erase_in_rescues(project: Path, done: Erased) -> None:
    assert done.copy is not None
    for path in rescue_files(project):
        try:
            if take_out_of(path, (found for _, found in done.copy.found)):
                done.rescues.append(path)
        except _RAISED as error:
            done.failed.append((path, str(error)))


def backups_of(project: Path, choice: BackupChoice) -> list[Path]:
    """Return all backups of a project and its copies on this computer, those beside it from before a migration too."""
    origins = {*origins_at(project)}
    folders = dict.fromkeys([choice.folder, BackupChoice().folder])
    files = [file.path for folder in folders for file in files_in(folder) if file.line.origin in origins]
    beside = sorted(project.parent.glob(f"{_escaped(project.stem)}.before-*{project.suffix}"))
    return [*files, *(path for path in beside if origins & {*origins_at(path)})]


def copies_of(project: Path, choice: BackupChoice) -> list[Path]:
    """Return other files of the same project that are known of: beside it, opened lately, or ones that have backups."""
    origins, real = {*origins_at(project)}, project.resolve()
    folders = dict.fromkeys([choice.folder, BackupChoice().folder])
    known = [line.project for folder in folders for line in lines_in(folder) if line.origin in origins]
    there = [
        *sorted(path for path in project.parent.iterdir() if ends_in(path, SUFFIX)),
        *filter(None, known),
        *_recent(),
    ]
    backups = {path.resolve() for path in backups_of(project, choice)}
    found = dict.fromkeys(path.resolve() for path in there if path.is_file())
    return [path for path in found if path != real and path not in backups and origins & {*origins_at(path)}]


def _recent() -> Iterator[Path]:
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads((config_folder() / SETTINGS).read_text(encoding="utf-8"))
        yield from (Path(one["path"]) for one in found["recent"])


def exports_near(project: Path, prefix: str) -> list[Path]:
    """Return folders beside and below a project, one deep, into which something was exported by this program."""
    folders = [project.parent, *sorted(path for path in project.parent.iterdir() if path.is_dir())]
    return [folder for folder in folders if any(_records(folder, prefix))]


def _records(folder: Path, prefix: str) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.glob(f"{prefix}*.json")


def _escaped(stem: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in stem)
