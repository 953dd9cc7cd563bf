"""The folder of backups: a folder for each project at each place, a file for each backup.

Which project a backup is of is told by its origin, which copies of a project share, and by the path at which it stood.
So a project that was renamed or moved finds its backups, one that was copied has a row of its own, and another project
at the same path has nothing to do with them. A file has its name only once it is verified, and the name says all but
what is in it: when, which in the row, and why it was made.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator.model.backups import Kept, superfluous
from annotator.model.file_names import fit_name
from annotator.paths import long_path, put_file
from annotator.store.backups.snapshots import origins_at
from annotator.store.connections.connecting import is_encrypted
from annotator.store.connections.heads import PAGE_BYTES
from annotator.store.placing import unfinished_name

SUFFIX = ".annot"
_ABOUT = "project.json"
_TIME = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    r"(?P<stem>.*) (?P<time>\d{8}T\d{6}Z) (?P<number>\d{5,15}) (?P<reason>[a-z-]+)( (?P<flaw>faulty))?", re.DOTALL
)
_NUMBER = re.compile(r" \d{8}T\d{6}Z (\d{5,15}) ")
_LONGEST_STEM = 80
"""Bytes of a project's name that stand in those of its backups: a file system may take 255 in all."""


@dataclass(frozen=True, slots=True)
class BackupLine:
    """The backups of one project at one place. `project`: where it stood, None where nobody knows any more."""

    folder: Path
    origin: str
    project: Path | None


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A verified backup. `reason`: why it was made, a word or several with hyphens."""

    path: Path
    line: BackupLine
    kept: Kept
    reason: str

    @property
    def made(self) -> datetime:
        """When it was made, in local time."""
        return self.kept.made.astimezone()


def line_of(folder: Path, origin: str, project: Path) -> BackupLine:
    """Return where the backups of a project go, without making it."""
    place = _place(project)
    mark = hashlib.sha256(f"{origin}\0{place}".encode("utf-8", "surrogateescape")).hexdigest()[:12]
    stem = _short(Path(place).stem)
    # Until version 0.3 it was called as the project is, which not every system takes.
    names = (f"{stem} {mark}", f"{fit_name(stem)} {mark}")
    name = names[0] if (folder / names[0]).is_dir() else names[1]
    return BackupLine(long_path(folder) / name, origin, Path(place))


def make_line(line: BackupLine) -> None:
    """Make the folder of a line; raises `OSError`."""
    line.folder.mkdir(parents=True, exist_ok=True)
    about = line.folder / _ABOUT
    if not about.exists():
        draft = unfinished_name(about)
        try:
            draft.write_text(json.dumps({"origin": line.origin, "path": str(line.project)}), encoding="utf-8")
            put_file(draft, about)
        finally:
            draft.unlink(missing_ok=True)


def lines_in(folder: Path) -> Iterator[BackupLine]:
    """Go through the lines of a folder, of which there are none where it is not there; may raise `OSError`."""
    if not folder.is_dir():
        return
    for each in sorted(folder.iterdir()):
        if each.is_dir():
            yield _read_line(each)


def files_of(line: BackupLine) -> list[BackupFile]:
    """Return the backups of a line, the newest first."""
    found = []
    with suppress(OSError):
        for path in line.folder.iterdir():
            match = _NAME.fullmatch(path.stem) if path.suffix == SUFFIX else None
            with suppress(OSError, ValueError):
                if match and not path.name.startswith("."):
                    found.append(_file(path, line, match))
    return sorted(found, key=lambda each: each.kept.place, reverse=True)


def files_in(folder: Path) -> list[BackupFile]:
    """Return all backups of a folder, line by line."""
    return [file for line in lines_in(folder) for file in files_of(line)]


def files_of_project(folder: Path, project: Path) -> list[BackupFile]:
    """Return the backups of a project, those of its other places and copies too, the latest first.

    Where there is no project at the path, or none that can be read, those of what stood there.
    """
    origins, place = origins_at(project), Path(_place(project))
    lines = [line for line in lines_in(folder) if (line.origin in origins if origins else line.project == place)]
    files = [(line.project != place, file) for line in lines for file in files_of(line)]
    files.sort(key=lambda pair: pair[1].kept.made, reverse=True)
    if all(is_elsewhere for is_elsewhere, _ in files):
        return [file for _, file in files]
    # Of its own the order is that of the numbers, whatever the clock said; the others stand where their time is.
    # Those by which an older version knew the project are all earlier.
    mine = [file for other, file in files if not other]
    own = iter(sorted(mine, key=lambda file: (file.line.origin in origins[:1], file.kept.place), reverse=True))
    return [file if is_elsewhere else next(own) for is_elsewhere, file in files]


def next_number(line: BackupLine) -> int:
    """Return the number of the next backup of a line, of which some may not be finished."""
    with suppress(OSError):
        numbers = [int(match[1]) for each in line.folder.iterdir() if (match := _NUMBER.search(each.name))]
        return max(numbers, default=0) + 1
    return 1


def name_of(line: BackupLine, number: int, made: datetime, reason: str) -> str:
    """Return the name of a backup of a line."""
    stem = fit_name(_short(line.project.stem if line.project else "project"))
    return f"{stem} {made.astimezone(UTC).strftime(_TIME)} {number:05} {reason}{SUFFIX}"


def faulty(name: str) -> str:
    """Return the name of a backup in which a check found something: it is as the project is, and no verified one."""
    return f"{name.removesuffix(SUFFIX)} faulty{SUFFIX}"


def thin(folder: Path, limit: int) -> list[BackupFile]:
    """Take away what is superfluous of all lines; return what is left. `limit`: bytes."""
    files = files_in(folder)
    by_kept = {file.kept: file for file in files}
    gone = set()
    for kept in superfluous(by_kept, limit):
        # Another program may have it open, or have taken it away already.
        with suppress(OSError):
            by_kept[kept].path.unlink(missing_ok=True)
            gone.add(kept)
    return [file for file in files if file.kept not in gone]


def is_cut(path: Path) -> bool:
    """Whether a file is shorter than its own head says, or has none: no SQLite is needed to see that.

    The head of an encrypted one says nothing; it consists of whole pages.
    """
    if is_encrypted(path):
        return path.stat().st_size % PAGE_BYTES != 0
    with path.open("rb") as file:
        head = file.read(100)
        size = file.seek(0, os.SEEK_END)
    page = int.from_bytes(head[16:18], "big")
    return len(head) < 100 or size < (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")


def _file(path: Path, line: BackupLine, match: re.Match[str]) -> BackupFile:
    made = datetime.strptime(match["time"], _TIME).replace(tzinfo=UTC)
    size = path.stat().st_size
    is_verified = match["flaw"] is None and not is_cut(path)
    kept = Kept(line.folder.name, int(match["number"]), path.name, made, size, is_verified)
    return BackupFile(path, line, kept, match["reason"])


def _read_line(folder: Path) -> BackupLine:
    """Return what is known of a line; where that is lost, its backups say at least which project they are of."""
    try:
        about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        return BackupLine(folder, str(about["origin"]), Path(str(about["path"])))
    except (OSError, ValueError, TypeError, KeyError):
        line = BackupLine(folder, "", None)
        origins = (origin for file in files_of(line) for origin in origins_at(file.path)[:1])
        return BackupLine(folder, next(origins, ""), None)


def _place(project: Path) -> str:
    """Return the path by which a project is known, the same through links and on a file system without case."""
    return os.path.normcase(project.resolve())


def _short(stem: str) -> str:
    name = stem.encode("utf-8", "replace")[:_LONGEST_STEM].decode("utf-8", "ignore")
    return name.strip(" .") or "project"
