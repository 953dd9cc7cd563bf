"""A backup tried: restored beside, checked as `annotator check` does, and compared with the project at its moment.

Seals are chained (`chain/seals.py`): where that of a backup's last step stands at the same step of the project, all
steps before are the same. What the project held after that step is then counted, in a copy taken back to it.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from tempfile import gettempdir

from annotator.model import verbs
from annotator.model.errors import BadProject, Cancelled
from annotator.model.ids import new_id
from annotator.paths import system_says
from annotator.store.backups.claims import Claim
from annotator.store.backups.restoring import DamagedBackup, restore
from annotator.store.backups.snapshots import reader
from annotator.store.connections.breaking_off import broken_off_when
from annotator.store.connections.connecting import connect
from annotator.store.copies import rows_by_table
from annotator.store.folders import data_folder
from annotator.store.project import Project
from annotator.store.rows.codebook import Codebooks
from annotator.store.schema.migrations import is_up_to_date
from annotator.store.schema.tables import Table
from annotator.store.search.search_index import SearchIndex
from annotator.store.sqlite_errors import BROKEN_OFF, explained

_PREFIX, _CLAIM = "annotator-drill-", ".claim"
_ROOM = 3
"""So many times the size of a backup a drill may need: what is restored, a copy of the project, what SQLite sorts."""


class Descent(StrEnum):
    """How a backup's history stands to that of the project. `ALONE`: there is none that can be read."""

    BEGINNING = "beginning"
    AHEAD = "ahead"
    APART = "apart"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Drill:
    """What came of it. `faults`: a sentence each; `step`: the last that both have; `…_steps`: how many each has since.

    `missing`: rows that the project had then and the backup has not, by table; below 0 where it has more.
    `is_restored`: whether it could be restored at all.
    """

    faults: tuple[str, ...] = ()
    descent: Descent = Descent.ALONE
    step: int = 0
    backup_steps: int = 0
    project_steps: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)
    is_restored: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong with it, nor missing in it."""
        return not self.faults and not self.missing and self.descent in (Descent.BEGINNING, Descent.ALONE)


def drill(
    backup: Path, project: Project | None, is_stopped: Callable[[], bool] = lambda: False, root: Path | None = None
) -> Drill:
    """Try a backup. `project`: the open one, None where it cannot be; `root`: where it is restored.

    Raises `Locked` where the passphrase is not known, `Cancelled`, and `BadProject` where there is no room for it.
    Nothing of it stays, whatever is raised.
    """
    with _room(backup, root) as folder:
        copy = folder / "restored.annot"
        try:
            restore(backup, copy, is_stopped)
        except DamagedBackup as error:
            return Drill(faults=(str(error),), is_restored=False)
        try:
            faults = _check(copy, is_stopped)
        except BadProject as error:
            return Drill(faults=(str(error),))
        return _compared(copy, faults, project, folder, is_stopped)


def clear_left_over(roots: tuple[Path, ...] = ()) -> None:
    """Take away what drills left that were killed: a claim that nobody holds says which."""
    for root in roots or _roots():
        with suppress(OSError):
            for path in root.glob(f"{_PREFIX}*{_CLAIM}"):
                with suppress(OSError), Claim(path) as claim:
                    if claim.is_held:
                        shutil.rmtree(path.with_suffix(""), ignore_errors=True)


@contextmanager
def _room(backup: Path, root: Path | None) -> Iterator[Path]:
    """Make a folder of this user's own for as long as a drill lasts; raises `BadProject` where none can be made."""
    clear_left_over((root,) if root else ())
    place = (root or _roomy(backup)) / f"{_PREFIX}{new_id()}"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        claim = Claim(place.with_name(place.name + _CLAIM))
    except OSError as error:
        raise BadProject(
            f"{backup.name} cannot be tried in {place.parent} ({system_says(error)}); make room there."
        ) from error
    with claim:
        try:
            place.mkdir(mode=0o700)
            yield place
        except OSError as error:
            said = system_says(error)
            raise BadProject(f"{backup.name} cannot be tried in {place.parent} ({said}); make room there.") from error
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _roots() -> tuple[Path, ...]:
    return data_folder() / "drills", Path(gettempdir())


