"""Makes backups beside the work: the moment is held at once, all else happens in a thread.

A copy goes through three names. Hidden and unfinished while it is written; hidden and copied once it is whole, which is
what whoever changes much of a project waits for; its own name once it is flushed and verified. What a program that was
killed leaves behind is told by its claim, which ended with it: an unfinished copy goes, a whole one is verified by the
next program.
"""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from annotator.model.errors import BadProject, Cancelled, Locked
from annotator.model.ids import new_id
from annotator.model.wording import counted
from annotator.paths import rename_file
from annotator.store.backups.checks import Verification
from annotator.store.backups.claims import Claim
from annotator.store.backups.facts import contents_at
from annotator.store.backups.folder import (
    BackupFile,
    BackupLine,
    faulty,
    files_of,
    line_of,
    lines_in,
    make_line,
    name_of,
    next_number,
    thin,
)
from annotator.store.backups.snapshots import Snapshot
from annotator.store.connections.connecting import is_locked
from annotator.store.connections.keys import FileKey
from annotator.store.placing import move_into_place, remove_left_over
from annotator.store.sqlite_errors import sentence_for

DAY, MIGRATION, ASKED = "day", "migration", "asked"
"""Why a backup is made that no verb asks for."""
UNFINISHED, COPIED, CLAIM = ".unfinished", ".copied", ".claim"
GIGABYTE = 1_000_000_000


class Copying:
    """A backup that is being made of a moment that is held already. `step`: the project's latest then."""

    def __init__(self, line: BackupLine, name: str, reason: str, snapshot: Snapshot) -> None:
        self.line, self.name, self.reason, self.snapshot, self.step = line, name, reason, snapshot, snapshot.step
        self.is_wanted = True
        self.token = new_id()
        self.whole, self.ended = threading.Event(), threading.Event()
        self.file: Path | None = None
        """The backup, once it is verified."""
        self.problem = ""
        """Why there is none, one sentence; or what was found in it."""

    @property
    def is_there(self) -> bool:
        """Whether it is verified, or on its way to be."""
        return not self.ended.is_set() or (self.file is not None and self.file.exists())

    def wait(self) -> None:
        """Return when the copy is whole and on its way, or known to have failed."""
        self.whole.wait()

    def part(self, stage: str) -> Path:
        """Return where it is at a stage before its last."""
        return self.line.folder / f".{self.token} {self.name}{stage}"


