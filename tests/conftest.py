"""What holds for all tests: no screen, no network, nothing in the home folder, no deadline for an example."""

import gc
import os
import shutil
import socket
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import engine

from annotator.operations.sample import SampleReport, make_sample
from tests import sent_reports
from tests.examples import SEED, choose_examples, draw_for
from tests.postgres import Postgres, unhurried
from tests.projects import HOLDING, IN_USE, OPENED
from tests.server_place import what_lacks

# Before Qt is imported by whichever test comes first.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# For programs that tests start, and whoever loads it first: no keyring of the system is ever asked.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

choose_examples()
_complain = engine.fail_health_check  # type: ignore[attr-defined]


def _complain_of_no_time(settings: settings, message: str, health_check: HealthCheck) -> None:
    # What a profile suppresses holds no more for a property that suppresses another check.
    if health_check is not HealthCheck.too_slow:
        _complain(settings, message, health_check)


engine.fail_health_check = _complain_of_no_time  # type: ignore[attr-defined]
_LOOPBACK = ("127.", "::1", "localhost")

_MEMORY, _ENOUGH = Path("/dev/shm"), 6 << 30
"""Where Linux keeps files in memory, and how many bytes have to be free there: a run writes a third of that."""
_OURS = "annotator-tests-"
_DAY_S = 24 * 60 * 60


def pytest_configure(config: pytest.Config) -> None:
    """Let the offscreen platform say that it has no window manager; every other Qt warning fails its test.

    What the tests write goes into memory where there is room, since each of their many commits would wait for a disk.
    It is gone after the run; with TMPDIR set it goes there, and stays. Workers and children are told by TMPDIR too.
    """
    if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH:
        for left in _MEMORY.glob(f"{_OURS}*"):  # of runs that were killed
            if left.stat().st_mtime < time.time() - _DAY_S:
                shutil.rmtree(left, ignore_errors=True)
        folder = tempfile.mkdtemp(prefix=_OURS, dir=_MEMORY)
        Path(folder).chmod(0o1777)  # as the system’s own has it: tests of rights go on as nobody
        os.environ["TMPDIR"], tempfile.tempdir = folder, None
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    config.pluginmanager.register(sent_reports)
    if not config.getoption("numprocesses", None):
        gc.disable()  # nothing of what is collected goes again: see below
    for missing in ("propagateSizeHints", "raise", "grabbing the keyboard"):
        config.addinivalue_line("qt_log_ignore", f"This plugin does not support {missing}")


def pytest_report_header() -> str:
    """Say which examples are drawn."""
    seed = os.environ.get(SEED)
    return f"examples are drawn anew: {SEED}={seed} draws them again" if seed else "examples are the usual ones"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    draw_for(item.nodeid)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave out of every later garbage collection what is there for the whole run: modules, and all tests.

    A full one walks all of it, and the tests of the window ask for many: without this they take 1.4 times as long.
    Those that come by themselves are made rare, as the program has them.
    """
    gc.set_threshold(700, 10, 100)
    gc.enable()
    gc.freeze()


class NetworkForbidden(AssertionError):
    """A test reached for another computer."""


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Fail whatever connects to an address that is not this computer's own."""

    def guarded(name: str) -> Any:
        connect = getattr(socket.socket, name)

        def guard(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(_LOOPBACK):
                raise NetworkForbidden(f"a test tried to connect to {address}")
            return connect(self, address)

        return guard

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(name))
        yield


@pytest.fixture(scope="session", autouse=True)
def config_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep settings, backups and rescue files in folders of the run, so that nothing touches the home folder."""
    folder = tmp_path_factory.mktemp("config")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_CONFIG", str(folder))
        patch.setenv("ANNOTATOR_DATA", str(tmp_path_factory.mktemp("data")))
        yield folder


@pytest.fixture(autouse=True)
def keyring_in_memory() -> None:
    """Give each test an empty keyring of its own, where the library is loaded at all."""
    if "keyring" in sys.modules:
        from tests.hub.keyrings import MemoryKeyring

        sys.modules["keyring"].set_keyring(MemoryKeyring())


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleReport]:
    """The sample project with its files, made once; nobody is to change anything in its folder."""
    made = make_sample(tmp_path_factory.mktemp("sample") / "new" / "folder")
    before = _steps_of(made.path)
    yield made
    assert _steps_of(made.path) == before, "a test did something in the sample that all share: take sample_copy"


def _steps_of(project: Path) -> int:
    with closing(sqlite3.connect(f"{project.as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM steps").fetchone()[0])


@pytest.fixture
def sample_copy(sample_made: SampleReport, tmp_path: Path) -> Path:
    """The file of a sample project that a test may change, in a folder of its own with the files beside it."""
    folder = shutil.copytree(
        sample_made.path.parent, tmp_path / "sample copy", ignore=shutil.ignore_patterns("*-wal", "*-shm")
    )
    return folder / sample_made.path.name


@pytest.fixture(autouse=True)
def projects_are_closed() -> Iterator[None]:
    """Close the projects that a test opened at a desk."""
    yield
    while OPENED:
        OPENED.pop().close()
    IN_USE.clear()
    HOLDING.clear()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of this run's own, started by the first test that asks; skips where none can be started."""
    if (reason := what_lacks()) is not None:
        pytest.skip(reason)
    server = Postgres(fsync=False)
    with unhurried():
        yield server
    server.close()


@pytest.fixture
def hub_database(postgres: Postgres) -> Iterator[str]:
    """The name of an empty database on the server; it and all roles that a test makes are gone after the test."""
    yield postgres.new_database()
    postgres.clear()
