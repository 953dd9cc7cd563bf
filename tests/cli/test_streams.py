"""Every command on consoles and pipes as Windows has them: code pages, carriage returns, and no stream at all."""

import ctypes
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import IO

import click
import pytest

from annotator.cli.main import run
from annotator.cli.output import print_json
from annotator.cli.streams import obeyed, prepare, print_data
from annotator.model.coder import TeamRole
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from tests.cli.inputs import write_inputs
from tests.cli.running import no_window
from tests.cli.test_acting import BY_ACT, FOR_ALL, words
from tests.examples import in_turn, share_of
from tests.operations.desks import BOOK
from tests.operations.small_team import make_team

CODE_PAGES = ("cp1252", "cp850", "cp437", "cp932", "cp1256", "ascii", "utf-16")
LEAD = "李 سارة “Ünal” 🕊"
TITLE = "会议 السلام “quoted” – Łódź"
BUG = "An error of the program"
CASES = FOR_ALL | {name: options for name, (_, options) in BY_ACT.items()}
DATA = (
    ["documents", "--csv"],
    ["find", "a", "--format", "csv"],
    ["find", "a", "--format", "html"],
    ["find", "a", "--format", "md"],
    ["count", "--csv", "--rows", "label", "--columns", "year"],
    ["team", "board", "--csv"],
    ["export", "-", "--layer", "all", "--format", "jsonl"],
    ["export", "-", "--layer", "all", "--format", "csv"],
)
"""What programs read on the standard output."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_inputs(tmp_path)
    team = make_team(tmp_path)
    with team.project as project:
        project.person = team.of(TeamRole.LEAD)
        documents.add_drafts(project, [DocumentDraft(TITLE, "a “text” with 中文 and العربية.")])
        people.rename_coder(project, team.of(TeamRole.LEAD), LEAD)
    return project.path


class Console:
    """The standard streams as a console or a pipe of an encoding has them; what was written stands in `out`, `err`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
        self.out, self.err = io.BytesIO(), io.BytesIO()
        for name, bytes_ in (("stdout", self.out), ("stderr", self.err)):
            monkeypatch.setattr(sys, name, io.TextIOWrapper(bytes_, encoding=encoding, newline="\r\n"))

    def run(self, *arguments: str) -> bytes:
        """Return what a command writes on the standard output; fails where the program failed."""
        for bytes_ in (self.out, self.err):
            bytes_.seek(0)
            bytes_.truncate()
        code = run(arguments, no_window)
        sys.stdout.flush()
        sys.stderr.flush()
        said = self.err.getvalue()
        assert code in (0, 1) and BUG not in said.decode(sys.stderr.encoding, "replace"), (arguments, said)
        return self.out.getvalue()


def lead(arguments: list[str]) -> list[str]:
    asks = {"agree", "plan", "accuracy", "errors", "adjudicate", "export", "find", "count", "units", "board"}
    return [*arguments, *(["--see-others"] if asks & {*arguments[:2]} else []), "--as", LEAD]


def each(file: Path) -> Iterator[list[str]]:
    """Yield a command line of each command, and each in JSON where it has that."""
    for name, options in CASES.items():
        yield lead(words(name, options, file, "lead"))
    for name in ("info", "history", "bin", "documents", "people", "units", "memos", "describe"):
        yield [*lead([name, str(file)]), "--json"]