class BackupKeeper:
    """The backups of whatever projects are open in this program. Close it, or `finish` what is begun, at the end.

    `told` hears sentences about what could not be made, `made` of each backup that is there; both in any thread.
    """

    def __init__(
        self,
        folder: Path,
        limit: int,
        told: Callable[[str], object] = lambda sentence: None,
        made: Callable[[], object] = lambda: None,
    ) -> None:
        self.folder, self.limit = folder, limit
        self._told, self._made = told, made
        self._lock, self._verifying = threading.Lock(), threading.Lock()
        self._threads: list[threading.Thread] = []
        self._last: dict[Path, Copying] = {}
        self._numbers: dict[Path, int] = {}
        self._at_hand: Verification | None = None
        self._is_closed = False

    def begin(self, project: Path, reason: str) -> Copying | None:
        """Hold the project as it is now and begin to copy it; None where nothing was done since the last backup.

        Never raises: what keeps a backup from being made must not keep anybody from working, and is told.
        """
        try:
            snapshot = Snapshot(project)
            try:
                return self._begin(project, reason, snapshot)
            except BaseException:
                snapshot.close()
                raise
        except (OSError, ValueError, sqlite3.DatabaseError) as error:
            self._told(_no_backup(project, self.folder, error))
            return None

    def hold(self, project: Path, reason: str) -> Callable[[], None]:
        """Begin a backup before much is changed; what is returned waits until its copy is whole.

        A project without a log is copied before this returns: nothing can be committed to it meanwhile.
        """
        copying = self.begin(project, reason) or self._last.get(project)
        if copying is None:
            return lambda: None
        if not copying.snapshot.has_log:
            copying.wait()
        return copying.wait

    def begin_day(self, project: Path) -> None:
        """Begin the backup of the day, where there is none of today; take up what others left unfinished."""
        try:
            line = self._line_at(project)
            newest = next(iter(files_of(line)), None) if line else None
        except (OSError, sqlite3.DatabaseError) as error:
            self._told(_no_backup(project, self.folder, error))
            return
        if newest is None or newest.made.date() != datetime.now().astimezone().date():
            self.begin(project, DAY)
        else:
            self._run(self._clear)

    def take_up(self) -> None:
        """Verify, or take away, what other programs left unfinished, and return then."""
        self._clear()

    def release(self, project: Path) -> None:
        """Return when nothing holds a moment of a project any more, which is to be closed; one of the day can wait."""
        if copying := self._last.get(project):
            copying.is_wanted = copying.reason != DAY
            copying.wait()

    def finish(self) -> None:
        """Wait until all that was begun is verified."""
        while threads := self._alive():
            for thread in threads:
                thread.join()

    def close(self) -> None:
        """Stop: a copy that is not whole goes, one that is whole is verified another time."""
        self._is_closed = True
        with self._lock:
            if self._at_hand is not None:
                self._at_hand.stop()
        self.finish()

    def _begin(self, project: Path, reason: str, snapshot: Snapshot) -> Copying | None:
        line = line_of(self.folder, snapshot.origin, project)
        with self._lock:
            last = self._last.get(project)
            is_made = last is not None and last.line == line and last.step == snapshot.step and last.is_there
            if is_made or _is_kept(line, snapshot.step):
                snapshot.close()
                return None
            make_line(line)
            number = max(next_number(line), self._numbers.get(line.folder, 0) + 1)
            self._numbers[line.folder] = number
            copying = Copying(line, name_of(line, number, datetime.now().astimezone(), reason), reason, snapshot)
            self._last[project] = copying
        self._run(lambda: self._copy(copying, is_older=reason == MIGRATION))
        return copying

    def _line_at(self, project: Path) -> BackupLine | None:
        snapshot = Snapshot(project)
        try:
            return line_of(self.folder, snapshot.origin, project)
        finally:
            snapshot.close()

    def _copy(self, copying: Copying, is_older: bool) -> None:
        unfinished, copied = copying.part(UNFINISHED), copying.part(COPIED)
        try:
            with Claim(copying.part(CLAIM)):
                try:
                    copying.snapshot.write(unfinished, lambda: copying.is_wanted and not self._is_closed)
                    rename_file(unfinished, copied)
                finally:
                    copying.snapshot.close()
                    copying.whole.set()
                    unfinished.unlink(missing_ok=True)
                key, place = copying.snapshot.key, copying.line.folder / copying.name
                copying.file, copying.problem = self._verify(copied, place, is_older, key)
            if copying.problem:
                self._told(copying.problem)
            self._clear()
        except Cancelled:
            copying.problem = "stopped"
        except (OSError, sqlite3.DatabaseError) as error:
            copying.problem = _no_backup(copying.line.project or self.folder, self.folder, error)
            self._told(copying.problem)
        finally:
            copying.whole.set()
            copying.ended.set()

    def _verify(self, copied: Path, place: Path, is_older: bool, key: FileKey | None = None) -> tuple[Path | None, str]:
        """Give a whole copy its name if it is sound; return where it is, and what is to be said of it."""
        with self._verifying:
            verification = Verification(copied, key)
            with self._lock:
                self._at_hand = verification
            try:
                if self._is_closed:
                    raise Cancelled("Stopped on request; nothing was changed.")
                problems = verification.problems(is_older)
            except BadProject as error:
                copied.unlink(missing_ok=True)
                return None, f"A backup was damaged and taken away ({error}) Check the project, and the disk."
            finally:
                with self._lock:
                    self._at_hand = None
            if problems:
                place = place.with_name(faulty(place.name))
            move_into_place(copied, place)
        self._made()
        if not problems:
            return place, ""
        found = counted(len(problems), "fault")
        return place, f"The backup is as the project is, and a check finds {found} in it: check the project."

    def _clear(self) -> None:
        """Take up what was left unfinished, and thin what is superfluous."""
        with suppress(Cancelled, Locked, OSError, sqlite3.DatabaseError):
            for line in lines_in(self.folder):
                self._take_up(line)
            left = thin(self.folder, self.limit)
            if (size := sum(file.kept.size for file in left)) > self.limit:
                self._told(
                    f"The last backups alone take {size / GIGABYTE:.1f} GB, more than the limit of"
                    f" {self.limit / GIGABYTE:.1f} GB; raise it in the settings."
                )

    def _take_up(self, line: BackupLine) -> None:
        remove_left_over(line.folder)
        for path in sorted(line.folder.glob(".* *")):
            if path.suffix not in (UNFINISHED, COPIED):
                continue
            with Claim(path.with_suffix(CLAIM)) as claim:
                if not claim.is_held:
                    continue
                if path.suffix == UNFINISHED:
                    path.unlink(missing_ok=True)
                elif path.exists() and not is_locked(path):
                    name = path.name.partition(" ")[2].removesuffix(COPIED)
                    with suppress(FileExistsError):
                        self._verify(path, line.folder / name, is_older=f" {MIGRATION}." in name)

    def _run(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="backup")
        with self._lock:
            self._threads = [each for each in self._threads if each.is_alive()]
            self._threads.append(thread)
            thread.start()

    def _alive(self) -> list[threading.Thread]:
        with self._lock:
            return [each for each in self._threads if each.is_alive()]


def _is_kept(line: BackupLine, step: int) -> bool:
    """Whether the newest backup of a line was made at this step; of several programs one makes it."""
    newest: BackupFile | None = next(iter(files_of(line)), None)
    contents = contents_at(newest.path, is_closed=True) if newest and newest.kept.is_verified else None
    return contents is not None and contents.step == step


def _no_backup(project: Path, folder: Path, error: Exception) -> str:
    if isinstance(error, sqlite3.DatabaseError):
        why = sentence_for(error) or f"SQLite reports: {error}."
        return f"No backup of {project.name} could be made in {folder}. {why}"
    said = getattr(error, "strerror", None) or str(error)
    return f"No backup of {project.name} could be made in {folder} ({said}); make room there, or choose another folder."
