"""A project file says which version made it and which wrote it last; what is newer is refused by name."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model import program_version
from annotator.model.errors import BadProject, TooNew
from annotator.model.program_version import newer, number_of
from annotator.model.verbs.project import NewProject
from annotator.operations.documents import memos
from annotator.operations.people import people
from annotator.operations.project import encryption, mending
from annotator.operations.team import copies
from annotator.store.connections.connecting import connect, is_encrypted
from annotator.store.project import Project
from annotator.store.recovery.salvage import salvage
from annotator.store.schema.written_by import WrittenBy
from tests.cli.running import program
from tests.examples import examples
from tests.model.test_program_version import VERSIONS
from tests.projects import default_codebook, make_desk

OURS = program_version.OURS
OTHER = "7.8.9"
FILES = Path(__file__).parents[2] / "files"
NEWER = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('annotator', 'from_2031', 'now')"


@contextmanager
def running(version: str) -> Iterator[None]:
    """Let the program be another version for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program_version, "OURS", version)
        yield


def in_head(path: Path) -> int:
    """Return the number that other programs see in the head of a closed file."""
    return int.from_bytes(path.read_bytes()[60:64], "big")


def said(path: Path) -> WrittenBy:
    with Project.open_to_read(path, "It is looked at.") as project:
        return project.written_by


def act(path: Path, undo: bool = False) -> None:
    """Open a file, take a step or take one back, and close it."""
    with Project.open(path) as project:
        if undo and project.journal.next_undo() is not None:
            project.journal.undo()
        else:
            memos.write(project, "A memo.")


def made(folder: Path, passphrase: str = "") -> Path:
    path = folder / "made.annot"
    Project.create(path, default_codebook(), passphrase=passphrase).close()
    return path


