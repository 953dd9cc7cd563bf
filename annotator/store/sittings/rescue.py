"""The rescue file: the steps of a sitting, written beside a project that can't take them, and read back from there.

A line each: a head, then the steps, as the journal had them, as JSON behind its SHA-256. So of a file that was damaged
or cut off the steps that are whole come in, and no other. `Repeating` does them again in a project. Those of an
encrypted project are rows of a database that its passphrase opens.
"""

import contextlib
import hashlib
import json
import sqlite3
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotator.model import program_version
from annotator.model.errors import BadFile
from annotator.model.file_names import fit_name
from annotator.model.program_version import newer_words
from annotator.paths import long_path, put_file, system_says
from annotator.store.connections.connecting import Access, connect, is_encrypted, key_of
from annotator.store.connections.keys import FileKey
from annotator.store.folders import data_folder
from annotator.store.placing import discard, move_into_place, unfinished_name
from annotator.store.sittings.sitting import DoneStep, Sitting, read_step

SUFFIX = ".annot-rescue"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was written: where (None: nowhere), how many steps, and how many were too large and could not be read."""

    path: Path | None
    steps: int
    missing: int


@dataclass(frozen=True, slots=True)
class RescueFile:
    """A rescue file that was read. `project`: the name of the file that could not take the steps.

    `missing`: steps that were too large for it; `damaged`: steps that were in it and cannot be read any more.
    """

    project: str
    steps: tuple[DoneStep, ...]
    missing: int
    damaged: int = 0


def write(
    project: Path, sitting: Sitting, connection: sqlite3.Connection, is_readable: bool, key: FileKey | None = None
) -> Rescued:
    """Write the steps of a sitting beside the project, or else into the user's data folder.

    `is_readable`: whether rows that were not kept may be read from the open file; `key`: of an encrypted project.
    """
    steps = [_whole(step, connection, is_readable) for step in sitting.steps()]
    missing = sum(step.rows is None for step in steps)
    program = {"annotator_rescue": _VERSION, "program": program_version.OURS}
    head = {**program, "project": project.name, "missing": missing, "steps": len(steps) - missing}
    written = (_sealed(step.line()) for step in steps if step.rows is not None)
    lines = [json.dumps(head, ensure_ascii=False) + "\n", *written]
    for folder in (project.parent, data_folder()):
        if (path := _write_into(folder, project.stem, lines, key)) is not None:
            return Rescued(path, len(steps) - missing, missing)
    return Rescued(None, len(steps) - missing, missing)


def read(path: Path) -> RescueFile:
    """Read a rescue file; raises `BadFile`, and `Locked` for an encrypted one whose passphrase is not known."""
    try:
        with contextlib.closing(_lines_of(path)) as lines:
            head = json.loads(next(lines, b"null"))
            if isinstance(head, dict) and _is_newer(head.get("annotator_rescue")):
                raise BadFile(path.name, *newer_words(head.get("program"), "to take its steps in"))
            if not isinstance(head, dict) or head.get("annotator_rescue") != _VERSION:
                raise BadFile(path.name, "it is no rescue file of this version", "check the name")
            steps = tuple(_steps(lines))
            return RescueFile(str(head["project"]), steps, int(head["missing"]), int(head["steps"]) - len(steps))
    except OSError as error:
        raise BadFile(path.name, f"it cannot be read ({system_says(error)})", "check the name") from error
    except (KeyError, TypeError, ValueError, sqlite3.DatabaseError) as error:
        raise BadFile(path.name, "its lines are not those of a rescue file", "look for another copy of it") from error


def _is_newer(version: object) -> bool:
    return type(version) is int and version > _VERSION


def rewrite(path: Path, change: Callable[[DoneStep], DoneStep | None]) -> bool:
    """Put a rescue file with other steps in the place of one; None: a step goes. Whether any was another.

    Raises `BadFile`, `Locked`, and `OSError`; the file is then as it was.
    """
    found = read(path)
    changed = [(step, change(step)) for step in found.steps]
    if all(new == old for old, new in changed):
        return False
    steps = [new for _, new in changed if new is not None]
    counts = {"missing": found.missing, "steps": len(steps) + found.damaged}
    head = {"annotator_rescue": _VERSION, "project": found.project, **counts}
    lines = [json.dumps(head, ensure_ascii=False) + "\n", *(_sealed(step.line()) for step in steps)]
    new_file = unfinished_name(path)
    try:
        _write(new_file, lines, key_of(path))
        put_file(new_file, path)
    finally:
        discard(new_file)
    return True


def _steps(lines: Iterable[bytes]) -> Iterator[DoneStep]:
    for line in lines:
        seal, _, body = line.partition(b" ")
        if _seal(body) == seal:
            yield DoneStep.of(json.loads(body.decode("utf-8", "surrogatepass")))


def _seal(line: bytes) -> bytes:
    return hashlib.sha256(line).hexdigest().encode()


def _sealed(line: str) -> str:
    return f"{_seal(line.encode('utf-8', 'surrogatepass')).decode()} {line}"


def _whole(step: DoneStep, connection: sqlite3.Connection, is_readable: bool) -> DoneStep:
    if step.rows is None and is_readable:
        with contextlib.suppress(sqlite3.DatabaseError, LookupError):
            return read_step(connection, step.number, sys.maxsize - 1)
    return step


def _lines_of(path: Path) -> Generator[bytes]:
    if not is_encrypted(path):
        with path.open("rb") as file:
            yield from file
        return
    with contextlib.closing(connect(path, Access.FROZEN)) as connection:
        (count,) = connection.execute("SELECT max(number) FROM lines").fetchone()
        for number in range(1, (count or 0) + 1):
            found = None
            with contextlib.suppress(sqlite3.DatabaseError):  # it is damaged; the others may be whole
                found = connection.execute("SELECT line FROM lines WHERE number = ?", [number]).fetchone()
            yield found[0] if found else b""


def _write_into(folder: Path, stem: str, lines: Sequence[str], key: FileKey | None) -> Path | None:
    """Write a new file whole, on the disk when this returns; None where that is not possible."""
    time, name = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S"), fit_name(stem)
    for number in range(1, 100):
        path = long_path(folder) / f"{name} {time}{f' {number}' if number > 1 else ''}{SUFFIX}"
        try:
            if folder == data_folder():
                folder.mkdir(parents=True, exist_ok=True)
            _write(path, lines, key)
        except FileExistsError:
            continue
        except (OSError, sqlite3.DatabaseError):
            return None
        return path
    return None


def _write(path: Path, lines: Sequence[str], key: FileKey | None) -> None:
    made = unfinished_name(path)
    try:
        if key is None:
            made.write_text("".join(lines), encoding="utf-8", errors="surrogatepass", newline="\n")
        else:
            _write_encrypted(made, lines, key)
        move_into_place(made, path)  # which flushes it
    finally:
        with contextlib.suppress(OSError):
            discard(made)


def _write_encrypted(path: Path, lines: Sequence[str], key: FileKey) -> None:
    with contextlib.closing(connect(path, key=key)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("CREATE TABLE lines (number INTEGER PRIMARY KEY, line BLOB)")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO lines (line) VALUES (?)", ([line.encode("utf-8", "surrogatepass")] for line in lines)
        )
        connection.execute("COMMIT")
