"""What SQLite reports reaches a user as a sentence, and damage of any kind is no crash."""

import errno
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli.main import run
from annotator.model.errors import BadProject, Bug, NotAllowed
from annotator.model.verbs.verb import Told
from annotator.store import sqlite_errors
from annotator.store.project import Project
from annotator.store.rows.rows import to_json
from annotator.store.sqlite_errors import explained, sentence_for
from tests.projects import OPENED, make_desk


def test_what_sqlite_has_a_code_for_becomes_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadProject, match=r"x\.annot: The project file cannot be opened"), explained("x.annot"):
        sqlite3.connect(tmp_path / "no" / "such.db")
    (tmp_path / "text").write_text("just some text, longer than a header is" * 30)
    connection = sqlite3.connect(tmp_path / "text")
    with pytest.raises(BadProject, match="not an annotator project"), explained():
        connection.execute("SELECT * FROM sqlite_schema")
    connection.close()
    with pytest.raises(BadProject, match="is damaged"), explained(), closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("SELECT zeroblob(2000000000)")  # as of a row whose length was overwritten


def test_a_missing_folder_for_temporary_files_is_not_said_of_the_project_file() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_GETTEMPPATH
    assert "TMPDIR" in sentence_for(error) and "project file" not in sentence_for(error)


def test_other_errors_go_on_as_they_are() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError, match="syntax"), explained():
        connection.execute("SELEKT 1")
    with pytest.raises(KeyError), explained():
        raise KeyError("x")
    assert sentence_for(KeyError("x")) == ""
    connection.close()


def test_a_write_outside_a_step_is_our_bug(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with pytest.raises(Bug, match="outside"), explained():
        desk.project.coders.delete([desk.ana.id])


def test_a_damaged_trigger_that_is_quoted_is_damage_and_no_bug(tmp_path: Path) -> None:
    path = make_desk(tmp_path).project.path
    OPENED.pop().close()
    data = path.read_bytes()
    assert b"CREATE TRIGGER decisions_update" in data
    path.write_bytes(data.replace(b"CREATE TRIGGER decisions_update", b"CREATE TRIGGER decisi\xffns_update", 1))
    with pytest.raises(BadProject, match="is damaged"), Project.open(path) as project:
        project.check()


def test_values_that_a_file_cannot_hold_are_not_allowed() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(NotAllowed, match="surrogate pair stands after “a”"), explained():
        connection.execute("SELECT ?", ["a\ud800"])
    with pytest.raises(NotAllowed, match="too large"), explained():
        connection.execute("SELECT ?", [2**64])
    for value in (float("nan"), [float("inf")], 10**5000):
        with pytest.raises(NotAllowed, match="number"):
            to_json(value)
    connection.close()


def test_a_disk_that_gets_full_within_a_part_undoes_the_whole_step(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    run_sql = desk.project._connection.execute
    run_sql(f"PRAGMA max_page_count = {run_sql('PRAGMA page_count').fetchone()[0] + 2}")
    with (
        pytest.raises(BadProject, match=r"disk is full.*Nothing was changed"),
        desk.project.transact(Told(sentence="Whole")),
        desk.project.transact(Told(sentence="Part")),
    ):
        desk.code("urged China")
        desk.project.settings.insert([(str(number), "x" * 9000) for number in range(50)])
    assert desk.project.spans.count() == 0
    run_sql("PRAGMA max_page_count = 100000")
    assert desk.code("urged China")


@pytest.mark.parametrize("seed", range(8))
def test_a_file_that_was_damaged_anywhere_is_explained_and_never_a_crash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    chance = random.Random(seed)
    desk = make_desk(tmp_path, [f"word {number} urged 🕊 " * 400 for number in range(12)])
    for number in range(12):
        desk.code("urged", document=number)
    desk.project.close()
    path = desk.project.path
    data = bytearray(path.read_bytes())
    match seed % 4:
        case 0:
            for _ in range(200):
                data[chance.randrange(4096, len(data))] = chance.randrange(256)
        case 1:
            del data[chance.randrange(4096, len(data)) :]
        case 2:
            data[8192:16384] = b"\xff" * 8192
        case 3:
            data[-8192:-4096] = data[4096:8192]
    path.write_bytes(data)
    for command in (["info"], ["check"], ["export", str(tmp_path / "out.jsonl"), "--layer", "all"]):
        code = run([command[0], str(path), *command[1:]], lambda _: "")
        said = capsys.readouterr()
        assert "error of the program" not in said.err
        assert bool(said.err) == (code == 1)
    assert path.read_bytes()[:100] == data[:100]


def test_the_damage_that_is_met_in_the_midst_of_work_is_said(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    with closing(sqlite3.connect(desk.project.path, isolation_level=None)) as connection:
        connection.execute("UPDATE journal SET step = 1")
        connection.execute("UPDATE spans SET extents = '[[', note = CAST(x'ff' AS TEXT)")
        connection.execute("UPDATE journal SET step = NULL")
    with pytest.raises(BadProject, match="damaged"), Project.open(desk.project.path) as project:
        project.spans.of_document(project.documents.all()[0].id)
    with Project.open(desk.project.path) as project:
        assert project.check() == ["In 1 row of spans what stands in “extents” is no JSON array."]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, r"^Its disk has become read-only\. Nothing was changed, and this is not kept: .*once more\.$"),
        (errno.EDQUOT, r"^Your quota on its disk is used up\. Nothing was changed"),
        (errno.ENOSPC, r"^The disk is full\. Nothing was changed"),
        (0, "^The project file may only be read"),
    ],
)
def test_an_act_that_could_not_be_written_names_the_reason_and_the_next_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    desk = make_desk(tmp_path)
    before = desk.project.journal.latest()
    run = desk.project._connection.execute
    run("PRAGMA query_only = ON")  # as SQLite says it of a disk that can only be read
    monkeypatch.setattr(sqlite_errors, "refusal_of", lambda folder: number)
    with pytest.raises(BadProject, match=said):
        desk.code("urged China")
    assert desk.project.journal.latest() == before
    run("PRAGMA query_only = OFF")
    desk.code("urged China")
    assert desk.project.journal.latest() == before + 1 and desk.project.check() == []
