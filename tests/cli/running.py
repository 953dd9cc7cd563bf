"""Running the command line as a user would: within this process, or as a program of its own."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.cli.main import run


@dataclass(frozen=True)
class Outcome:
    """What a command said and its exit code."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line on stderr; fails where there is none, or a traceback, or more."""
        (line,) = self.err.strip().splitlines()
        assert "Traceback" not in line and line.endswith(".")
        return line


Cli = Callable[..., Outcome]
_ASK_WHO = {
    *("documents", "metadata", "reread"),
    *(
        "accuracy",
        "actors",
        "adjudicate",
        "agree",
        "codebook",
        "count",
        "describe",
        "errors",
        "export",
        "find",
        "hub",
        "import",
        "info",
        "memos",
        "units",
        "people",
        "plan",
        "searches",
        "team",
    ),
}
_SHOW_OTHERS = _ASK_WHO - {"actors", "codebook", "describe", "hub", "import", "metadata", "people"}


def as_lead(arguments: Sequence[str | Path]) -> list[str]:
    """Return a command line as the lead of its project gives it, who asks to see others' work; `--as` is left alone.

    Where a project has nobody, or one person, nothing is added.
    """
    words = [str(argument) for argument in arguments]
    if len(words) < 2 or words[0] not in _ASK_WHO or "--as" in words or not words[1].endswith(".annot"):
        return words
    people = _people(Path(words[1]))
    if len(people) < 2:
        return words
    return [*words, "--as", people[0], *(["--see-others"] if words[0] in _SHOW_OTHERS else [])]


def _people(file: Path) -> list[str]:
    if not file.is_file():
        return []
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            return [name for (name,) in connection.execute("SELECT name FROM coders ORDER BY id")]
        except sqlite3.DatabaseError:
            return []


def no_window(paths: Sequence[Path]) -> str:
    """Stand for a computer without a display."""
    return "There is no display."


def runner(capsys: pytest.CaptureFixture[str], window: Callable[[Sequence[Path]], str] = no_window) -> Cli:
    """Return a function that runs a command line within this process, as the lead where nobody is named."""

    def cli(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run(as_lead(arguments), window)
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return cli


def program(*arguments: str | Path, code: str = "", **options: object) -> subprocess.CompletedProcess[str]:
    """Run the program, or Python `code`, in a process of its own."""
    start = ["-c", code] if code else ["-m", "annotator"]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, *start, *as_lead(arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=500,
        check=False,
        **options,
    )
