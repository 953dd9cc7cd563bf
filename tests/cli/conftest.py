"""A command line, and a project on which it can be tried."""

from pathlib import Path

import pytest

from annotator.operations.people import people
from tests.cli.running import Cli, runner
from tests.operations.desks import make_table


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run commands without a window."""
    return runner(capsys)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a closed project: Ana and Ben agree on one span, differ on another, and one text is Ana's alone.

    Ana leads, and has asked to see what others coded.
    """
    table = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        table.code(name, "actor", "France")
    table.code("Ana", "appeal", "urged China")
    table.code("Ben", "warning", "urged China")
    table.code("Ana", "actor", "الصين", document=1)
    table.sit("Ana")
    people.see_others(table.project, "the command line")
    table.project.close()
    return table.project.path
