"""A file that is damaged keeps its bytes, and its log too, whatever is done with it; closing one waits for nobody."""

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.cli.main import run
from annotator.model.errors import BadProject, FileGone, UserError
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.operations.project import rescued
from annotator.store.chain.packing import FEWEST
from annotator.store.project import Project
from annotator.store.sittings import open_files, rescue
from tests.examples import examples
from tests.projects import make_desk, write_project

LOG = "p.annot-wal"
_PATIENCE_S = 300.0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project and its log, as a program that was killed leaves them."""
    desk = make_desk(tmp_path_factory.mktemp("whole"), [f"word {number} urged 🕊 " * 400 for number in range(6)])
    desk.project.close()
    folder = tmp_path_factory.mktemp("killed")
    with Project.open(desk.project.path) as project:
        project.person = desk.ana.id
        for number in range(30):
            annotate.add_span(project, desk.documents[number % 6].id, desk.layer.id, [(number, number + 4)], "appeal")
        shutil.copyfile(project.path, folder / "p.annot")
        shutil.copyfile(f"{project.path}-wal", folder / LOG)
    return folder


def damaged(whole: Path, folder: Path, seed: int) -> dict[str, bytes]:
    """Put a copy with a cut or an overwritten place into a folder, with its log or without; return their bytes."""
    chance = random.Random(seed)
    names = ["p.annot", LOG] if seed % 2 else ["p.annot"]
    content = {name: bytearray((whole / name).read_bytes()) for name in names}
    hit = content[LOG] if seed % 2 and chance.random() < 0.3 else content["p.annot"]
    at = chance.randrange(72, len(hit)) if chance.random() < 0.8 else chance.randrange(72, 4096)
    if seed % 4 < 2:
        del hit[at:]
    else:
        length = chance.choice([1, 100, 4096, 20_000])
        hit[at : at + length] = chance.randbytes(min(length, len(hit) - at))
    for name in names:
        (folder / name).write_bytes(content[name])
    return {name: bytes(content[name]) for name in names}


@pytest.mark.parametrize("seed", range(24))  # 1,400 in tests/torture, without the commands
def test_what_is_damaged_keeps_its_bytes(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    before = damaged(whole, tmp_path, seed)
    path = tmp_path / "p.annot"
    is_sound = run(["check", str(path)], lambda _: "") == 0
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    for command in ("info", "check"):
        run([command, str(path)], lambda _: "")
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert "error of the program" not in capsys.readouterr().err
    if is_sound:
        with Project.open(path) as project:
            people.add_coder(project, "Ben")
        with Project.open(path) as project:
            assert "Ben" in [coder.name for coder in project.coders.all()] and project.check() == []
        return
    # Somebody who works on before the damage is known: it is in the file, or beside it.
    said = ""
    try:
        with Project.open(path) as project:
            people.add_coder(project, "Ben")
    except FileGone as error:
        said = error.rescue
    except UserError:
        pass
    if path.read_bytes() != before["p.annot"]:
        # The quick check lets pass what only the full one sees, such as other words in a text.
        with Project.open(path) as project:
            assert "Ben" in [coder.name for coder in project.coders.all()]
        return
    for log, content in before.items():
        assert (tmp_path / log).read_bytes().startswith(content[: 32 if log == LOG else None])
    assert not said or len(rescue.read(Path(said)).steps) == 1


def test_what_a_quick_check_finds_ends_the_work_and_keeps_what_was_done(whole: Path, tmp_path: Path) -> None:
    for name in ("p.annot", LOG):
        shutil.copyfile(whole / name, tmp_path / name)
    path = tmp_path / "p.annot"
    with Project.open(path) as project:
        page = project._connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'texts'").fetchone()[0]
    data = bytearray((whole / "p.annot").read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    shutil.copyfile(whole / LOG, tmp_path / LOG)
    project = Project.open(path)
    people.add_coder(project, "Ben")
    with pytest.raises(
        FileGone, match="is damaged: nothing more is written to it; 1 step of this sitting is in"
    ) as told:
        project.quick_check()
    log = (tmp_path / LOG).read_bytes()
    with pytest.raises(FileGone):
        people.add_coder(project, "Cleo")
    with Project.open(path) as later:  # by a connection that can write nothing at all
        later._connection.execute("PRAGMA query_only = OFF")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            later._connection.execute("PRAGMA user_version = 1")
    with pytest.raises(BadProject, match="cannot be read"):
        rescued.save_as(project, tmp_path / "new.annot")
    assert not (tmp_path / "new.annot").exists()
    project.close()
    assert path.read_bytes() == data and (tmp_path / LOG).read_bytes() == log and not open_files.is_open(path)
    (tmp_path / "good").mkdir()
    for name in ("p.annot", LOG):
        shutil.copyfile(whole / name, tmp_path / "good" / name)
    with Project.open(tmp_path / "good" / "p.annot") as good:
        assert rescued.take_in(good, Path(told.value.rescue)).done == 1


def test_a_sound_file_takes_its_log_in_when_it_is_closed(whole: Path, tmp_path: Path) -> None:
    for name in ("p.annot", LOG):
        shutil.copyfile(whole / name, tmp_path / name)
    with Project.open(tmp_path / "p.annot") as project:
        assert not project.is_checked
        people.add_coder(project, "Ben")
    assert [path.name for path in tmp_path.iterdir()] == ["p.annot"]


def test_a_file_that_turns_out_to_be_damaged_as_it_is_closed_counts_as_open_no_longer(
    whole: Path, tmp_path: Path
) -> None:
    path, data = tmp_path / "p.annot", bytearray((whole / "p.annot").read_bytes())
    with Project.open(shutil.copyfile(whole / "p.annot", path)) as project:
        page = project._connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'texts'").fetchone()[0]
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    with pytest.raises(FileGone, match="is damaged"), Project.open(path) as project:
        people.add_coder(project, "Ben")
    assert not open_files.is_open(path), "or the next file that gets its inode is taken for it"


_READER = """
import sqlite3, sys
for path in sys.stdin:
    connection = sqlite3.connect(f"file:{path.strip()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("BEGIN")
    print(*connection.execute("SELECT count(*) FROM coders").fetchone(), flush=True)
    sys.stdin.readline()
    (found,) = connection.execute("SELECT count(*) FROM coders").fetchone()
    connection.close()
    print(found, flush=True)
"""
"""Another program, that reads one state of a file until it is told to stop: how many coders are in it, at both ends."""


@pytest.fixture(scope="module")
def reader() -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", _READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield program
        program.communicate(timeout=_PATIENCE_S)


def _ask(program: "subprocess.Popen[str]", line: object) -> str:
    assert program.stdin is not None and program.stdout is not None
    print(line, file=program.stdin, flush=True)
    return program.stdout.readline().strip()


def _waits(statements: list[str]) -> list[str]:
    """Return which statements would have waited for a lock while another one holds it."""
    waiting, is_waiting = [], True
    for statement in statements:
        if statement.startswith("PRAGMA busy_timeout = "):
            is_waiting = not statement.endswith("= 0")
        elif is_waiting and statement.startswith(("PRAGMA wal_checkpoint", "BEGIN IMMEDIATE", "COMMIT")):
            waiting.append(statement)
    return waiting


@settings(max_examples=examples(30, usual=4))
@given(
    place=st.sampled_from(["here", "Dropbox"]),  # where it has a log, and where it has none
    is_ours=st.booleans(),
    before=st.integers(0, 3),
    after=st.integers(0, 3),
    is_much=st.booleans(),
)
@example("here", False, 0, 1, False)  # it reads what is older than the log
@example("here", False, 2, 0, False)  # it reads all
@example("here", True, 1, 1, True)
def test_closing_waits_for_nobody_who_reads_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory,
    reader: "subprocess.Popen[str]",
    place: str,
    is_ours: bool,
    before: int,
    after: int,
    is_much: bool,
) -> None:
    """`is_ours`: read by this program, in a window that is closed later; `is_much`: there are parts to be packed."""
    folder = tmp_path_factory.mktemp("closing") / place
    folder.mkdir()
    path = folder / "p.annot"
    write_project(path, "Ana", lambda project: people.add_coder(project, "Ana"))
    said: list[str] = []
    project = Project.open(path)
    project.quick_check()
    for number in range(before + FEWEST * is_much):
        people.add_coder(project, f"before {number}")
    later = Project.open(path) if is_ours else None
    known = len(project.coders.all())
    with later.snapshot() if later is not None else nullcontext():
        seen = len(later.coders.all()) if later is not None else int(_ask(reader, path))
        assert seen == known
        for number in range(after if place == "here" else 0):  # else a step waits for who reads
            people.add_coder(project, f"after {number}")
            known += 1
        project._connection.set_trace_callback(said.append)
        project.close()
        assert not _waits(said) and any("wal_checkpoint" in statement for statement in said)
        still = len(later.coders.all()) if later is not None else int(_ask(reader, ""))
        assert still == seen
    if later is not None:
        later.close()
        assert [each.name for each in folder.iterdir()] == [path.name], "the last one writes the log into the file"
    with Project.open(path) as project:
        project.quick_check()
        assert len(project.coders.all()) == known and project.check() == []
    assert [each.name for each in folder.iterdir()] == [path.name]