@pytest.mark.hypothesis
@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_no_command_fails_at_a_character_or_ends_a_line_twice(
    encoding: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(monkeypatch, encoding)
    shown = 0
    for arguments in share_of(tuple(each(file)), CODE_PAGES.index(encoding), 3):
        out = console.run(*arguments)
        text = out.decode("utf-8" if encoding == "ascii" else encoding)  # click takes ASCII for a missing setting
        assert "\r" not in text, arguments
        shown += len(text)
        if "--json" in arguments and text.startswith("{"):
            json.loads(text)
    assert shown > 200


def test_what_programs_read_is_the_same_bytes_in_every_code_page(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for command, *options in DATA:
        part = [options.pop(0)] if options[0] == "board" else []
        arguments = lead([command, *part, str(file), *options])
        found = {encoding: Console(monkeypatch, encoding).run(*arguments) for encoding in ("utf-8", *CODE_PAGES)}
        assert len(set(found.values())) == 1 and found["utf-8"], arguments
        assert b"\r\r" not in found["utf-8"] and b"\\u" not in found["utf-8"]
        found["utf-8"].decode("utf-8")


def test_a_written_file_is_what_is_printed(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = Console(monkeypatch, "cp1252").run(*lead(["export", str(file), "-", "--layer", "all"]))
    Console(monkeypatch, "cp850").run(*lead(["export", str(file), str(tmp_path / "all.jsonl"), "--layer", "all"]))
    assert (tmp_path / "all.jsonl").read_bytes() == printed


def test_a_terminal_gets_no_orders_from_what_is_said_but_the_programs_own_bold() -> None:
    held = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(held, encoding="utf-8"))
        patch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        for _ in range(2):  # commands within one process share their streams
            prepare()
        click.echo("a\x1b]0;b\x07\x1b[2J\x9bc\x00\u202ed\r\te\u2068f\u2069" + click.style("g", bold=True), color=True)
        print_json({"h": "\x9b\u202e\x1b"})
        with obeyed(sys.stdout) as stream:
            stream.write("\x1b[?25l")
        sys.stdout.write("\x1b[?25l")
        sys.stdout.flush()
    assert held.getvalue().decode() == (
        'a ]0;b  [2J c  d \te\u2068f\u2069\x1b[1mg\x1b[0m\n{\n  "h": "\\u009b\\u202e\\u001b"\n}\n\x1b[?25l [?25l'
    )


def test_data_on_a_terminal_is_shown_as_it_can_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console(monkeypatch, "cp1252")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert isinstance(sys.stdout, io.TextIOWrapper)
    sys.stdout.reconfigure(errors="backslashreplace")
    print_data("会\n")
    sys.stdout.flush()
    assert console.out.getvalue().startswith(b"\\u4f1a")


_STREAMLESS = """
import sys, tempfile
sys.stdin = sys.stdout = sys.stderr = None
from pathlib import Path
from annotator.cli.main import run
folder = Path(sys.argv[1])
(folder / "a.txt").write_text("A text.")
asked = []
codes = [
    run(["new", str(folder / "p.annot"), "--coder", "A"], lambda path: ""),
    run(["info", str(folder / "p.annot")], lambda path: ""),
    run(["import", str(folder / "p.annot"), str(folder / "a.txt")], lambda path: ""),
    run(["erase", str(folder / "p.annot"), "--bin"], lambda path: ""),
    run(["encrypt", str(folder / "p.annot"), str(folder / "q.annot")], lambda path: ""),
    run(["nonsense.annot"], lambda path: "no such thing"),
    run([], lambda paths: asked.append(paths) or ""),
]
(folder / "codes").write_text(repr((codes, asked)))
"""


def test_without_a_console_nothing_fails_and_what_would_be_said_stands_in_the_log(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", _STREAMLESS, tmp_path], check=True, timeout=500, env=environment)
    codes, asked = eval((tmp_path / "codes").read_text())
    assert codes[:3] == [0, 0, 0] and 2 not in codes[:5] and codes[-1] == 0 and asked == [()]
    (log,) = tmp_path.glob("annotator-error-*.log")
    said = log.read_text(encoding="utf-8")
    assert "A passphrase is needed" in said and BUG not in said and "Traceback" not in said


@pytest.mark.parametrize("has_console", [True, False])
def test_a_program_of_windows_without_a_console_says_in_a_box_why_it_did_nothing(
    has_console: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[tuple[object, ...]] = []
    windll = SimpleNamespace(user32=SimpleNamespace(MessageBoxW=lambda *said: boxes.append(said)))
    monkeypatch.setattr(ctypes, "windll", windll, raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    console = Console(monkeypatch, "utf-8")
    with monkeypatch.context() as patch:
        if not has_console:
            patch.setattr(sys, "stderr", None)
        patch.setattr(sys, "platform", "win32")
        code = run(["info", str(tmp_path / "gone.annot")], no_window)
        said = sys.stderr
    assert code == 1
    if has_console:
        assert boxes == [] and b"gone.annot" in console.err.getvalue()
    else:
        ((_, sentence, title, _),) = boxes
        assert "gone.annot" in str(sentence) and title == "Annotator"
        said.close()
        (log,) = tmp_path.glob("annotator-error-*.log")
        assert log.stat().st_mode & 0o077 == 0
        assert str(sentence) in log.read_text(encoding="utf-8")


def test_what_is_piped_in_is_utf_8_with_or_without_its_mark(tmp_path: Path) -> None:
    project = tmp_path / "p.annot"
    Project.create(project, BOOK).close()
    passphrase = "fünf Wörter über den Fluss"
    for number, mark in enumerate((b"", b"\xef\xbb\xbf")):
        sealed = tmp_path / f"{number}.annot"
        given = mark + passphrase.encode() + b"\r\n"
        for arguments in (
            ["encrypt", str(project), str(sealed), "--new-passphrase-file", "-"],
            ["info", str(sealed), "--passphrase-file", "-"],
        ):
            done = subprocess.run(
                [sys.executable, "-m", "annotator", *arguments],
                input=given,
                capture_output=True,
                env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": os.pathsep.join(sys.path)},
                check=False,
            )
            assert done.returncode == 0, done.stderr
    (tmp_path / "said").write_text(f"{passphrase}\n", encoding="utf-8")
    assert run(["info", str(tmp_path / "0.annot"), "--passphrase-file", str(tmp_path / "said")], no_window) == 0


SAID = (["info", "--json"], *DATA)
FULL = ("output", "errors", "both")
"""Which streams have a full disk behind them."""


@pytest.mark.hypothesis
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize(("arguments", "full"), in_turn([["--version"], ["--help"], ["no such command"], *SAID], FULL))
def test_a_full_disk_behind_the_output_is_one_sentence_and_behind_that_of_errors_none(
    file: Path, arguments: list[str], full: str
) -> None:
    line = arguments
    if arguments in SAID:
        command, *options = arguments
        part = [options.pop(0)] if options[0] == "board" else []
        line = lead([command, *part, str(file), *options])
    with Path("/dev/full").open("wb") as disk:
        to: dict[str, tuple[IO[bytes] | int, IO[bytes] | int]] = {
            "output": (disk, subprocess.PIPE),
            "errors": (subprocess.DEVNULL, disk),
            "both": (disk, disk),
        }
        out, err = to[full]
        done = subprocess.run([sys.executable, "-m", "annotator", *line], stdout=out, stderr=err, check=False)
    if arguments == ["no such command"]:
        assert done.returncode == 2
    elif full == "errors":
        assert done.returncode in (0, 1)  # a note may stand there too
    else:
        assert done.returncode == 1
    if full == "output" and done.returncode == 1:
        said = done.stderr.decode("utf-8").splitlines()
        assert said == ["The output cannot be used (No space left on device)."]
