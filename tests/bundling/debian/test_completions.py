"""Completing the command line: the scripts are what each shell takes, and the program answers what they ask."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli.main import COMMANDS
from tools.bundling.debian import completions

CHECKS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}


@pytest.mark.parametrize("shell", completions.PLACES)
def test_each_shell_takes_its_script(shell: str, tmp_path: Path) -> None:
    script = completions.script(shell)
    assert "_ANNOTATOR_COMPLETE" in script and f"{shell}_complete" in script and "%(" not in script
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(script)
    done = subprocess.run([*CHECKS[shell], tmp_path / "script"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("annotator ", sorted(COMMANDS)),
        ("annotator in", ["info"]),
        ("annotator team gi", ["give"]),
        ("annotator export --soft", ["--soft-labels"]),
    ],
)
def test_the_program_answers_with_commands_and_options(words: str, wanted: list[str]) -> None:
    """As the script of bash asks: the words, and which of them is being typed."""
    asked = {"_ANNOTATOR_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    command = [sys.executable, "-m", "annotator"]
    done = subprocess.run(command, env=os.environ | asked, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0
    assert sorted(line.partition(",")[2] for line in done.stdout.splitlines()) == wanted
