"""A file that another program wrote into: what has not the shape that ours writes is named, wherever it is met."""

import sqlite3
from pathlib import Path

import pytest

from annotator.cli.main import COMMANDS
from annotator.model.errors import BadProject
from annotator.store.check.shapes import shape_problems
from annotator.store.project import Project
from annotator.store.schema.tables import BY_HASH, Table
from tests.cli.running import no_window, runner
from tests.examples import share_of
from tests.projects import make_desk

TAMPERED = {
    "DELETE FROM codebook_versions": "The project has no codebook",
    "UPDATE spans SET start = 'x'": "In 1 row of spans what stands in “start” is no number",
    "UPDATE spans SET quote = 1.5, label = x'00'": "In 1 row of spans what stands in “label” is no text",
    "UPDATE spans SET attributes = '[]'": "In 1 row of spans what stands in “attributes” is no JSON object",
    "UPDATE documents SET metadata = '[1]'": "In 1 row of documents what stands in “metadata” is no JSON object",
    "UPDATE documents SET metadata = '{'": "In 1 row of documents what stands in “metadata” is no JSON object",
    **{f"DROP TABLE {table}": f"The table “{table}” is missing" for table in (*BY_HASH, "steps", *Table)},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    return desk.project.path


def tamper(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_what_the_program_writes_has_its_shapes(file: Path) -> None:
    assert list(shape_problems(sqlite3.connect(file))) == []


@pytest.mark.parametrize(("statement", "said"), TAMPERED.items())
def test_the_check_names_what_was_tampered_with(file: Path, statement: str, said: str) -> None:
    tamper(file, statement)
    try:
        with Project.open(file) as project:
            problems = project.check()
    except BadProject as error:
        problems = [str(error)]
    assert said in problems[0]


ON_A_PROJECT = sorted(COMMANDS.keys() - {"open", "demo", "new"})


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so: every command on each of the files
@pytest.mark.parametrize(("number", "statement"), [*enumerate(TAMPERED)])
def test_every_command_answers_a_tampered_file_with_a_sentence(
    file: Path, number: int, statement: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (file.parent / "a.txt").write_text("words")
    (file.parent / "table.csv").write_text("title,country\nReadout,France\n")
    (file.parent / "secret.txt").write_text("secret")
    further = {
        "import": ["a.txt"],
        "metadata": ["table.csv"],
        "reread": ["Readout", "a.txt"],
        "export": ["out.jsonl", "--layer", "all"],
        "adjudicate": ["--policy", "unanimous"],
        "erase": ["--bin", "--dry-run"],
        "publish": ["--check"],
        "encrypt": ["new.annot", "--passphrase-file", "secret.txt"],
        "decrypt": ["new.annot", "--passphrase-file", "secret.txt"],
    }
    tamper(file, statement)
    for command in share_of(ON_A_PROJECT, number, 3):
        paths = [str(file.parent / one) if "." in one else one for one in further.get(command, [])]
        said = runner(capsys, no_window)(command, file, *paths)
        assert "rror of the program" not in said.err and "Traceback" not in said.err, (command, said.err)
        assert said.code in (0, 1)
