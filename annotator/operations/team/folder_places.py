"""A team's folder, on whatever carries files: in it a folder a person, with a mark that says whose it is.

The mark is written once and never again, as all files there are. Whoever leads has the whole folder; a coder has their
own alone, which is how it stays blind: one folder for all would show everybody’s packets to everybody.
"""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.model.coder import Coder
from annotator.model.errors import BadFile
from annotator.model.file_names import file_name
from annotator.model.ids import CoderId
from annotator.model.wording import isolated
from annotator.paths import system_says
from annotator.store.placing import whole_new_file
from annotator.store.project import Project

MARK = "annotator-folder.json"
_FORMAT, _VERSION, _MOST = "annotator folder", 1, 1 << 16


@dataclass(frozen=True, slots=True)
class FolderMark:
    """Whose folder it is. `origin`: the id of the project, `project`: what it is called; `name`: of the person."""

    origin: str
    project: str
    person: CoderId
    name: str


@dataclass(frozen=True, slots=True)
class TeamFolder:
    """What a copy of the project knows of the team's folder. `people`: whose folders it looks into, by person.

    `is_whole`: it is the folder with everybody's, of whoever leads.
    """

    path: Path
    people: Mapping[CoderId, Path]
    is_whole: bool


def mark_of(folder: Path) -> FolderMark | None:
    """Return the mark of a folder; None where there is none, or one that did not come whole. Raises `OSError`."""
    try:
        with (folder / MARK).open("rb") as file:
            said = json.loads(file.read(_MOST))
        if said["format"] != _FORMAT or said["version"] > _VERSION:
            return None
        values = [said[name] for name in ("origin", "project", "person", "name")]
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return FolderMark(*values) if all(isinstance(value, str) for value in values) else None


def write_mark(folder: Path, mark: FolderMark) -> None:
    """Write the mark of a folder, whole or not at all; one that is there stays. Raises `OSError`."""
    said = {"format": _FORMAT, "version": _VERSION, "origin": mark.origin, "project": mark.project}
    text = json.dumps({**said, "person": mark.person, "name": mark.name}, ensure_ascii=False)
    with contextlib.suppress(FileExistsError), whole_new_file(folder / MARK) as made:  # another said the same, faster
        made.write_bytes(text.encode())


def set_up(project: Project, folder: Path) -> TeamFolder:
    """Make what is missing of a team's folder: a folder for each person but the one at the desk; return it.

    Raises `BadFile` where that cannot be.
    """
    try:
        there = marked(folder, project.origin)
        for coder in project.coders.all():
            if coder.id not in there and coder.id != project.person:
                there[coder.id] = _made(project, folder, coder)
    except OSError as error:
        what = f"nothing can be written there ({system_says(error)})"
        raise BadFile(str(folder), what, "choose another folder") from error
    return TeamFolder(folder, there, is_whole=True)


def _made(project: Project, folder: Path, coder: Coder) -> Path:
    name = file_name(coder.name)
    for number in range(1, 1_000):
        path = folder / (name if number == 1 else f"{name} ({number})")
        try:
            path.mkdir()
        except FileExistsError:
            if any(path.iterdir()) or not path.is_dir():
                continue  # it is another's, or somebody's own
        write_mark(path, FolderMark(project.origin, project.name, coder.id, coder.name))
        return path
    raise OSError(f"there are too many folders {name}")


def find(project: Project, path: Path) -> TeamFolder:
    """Return the team's folder that somebody chose: that with everybody's for a whole copy, a coder's own for theirs.

    A folder in which nobody has one yet is a whole one that is to be set up. Raises `BadFile` with one sentence, and
    `OSError` where it cannot be looked at: it is gone, or the drive is.
    """
    owner, mark = project.owner, mark_of(path)
    if mark is not None:
        _refuse_foreign(project, path, mark)
        if owner is not None and mark.person != owner.person:
            raise BadFile(path.name, f"it is {isolated(mark.name)}’s folder", "choose your own")
        return TeamFolder(path, {mark.person: path}, is_whole=False)
    there = marked(path, project.origin)
    if owner is None:
        return TeamFolder(path, there, is_whole=True)
    if owner.person not in there:
        raise BadFile(path.name, "there is no folder for you in it", "choose the one that whoever leads made for you")
    return TeamFolder(there[owner.person], {owner.person: there[owner.person]}, is_whole=False)


def beside(project: Project) -> Path | None:
    """Return the folder in which a coder's copy was given out, where it is theirs: nobody need choose it then."""
    owner, folder = project.owner, project.path.parent
    try:
        mark = mark_of(folder)
    except OSError:
        return None
    is_theirs = owner is not None and mark is not None and mark.origin == project.origin
    return folder if is_theirs and mark is not None and owner is not None and mark.person == owner.person else None


def marked(folder: Path, origin: str) -> dict[CoderId, Path]:
    """Return the folders of people of this project within another, by person; of two of one the first by name."""
    found: dict[CoderId, Path] = {}
    for path in _folders(folder):
        mark = mark_of(path)
        if mark is not None and mark.origin == origin:
            found.setdefault(mark.person, path)
    return found


def _folders(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    return (folder / name for name in names)


def _refuse_foreign(project: Project, path: Path, mark: FolderMark) -> None:
    if mark.origin != project.origin:
        what = f"it is a folder of another project (“{isolated(mark.project)}”)"
        raise BadFile(path.name, what, "choose the one of this project")
