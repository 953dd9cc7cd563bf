"""The program as it is started: its exit code is the command's, and Qt is loaded for a window alone."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotator import __main__ as program
from annotator import __version__


@pytest.mark.parametrize(("arguments", "code"), [(["--version"], 0), (["no-such-command"], 2), (["info", "gone"], 1)])
def test_the_exit_code_of_the_program_is_that_of_the_command(arguments: list[str], code: int) -> None:
    command = [sys.executable, "-m", "annotator", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500, check=False)
    assert (done.returncode, __version__ in done.stdout) == (code, arguments == ["--version"])


def test_the_window_is_opened_on_the_project_that_was_named_and_what_it_says_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Sequence[Path]] = []

    def run_window(paths: Sequence[Path]) -> str:
        asked.append(paths)
        return "There is no display."

    monkeypatch.setattr("annotator.desktop.run_window", run_window)
    monkeypatch.setattr(sys, "argv", ["annotator", "open", "p.annot"])
    assert program.main() == 1 and asked == [(Path("p.annot"),)]
    assert "There is no display." in capsys.readouterr().err
