"""What all commands have in common: exit codes, one sentence, no traceback, a quick --help."""

import errno
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pytest

from annotator import __version__
from annotator.cli import main
from annotator.log import log_file
from annotator.model.errors import Bug
from tests.cli.running import Cli, Outcome, as_lead, program, runner

ON_A_FILE = {
    "info": [],
    "check": [],
    "agree": [],
    "adjudicate": ["--policy", "unanimous"],
    "export": ["OUT", "--layer", "all"],
    "import": ["SOURCE"],
}


def command(name: str, file: Path | str, folder: Path) -> list[str]:
    """Return a command line of this command on a project file."""
    others = {"OUT": str(folder / "out.jsonl"), "SOURCE": str(folder / "source.txt")}
    return [name, str(file), *(others.get(argument, argument) for argument in ON_A_FILE[name])]


def test_the_program_says_its_version_and_its_commands(cli: Cli) -> None:
    assert cli("--version") == Outcome(0, f"annotator {__version__}\n", "")
    said = cli("--help")
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in main.COMMANDS)
    assert cli("-h").out == said.out


@pytest.mark.parametrize("name", main.COMMANDS)
def test_each_command_says_how_it_is_used(cli: Cli, name: str) -> None:
    said = cli(name, "--help")
    assert said.code == 0
    assert said.out.startswith(f"Usage: annotator {name}")
    found: click.Command = importlib.import_module(f"annotator.cli.{name}_command").command
    assert found.name == name and found.help


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["--bogus"],
        ["info"],
        ["info", "a", "b"],
        ["adjudicate", "x.annot"],
        ["adjudicate", "x.annot", "--policy", "loudest"],
        ["export", "x.annot"],
        ["export", "x.annot", "out", "--format", "xls"],
        ["import", "x.annot"],
        ["import", "x.annot", "a.txt", "--format", "klingon"],
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_what_is_wrong(cli: Cli, arguments: list[str]) -> None:
    said = cli(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Usage: annotator") and "Error: " in said.err


@pytest.mark.parametrize("name", ON_A_FILE)
@pytest.mark.parametrize(
    "what", ["missing", "folder", "text", "empty", "database", "damaged", "too long", "nul", "blank"]
)
def test_what_is_no_project_is_exit_code_1_and_one_sentence(cli: Cli, tmp_path: Path, name: str, what: str) -> None:
    import sqlite3

    path = tmp_path / "x.annot"
    (tmp_path / "source.txt").write_text("text")
    match what:
        case "folder":
            path.mkdir()
        case "text":
            path.write_text("just text")
        case "empty":
            path.touch()
        case "database":
            sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close()
        case "damaged":
            assert cli("new", path).code == 0
            path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 30_000)
    file: str | Path = {"too long": "x" * 300, "nul": "a\0b", "blank": " "}.get(what, path)
    before = path.read_bytes() if path.is_file() else None
    said = cli(*command(name, file, tmp_path))
    if not (name == "check" and what == "damaged"):
        assert said.sentence
    assert (said.code, said.out) == (1, "")
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever is root may read all files")
def test_a_project_that_may_not_be_read_is_named(cli: Cli, file: Path) -> None:
    file.chmod(0)
    assert "check its name and its permissions" in cli("info", file).sentence


