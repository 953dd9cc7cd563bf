"""The machines on which what is installed is tried: the release of this system, and those beside it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests import virtual_screen
from tests.stranger import bare_root
from tests.stranger.bare_root import BareRoot
from tests.stranger.sources import neighbours, system_source
from tests.stranger.story import PICTURES, Stranger

TOLD: list[str] = []
"""What was done with how long it took, a line a test."""


def suites() -> list[str]:
    """Return the releases: those that ANNOTATOR_STRANGER_SUITES names, else this system's and its neighbours."""
    if named := os.environ.get("ANNOTATOR_STRANGER_SUITES", "").split():
        return named
    own = system_source()
    return [own.suite, *neighbours(own.suite)] if own else ["none"]


@pytest.fixture(params=suites())
def root(request: pytest.FixtureRequest) -> Iterator[BareRoot]:
    """A bare machine; skipped with the reason where there can be none, or nothing to show windows on."""
    if why := bare_root.why_not() or virtual_screen.missing():
        pytest.skip(why)
    with bare_root.bare_root(request.param) as made:
        yield made


@pytest.fixture
def ana(root: BareRoot, request: pytest.FixtureRequest) -> Iterator[Stranger]:
    """Ana at the machine, with a screen; how long what she did took is told at the end of the run."""
    with ExitStack() as stack:
        variant = request.node.name.partition("[")[2].rstrip("]")
        who = Stranger(root, f"{request.path.stem.removeprefix('test_')} {variant}", stack)
        yield who
        TOLD.append(f"{who.name}: {', '.join(f'{what} {seconds:.1f} s' for what, seconds in who.took.items())}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how long everything took, and where the pictures are."""
    for line in (*TOLD, f"Pictures: {PICTURES}"):
        terminalreporter.write_line(line)
