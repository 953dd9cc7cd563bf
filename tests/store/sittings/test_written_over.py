"""Another program writes into a file that is open, at any moment between the acts and checkpoints of several programs.

What was acknowledged is in the file or in a rescue file, no act goes into what stands there instead, and nobody is told
of a mishap where there was none.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.model.errors import FileGone
from annotator.operations.people import people
from annotator.operations.project import rescued
from annotator.store import places
from annotator.store.connections.connecting import connect
from annotator.store.project import Project
from tests.examples import examples
from tests.projects import write_project
from tests.torture.programs import PASSPHRASE, Programs, programs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away a file that is open")


def by_another_program(*command: object) -> None:
    """Run a program of the system: in this one, closing the file would drop SQLite's locks."""
    subprocess.run([str(one) for one in command], check=True)


def write_over(path: Path, older: Path) -> None:
    by_another_program("cp", older, path)


def replace(path: Path, older: Path) -> None:
    shutil.copyfile(older, path.with_name("new"))
    path.with_name("new").replace(path)


def put_back(path: Path, older: Path) -> None:
    path.unlink()
    shutil.copyfile(older, path)


MISHAPS: dict[str, Callable[[Path, Path], None]] = {
    "written over": write_over,
    "replaced": replace,
    "truncated": lambda path, older: by_another_program("truncate", "-s", str(path.stat().st_size // 2), path),
    "emptied": lambda path, older: by_another_program("truncate", "-s", "0", path),
    "deleted": lambda path, older: path.unlink(),
    "deleted and put back": put_back,
}
EVENTS = ("act", "look", "old", "open", "die", "PASSIVE", "FULL", "RESTART", "TRUNCATE", "read", "no read", "small log")
_READ = [*["act"] * 2, "read", *["act"] * 2]
"""Behind this a checkpoint leaves something out of the file."""
NOTICED: dict[str, Callable[[Project], object]] = {
    "look": Project.look,
    "act": lambda project: people.add_coder(project, "Nobody"),
    "close": Project.close,
}


class Befallen:
    """A project that is open here, and the coders that were added by whichever program."""

    def __init__(self, folder: Path, others: Programs, passphrase: str = "") -> None:
        self.others = others
        self.path, self.older, self.before, self.after = (
            folder / f"{name}.annot" for name in ("p", "older", "before", "after")
        )
        write_project(self.path, "nothing", lambda project: None, passphrase=passphrase)
        shutil.copyfile(self.path, self.before)
        self.project = Project.open(self.path)
        self.play("old")
        self.project.quick_check()
        self.reader = connect(self.path)
        self.own: list[str] = []
        self.added: list[str] = []

    def play(self, event: str) -> None:
        """Do something that is no mishap."""
        if event in ("act", "open", "die"):
            self._act(event)
        elif event == "look":
            self.project.look()
            self.project.come_from_others()
        elif event == "old":
            by_another_program("cp", self.path, self.older)
        elif event in ("read", "no read"):
            self.read(event == "read")
        elif event == "small log":
            self.project._connection.execute("PRAGMA wal_autocheckpoint = 2")
        else:
            self.others.race(self.path, event)

    def read(self, is_on: bool) -> None:
        """Let somebody read what is there now, so that no checkpoint goes further; or end that."""
        if self.reader.in_transaction:
            self.reader.execute("COMMIT")
        if is_on:
            self.reader.execute("BEGIN")
            self.reader.execute("SELECT count(*) FROM steps").fetchone()

    def _act(self, event: str) -> None:
        name = f"Coder {len(self.added)} "
        if event == "act":
            people.add_coder(self.project, name.strip())
            self.own.append(name.strip())
        else:
            self.read(False)  # whoever closes the project waits for it
            assert self.others.race(self.path, event, name=name) == ["done"]
        self.added.append(f"{name}0" if event == "open" else name.strip())

    def befall(self, mishap: str) -> bool:
        """Let something happen to the file; whether that makes another of it."""
        is_same = mishap == "written over" and not subprocess.run(["cmp", "-s", self.path, self.older]).returncode
        self._wait_for_the_clock()
        MISHAPS[mishap](self.path, self.older)
        if self.path.exists():
            by_another_program("cp", self.path, self.after)
        return not is_same

    def _wait_for_the_clock(self) -> None:
        """Wait until the file system has another time than that of the last change, which takes some milliseconds."""
        probe = self.path.with_name("probe")
        probe.touch()
        while probe.stat().st_mtime_ns <= self.path.stat().st_mtime_ns:
            probe.write_text("")

    def rescues(self, told: FileGone) -> None:
        """Hold that all own acts are in a rescue file, and that nobody has written into what stands there."""
        self.reader.close()
        with suppress(FileGone):
            self.project.close()
        assert self.path.exists() == self.after.exists()
        if self.path.exists():
            assert self.path.read_bytes() == self.after.read_bytes()
        assert bool(told.rescue) == bool(self.own)
        with Project.open(self.before) as copy:
            if told.rescue:
                assert rescued.take_in(copy, Path(told.rescue)).refused == []
            assert [one.name for one in copy.coders.all()] == self.own

    def holds_all(self) -> None:
        """Hold that the file at the path has all that was acknowledged."""
        self.read(False)
        self.reader.close()
        with suppress(FileGone):
            self.project.close()
        with Project.open(self.path) as again:
            assert [one.name for one in again.coders.all()] == self.added
            assert again.check() == []


@pytest.fixture(scope="module")
def others() -> Iterator[Programs]:
    with programs(1) as running:
        yield running


def notice(others: Programs, events: list[str], mishap: str, by: str, passphrase: str = "") -> None:
    """Hold that a mishap after some events is noticed by the first that is done here, and nothing is lost."""
    with TemporaryDirectory() as folder:
        befallen = Befallen(Path(folder), others, passphrase)
        for event in events:
            befallen.play(event)
        if not befallen.befall(mishap):
            befallen.holds_all()
            return
        if by == "close":
            befallen.reader.close()  # the last to close would write the log into the file
        with pytest.raises(FileGone) as told:
            NOTICED[by](befallen.project)
        befallen.rescues(told.value)


@settings(max_examples=examples(20, usual=7), deadline=None)
@example([*["act"] * 2, "open"], "written over", "look")
@example([*_READ, "PASSIVE"], "truncated", "act")
@example(["old", *_READ, "TRUNCATE", "act"], "written over", "close")
@given(
    st.lists(st.sampled_from(EVENTS), max_size=14),
    st.sampled_from([*MISHAPS]),
    st.sampled_from([*NOTICED]),
)
def test_what_befalls_a_file_is_noticed_at_the_next_look_act_or_close_and_nothing_is_lost(
    others: Programs, events: list[str], mishap: str, by: str
) -> None:
    notice(others, events, mishap, by)


@settings(max_examples=examples(12, usual=3), deadline=None)
@given(
    st.lists(st.sampled_from(["act", "look", "old"]), max_size=8),
    st.sampled_from([*MISHAPS]),
    st.sampled_from([*NOTICED]),
)
def test_so_it_is_where_a_file_has_no_log(others: Programs, events: list[str], mishap: str, by: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "risk_of", lambda path: "The folder is on a network.")
        notice(others, events, mishap, by)


@settings(max_examples=examples(12, usual=2), deadline=None)
@given(
    st.lists(st.sampled_from(["act", "open", "die", "look", "old", "small log"]), max_size=8),
    st.sampled_from([*MISHAPS]),
    st.sampled_from([*NOTICED]),
)
def test_so_it_is_where_a_file_is_encrypted(others: Programs, events: list[str], mishap: str, by: str) -> None:
    pytest.importorskip("sqlcipher3", reason="without the extra for encrypted projects there are none")
    notice(others, events, mishap, by, PASSPHRASE)


@settings(max_examples=examples(12, usual=3), deadline=None)
@example([*_READ, "PASSIVE", "act"])
@example([*_READ, "TRUNCATE", "act", "no read", "FULL", "look", "act"])
@given(st.lists(st.sampled_from(EVENTS), max_size=25))
def test_where_nothing_befalls_a_file_nobody_is_told_of_it(others: Programs, events: list[str]) -> None:
    with TemporaryDirectory() as folder:
        befallen = Befallen(Path(folder), others)
        for event in events:
            befallen.play(event)
        befallen.project.look()
        befallen.holds_all()