@pytest.mark.parametrize("name", ["né w 文 🕊.annot", "-p.annot", "a'b\"c.annot", ".annot", "no-suffix", "a,b;c.annot"])
def test_a_project_may_have_any_name(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("new", "--coder", "Zoë  Ötker", "--", name).code == 0
    said = cli("info", "--json", "--", name)
    assert json.loads(said.out)["coders"] == ["Zoë Ötker"]
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_a_name_that_is_no_text_is_shown_in_escapes(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.annot"
    made = subprocess.run([sys.executable, "-m", "annotator", "new", name], capture_output=True, check=False)
    assert (made.returncode, made.stderr) == (0, b"")
    assert b"\\udcff.annot with 4 labels" in made.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_is_sound_whatever_the_encoding_of_the_pipe(cli: Cli, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "文🕊.annot"
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    assert cli("new", path, "--coder", "文🕊").code == 0
    said = program("info", path, "--json", env=environment)
    assert json.loads(said.stdout)["coders"] == ["文🕊"]
    assert program("info", path, env=environment).returncode == 0


def test_the_window_is_opened_on_a_project_on_nothing_or_not_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    opened: list[Sequence[Path]] = []

    def window(paths: Sequence[Path]) -> str:
        opened.append(paths)
        return ""

    cli = runner(capsys, window)
    assert cli().code == 0 and cli("open", "p.annot").code == 0
    assert opened == [(), (Path("p.annot"),)]
    without = runner(capsys)
    assert without().sentence == without("open", "p.annot").sentence == "There is no display."
    assert without().code == 1


def test_an_error_of_the_program_is_logged_and_said_without_a_traceback(
    cli: Cli, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise Bug("the sky fell")

    monkeypatch.setattr("annotator.cli.info_command.overview", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    log = log_file()
    said = cli("info", file)
    assert said.code == 1 and said.out == ""
    assert said.sentence == f"An error of the program, not of yours; please report it with the file {log}."
    assert "the sky fell" in log.read_text("utf-8") and "Traceback" in log.read_text("utf-8")
    log.unlink()
    log.mkdir()
    assert cli("info", file).sentence.endswith("please report it, with what you did.")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (KeyboardInterrupt(), "Stopped; nothing was changed."),
        (click.Abort(), "Stopped; nothing was changed."),
        (OSError(errno.ENOSPC, "No space left"), "The output cannot be used (No space left)."),
    ],
)
def test_what_ends_a_command_from_outside_is_said(
    cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, sentence: str
) -> None:
    def ended(*_: Any) -> None:
        raise error

    monkeypatch.setattr("annotator.cli.info_command.overview", ended)
    said = cli("info", file)
    assert (said.code, said.out, said.sentence) == (1, "", sentence)


def test_a_closed_pipe_ends_it_without_a_word(file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        said = subprocess.run(
            [sys.executable, "-m", "annotator", "info", str(file), "--as", "Ana"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (said.returncode, said.stderr) == (1, b"")


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_stops_an_import_and_changes_nothing(file: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(300):
        (texts / f"{number}.txt").write_text(f"text {number}\n" * 20)
    importing = subprocess.Popen(
        [sys.executable, "-c", SLOW_IMPORT, str(file), str(texts), "--as", "Ana"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with importing:
        assert importing.stdout is not None
        assert importing.stdout.readline() == b"begun\n"
        importing.send_signal(signal.SIGINT)
        _, err = importing.communicate(timeout=500)
    assert (importing.returncode, err.strip()) == (1, b"Stopped; nothing was changed.")
    said = program("info", file, "--json")
    assert json.loads(said.stdout)["documents"] == 2


SLOW_IMPORT = """
import signal
import sys
import time
from annotator.cli import import_command, main
from contextlib import contextmanager

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs in the background of a shell ignores it

def wait_for_the_signal(done, total, text):
    if done == 100:
        print("begun", flush=True)
        time.sleep(3600)

@contextmanager
def told(label):
    yield wait_for_the_signal

import_command.progress_bar = told
sys.exit(main.run(["import", *sys.argv[1:]], lambda path: ""))
"""


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    said = program(
        code="import sys\n"
        "from annotator.cli.main import run\n"
        f"run(['{option}'], lambda paths: '')\n"
        "heavy = {'PySide6', 'pydantic', 'lxml', 'sqlite3', 'sqlite_utils', 'regex', 'charset_normalizer', 'yaml',\n"
        "    'psycopg', 'keyring'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    assert said.returncode == 0
    assert said.stderr == "[]\n"


def test_no_command_without_a_window_loads_qt(file: Path, tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text("text")
    lines = [as_lead(command(name, file, tmp_path)) for name in ON_A_FILE]
    said = program(
        code="import sys\n"
        "from annotator.cli.main import run\n"
        f"for line in {lines!r}:\n"
        "    if run(line, lambda path: '') or any(name.startswith(('PySide6', 'shiboken')) for name in sys.modules):\n"
        "        sys.exit(line[0])",
    )
    assert (said.returncode, said.stderr) == (0, "")