def test_a_new_file_says_by_its_head_which_version_made_it(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert in_head(path) == number_of(OURS) and said(path) == WrittenBy(OURS, OURS)


@settings(max_examples=examples(20))
@given(steps=st.lists(st.tuples(VERSIONS, st.sampled_from(["write", "undo", "look"])), max_size=6))
def test_whichever_version_wrote_last_stands_in_the_head_and_looking_changes_no_byte(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    path, last = made(tmp_path_factory.mktemp("alternately")), OURS
    for version, what in steps:
        before = path.read_bytes()
        with running(version):
            if what != "look":
                act(path, what == "undo")
                last = version
            assert said(path) == WrittenBy(OURS, last)
        assert in_head(path) == number_of(last)
        assert what != "look" or path.read_bytes() == before
    with Project.open(path) as project:
        assert project.check() == []


def test_opening_and_closing_a_file_to_write_leaves_its_bytes_alone(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = path.read_bytes()
    with running(OTHER):
        Project.open(path).close()
    assert path.read_bytes() == before


def test_a_step_that_is_rolled_back_takes_the_mark_back_with_it(tmp_path: Path) -> None:
    path = made(tmp_path)
    with running(OTHER), Project.open(path) as project:
        with pytest.raises(ZeroDivisionError), project.transact(NewProject()):
            memos.write(project, "A memo.")
            assert project.written_by.last == OTHER
            raise ZeroDivisionError
        assert project.written_by.last == OURS
    assert in_head(path) == number_of(OURS)


def test_two_versions_that_have_a_file_open_at_once_each_say_that_they_wrote_last(tmp_path: Path) -> None:
    path = made(tmp_path)
    of_this_one = "import sys, pathlib, tests.store.schema.test_written_by as t; t.act(pathlib.Path(sys.argv[1]))"
    with running(OTHER), Project.open(path) as project:
        for _ in range(2):
            memos.write(project, "A memo.")
            assert project.written_by.last == OTHER
            assert program(path, code=of_this_one).returncode == 0
            assert project.come_from_others() and project.written_by.last == OURS


def of_newer(path: Path, number: int, is_wal: bool) -> None:
    """Let a file know more than this program, with a number in its head."""
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {'wal' if is_wal else 'delete'}")
        connection.execute(NEWER)
        connection.execute(f"PRAGMA user_version = {number}")


@settings(max_examples=examples(20))
@given(version=VERSIONS, is_wal=st.booleans())
def test_a_file_that_knows_more_is_refused_by_the_version_that_wrote_it_and_stays_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, version: str, is_wal: bool
) -> None:
    path = made(tmp_path_factory.mktemp("newer"))
    of_newer(path, number_of(version), is_wal)
    before = path.read_bytes()
    for attempt in (Project.open, lambda path: Project.open_to_read(path, "Looked at."), salvage):
        with pytest.raises(TooNew) as refused:
            attempt(path)
        sentence = str(refused.value)
        assert sentence.startswith("made.annot: ") and sentence.endswith(".") and "\n" not in sentence
        if newer(version):
            assert f"annotator {version} wrote it; get {version} or a newer one" in sentence
        else:
            assert "a newer version of annotator wrote it; update the program" in sentence and version not in sentence
    assert path.read_bytes() == before and [one.name for one in path.parent.iterdir()] == ["made.annot"]


def _cut(path: Path, at: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(100 + at * (len(content) - 101))])


def _scribble(path: Path, at: float) -> None:
    content = bytearray(path.read_bytes())
    start = int(100 + at * (len(content) - 101))
    content[start : start + 4096] = Random(at).randbytes(len(content[start : start + 4096]))
    path.write_bytes(content)


def _lose_the_steps(path: Path, at: float) -> None:
    ways = (
        "DROP TABLE {}",
        "ALTER TABLE {} RENAME TO others",
        "ALTER TABLE {} RENAME COLUMN name TO called",
        "DELETE FROM {}",
    )
    with closing(connect(path)) as connection:
        connection.execute(ways[int(at * 3.99)].format("_sqlite_migrations"))


@settings(max_examples=examples(40))
@given(
    damage=st.sampled_from([_cut, _scribble, _lose_the_steps]),
    at=st.floats(0, 1),
    version=VERSIONS.filter(newer),
    is_wal=st.booleans(),
)
def test_a_newer_file_that_is_damaged_names_its_version_too_and_stays_as_it_is(
    tmp_path_factory: pytest.TempPathFactory,
    damage: Callable[[Path, float], None],
    at: float,
    version: str,
    is_wal: bool,
) -> None:
    path = made(tmp_path_factory.mktemp("newer"))
    of_newer(path, number_of(version), is_wal)
    damage(path, at)
    before = path.read_bytes()
    with pytest.raises(BadProject) as refused:
        Project.open(path)
    sentence = str(refused.value)
    assert f"annotator {version} wrote it; get {version} or a newer one" in sentence
    assert sentence.endswith(".") and "\n" not in sentence and path.read_bytes() == before


@pytest.mark.parametrize("bytes_left", [16, 50, 71, 99])
def test_a_file_without_a_whole_head_is_a_damaged_one(tmp_path: Path, bytes_left: int) -> None:
    path = made(tmp_path)
    path.write_bytes(path.read_bytes()[:bytes_left])
    with pytest.raises(BadProject, match="is damaged"):
        Project.open(path)


def test_an_encrypted_file_that_knows_more_is_refused_in_the_same_words(tmp_path: Path) -> None:
    path = made(tmp_path, "a passphrase")
    assert is_encrypted(path)
    with closing(connect(path)) as connection:
        connection.execute(NEWER)
        connection.execute(f"PRAGMA user_version = {number_of(OTHER)}")
    with pytest.raises(TooNew, match=f"annotator {OTHER} wrote it; get {OTHER} or a newer one to open it"):
        Project.open(path)


def _back_up(path: Path, to: Path) -> None:
    with Project.open(path) as project:
        project.back_up(to)


def _as_of(path: Path, to: Path) -> None:
    with Project.open(path) as project:
        project.write_as_of(to, 2)


def _encrypt_and_decrypt(path: Path, to: Path) -> None:
    encrypted = path.with_name("encrypted.annot")
    encryption.encrypt(path, encrypted, "a passphrase")
    assert said(encrypted) == said(path)
    encryption.decrypt(encrypted, to)


KEPT = {
    "a copy": shutil.copyfile,
    "a backup": _back_up,
    "encrypted": _encrypt_and_decrypt,
}


@pytest.mark.parametrize("copied", KEPT.values(), ids=KEPT)
def test_copies_and_backups_keep_both(tmp_path: Path, copied: Callable[[Path, Path], object]) -> None:
    with running("0.4.1"):
        path = made(tmp_path)
    with running(OTHER):
        act(path)
    copied(path, to := tmp_path / "other.annot")
    assert said(to) == WrittenBy("0.4.1", OTHER) and in_head(to) == number_of(OTHER)


def _given(path: Path, to: Path) -> None:
    with Project.open(path) as project:
        ben, _ = people.add_coder(project, "Ben")
        (given_out,) = copies.give_out(project, to.parent, [ben.id])
        assert given_out.path is not None
        given_out.path.rename(to)


def _rescued(path: Path, to: Path) -> None:
    mending.rescue_into(path, to)


@pytest.mark.parametrize(("make", "maker"), [(_given, OTHER), (_rescued, OTHER), (_as_of, OURS)])
def test_what_is_made_anew_out_of_a_file_says_which_version_did_that(
    tmp_path: Path, make: Callable[[Path, Path], object], maker: str
) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    with running(OTHER):
        make(desk.project.path, to := tmp_path / "anew.annot")
        assert said(to) == WrittenBy(maker, OTHER) and in_head(to) == number_of(OTHER)
        with Project.open(to) as project:
            assert project.check() == []


@pytest.mark.parametrize("file", sorted(FILES.glob("*.annot")), ids=lambda file: file.stem)
def test_an_older_file_says_nothing_of_its_maker_and_who_brought_it_up_to_date(tmp_path: Path, file: Path) -> None:
    path = tmp_path / file.name
    shutil.copyfile(file, path)
    Project.open(path).close()
    assert said(path) == WrittenBy("", OURS) and in_head(path) == number_of(OURS)


def test_a_number_that_is_no_version_is_none(tmp_path: Path) -> None:
    path = made(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = -17")
        connection.execute("UPDATE _sqlite_migrations SET name = 'new' || char(10) WHERE migration_set <> 'annotator'")
        connection.commit()
    assert said(path) == WrittenBy("", "")


def test_a_file_that_a_newer_version_changes_while_it_is_open_takes_no_further_step(tmp_path: Path) -> None:
    path = made(tmp_path)
    with Project.open(path) as project:
        memos.write(project, "A memo.")
        with closing(connect(path)) as newer_one:
            newer_one.execute(NEWER)
            newer_one.execute(f"PRAGMA user_version = {number_of(OTHER)}")
        for step in (lambda: memos.write(project, "Another."), project.undo):
            with pytest.raises(TooNew, match=rf"annotator {OTHER} wrote it; get {OTHER} or a newer one"):
                step()
        assert [one.verb.__class__.__name__ for one in project.history(1)] == ["WriteMemo"]
    assert in_head(path) == number_of(OTHER), "nor is it packed"