def _roomy(backup: Path) -> Path:
    for root in _roots():
        with suppress(OSError):
            root.mkdir(parents=True, exist_ok=True)
            if os.access(root, os.W_OK) and shutil.disk_usage(root).free > _ROOM * backup.stat().st_size:
                return root
    return _roots()[0]


def _check(copy: Path, is_stopped: Callable[[], bool]) -> tuple[str, ...]:
    """Return what `annotator check` would find; raises `BadProject` for what it would not open."""
    # Loaded when a backup is tried: the window is open before that.
    from annotator.store.check import check  # noqa: PLC0415
    from annotator.store.check.schema_check import refuse_strange, schema_problems  # noqa: PLC0415

    with closing(connect(copy)) as connection:
        refuse_strange(connection, copy)
        is_of_now = is_up_to_date(connection, copy)
    if not is_of_now:
        Project.open(copy).close()  # which brings it up to date, as it would be where it takes the project's place
    with (
        explained(copy.name),
        closing(connect(copy, any_thread=True)) as connection,
        broken_off_when(is_stopped, connection.interrupt),
    ):
        found = [*schema_problems(connection), *SearchIndex(connection).problems()]
        found += check.problems(connection, Codebooks(connection))
    if is_stopped():
        raise Cancelled(BROKEN_OFF)
    return tuple(dict.fromkeys(found))


def _compared(
    copy: Path, faults: tuple[str, ...], project: Project | None, folder: Path, is_stopped: Callable[[], bool]
) -> Drill:
    with closing(reader(copy, is_closed=True)) as connection:
        steps = _steps(connection)
        own = _counts(connection)
    last = steps[-1][0] if steps else 0
    if project is None:
        return Drill(faults, step=last, backup_steps=len(steps))
    with closing(_at_once(project.path)) as connection:
        theirs = _steps(connection)
        present = _counts(connection)
    shared = _shared(steps, theirs)
    more, later = len(_but_erasures(steps, shared)), len(theirs) - shared
    step = theirs[shared - 1][0] if shared else 0
    went_on = Drill(faults, Descent.BEGINNING, step, more, later)
    if more:
        return replace(went_on, descent=Descent.APART if later else Descent.AHEAD)
    then = present if not later else _counts_as_of(project, step, folder / "then.annot", is_stopped)
    missing = {name: there - own.get(name, 0) for name, there in then.items() if there != own.get(name, 0)}
    return replace(went_on, missing=missing)


_Sealed = tuple[int, bytes, str, str]


def _steps(connection: sqlite3.Connection) -> list[_Sealed]:
    return connection.execute("SELECT number, seal, verb, time FROM steps ORDER BY number").fetchall()


def _at_once(path: Path) -> sqlite3.Connection:
    connection = reader(path)
    connection.execute("BEGIN")
    return connection


def _shared(steps: list[_Sealed], theirs: list[_Sealed]) -> int:
    """Return how many steps both begin with; each seal covers those before, so that the last one tells."""
    low, high = 0, min(len(steps), len(theirs))
    while low < high:
        middle = (low + high + 1) // 2
        if steps[middle - 1][:2] == theirs[middle - 1][:2]:
            low = middle
        else:
            high = middle - 1
    return low


def _but_erasures(steps: list[_Sealed], shared: int) -> list[_Sealed]:
    """Return the steps of a backup that the project has not; an erasure is written into each file by itself."""
    return [step for step in steps[shared:] if step[2] not in verbs.ERASURES]


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    journaled = {str(table) for table in Table}
    return {name: rows for name, rows in rows_by_table(connection).items() if name in journaled}


def _counts_as_of(project: Project, step: int, to: Path, is_stopped: Callable[[], bool]) -> dict[str, int]:
    def tell(done: int, of: int) -> None:
        if is_stopped():
            raise Cancelled(BROKEN_OFF)

    tell(0, 1)
    project.write_as_of(to, step, tell)
    with closing(reader(to, is_closed=True)) as connection:
        return _counts(connection)
