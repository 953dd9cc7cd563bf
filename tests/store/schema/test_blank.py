"""A new file is what the migrations make of nothing, and shares with no other what is of one project alone."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.model import program_version
from annotator.model.errors import BadProject
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.people import people
from annotator.store.connections import connecting
from annotator.store.connections.connecting import connect
from annotator.store.opening import new_database
from annotator.store.project import Project
from annotator.store.schema import blank
from annotator.store.schema.migrations import APPLICATION_ID, bring_up_to_date
from annotator.store.schema.written_by import put_maker
from tests.examples import examples

T = TypeVar("T")

LOCKED = st.sets(st.integers(0, 5), max_size=2) if find_spec("sqlcipher3") else st.just(set[int]())

_OF_ONE_PROJECT = {"origin", "applied_at"}
_PATIENCE_S = 300.0


def _held(connection: sqlite3.Connection) -> dict[str, object]:
    """Return all that a file holds: how its tables and triggers are made, every row, and what its head says."""
    held: dict[str, object] = {"made": set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))}
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1')
        names = [column[0] for column in rows.description]
        held[table] = [
            {name: value for name, value in zip(names, row, strict=True) if name not in _OF_ONE_PROJECT} for row in rows
        ]
    for pragma in ("user_version", "page_size", "auto_vacuum", "encoding", "foreign_key_check", "integrity_check"):
        held[pragma] = connection.execute(f"PRAGMA {pragma}").fetchall()
    return held


def _origin(connection: sqlite3.Connection) -> str:
    (origin,) = connection.execute("SELECT origin FROM journal").fetchone()
    return str(origin)


def test_a_new_file_holds_what_the_migrations_make_of_nothing(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "migrated.annot")) as migrated:
        bring_up_to_date(migrated, tmp_path / "migrated.annot")
        put_maker(migrated)
        for name in ("first", "second"):
            with closing(new_database(tmp_path / f"{name}.annot", name)) as made:
                assert _held(made) == _held(migrated)
                assert made.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_no_two_new_files_have_a_name_in_common(tmp_path: Path) -> None:
    origins = set()
    for number in range(20):
        with closing(new_database(tmp_path / f"{number}.annot", "x")) as made:
            origins.add(_origin(made))
    assert len(origins) == 20 and "" not in origins


def test_an_encrypted_file_begins_as_a_plain_one_does(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="the extra for encrypted projects is not installed")
    key = connecting.new_key(tmp_path / "locked.annot", "a long passphrase")
    with (
        closing(new_database(tmp_path / "locked.annot", "locked", key)) as locked,
        closing(new_database(tmp_path / "plain.annot", "plain")) as plain,
    ):
        assert _held(locked)["made"] == _held(plain)["made"] and _origin(locked) != _origin(plain)


def test_what_another_version_begins_with_is_not_what_this_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.create(tmp_path / "ours.annot", default_codebook()) as ours:
        assert ours.written_by.made == program_version.OURS
    monkeypatch.setattr(program_version, "OURS", "0.9.1")
    with Project.create(tmp_path / "theirs.annot", default_codebook()) as theirs:
        assert (theirs.written_by.made, theirs.written_by.last) == ("0.9.1", "0.9.1")


def _at_once(count: int, work: Callable[[int], T]) -> list[T]:
    """Let so many threads begin the same at one time; return what each comes to, in their order."""
    begin = threading.Barrier(count)

    def run(number: int) -> T:
        begin.wait(_PATIENCE_S)
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@settings(max_examples=examples(20, usual=2))
@given(count=st.integers(2, 6), is_first=st.booleans(), locked=LOCKED)
@example(count=5, is_first=True, locked=set())
def test_of_new_files_that_many_threads_make_at_once_each_is_one_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, count: int, is_first: bool, locked: set[int]
) -> None:
    """`is_first`: nobody has made one before in this program; `locked`: those that are encrypted."""
    folder = tmp_path_factory.mktemp("threads")
    if is_first:
        blank._blank.cache_clear()

    def make(number: int) -> str:
        passphrase = "a long passphrase" if number in locked else ""
        with Project.create(folder / f"{number}.annot", default_codebook(), passphrase=passphrase) as project:
            people.add_coder(project, f"Coder {number}")
            return project.origin

    origins = _at_once(count, make)
    assert len({*origins}) == count and "" not in origins
    assert {each.name for each in folder.iterdir()} == {f"{number}.annot" for number in range(count)}
    with closing(new_database(folder / "alone.annot", "alone")) as alone:
        expected = _held(alone)["made"]
    for number, origin in enumerate(origins):
        with Project.open(folder / f"{number}.annot") as project:
            assert project.origin == origin and [one.name for one in project.coders.all()] == [f"Coder {number}"]
            assert project.check() == [] and _held(project._connection)["made"] == expected


def test_of_many_threads_that_make_one_file_one_makes_it_and_the_others_say_that_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "one.annot"

    def make(number: int) -> str:
        try:
            with Project.create(path, default_codebook(), f"By {number}") as project:
                return project.name
        except BadProject as error:
            return str(error)

    ends = _at_once(6, make)
    (made,) = [end for end in ends if end.startswith("By ")]
    assert {*ends} - {made} == {f"{path} exists already; choose another name, or open it."}
    assert [each.name for each in tmp_path.iterdir()] == ["one.annot"]
    with Project.open(path) as project:
        assert project.name == made and project.check() == []


_FIRST_OF_ALL = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from annotator.operations.codebook.codebook import default_codebook
from annotator.store.project import Project
begin = threading.Barrier(6)
def make(number):
    begin.wait(300)
    with Project.create(Path(sys.argv[1]) / f"{number}.annot", default_codebook()) as project:
        return project.origin
with ThreadPoolExecutor(6) as pool:
    print(*pool.map(make, range(6)))
"""


def test_the_first_files_of_a_program_may_be_made_by_threads_that_load_what_they_need_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _FIRST_OF_ALL, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE_S)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert len({*done.stdout.split()}) == 6
    for number in range(6):
        with Project.open(tmp_path / f"{number}.annot") as project:
            assert project.check() == []
