"""Running the command line as a user would: within this process, or as a program of its own."""

import subprocess
import sys
from collections.abc import Callable
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


def no_window(path: Path | None) -> str:
    """Stand for a computer without a display."""
    return "There is no display."


def runner(capsys: pytest.CaptureFixture[str], window: Callable[[Path | None], str] = no_window) -> Cli:
    """Return a function that runs a command line within this process."""

    def cli(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments], window)
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return cli


def program(*arguments: str | Path, code: str = "", **options: object) -> subprocess.CompletedProcess[str]:
    """Run the program, or Python `code`, in a process of its own."""
    start = ["-c", code] if code else ["-m", "annotator"]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, *start, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        **options,
    )
