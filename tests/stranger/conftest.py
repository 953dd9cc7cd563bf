"""The machines on which what is installed is tried: the release of this system, and those beside it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests import virtual_screen
from tests.stranger import bare_root
from tests.stranger.bare_root import BareRoot
from tests.stranger.sources import neighbours, system_source
from tests.stranger.story import Stranger


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
    """Ana at the machine, with a screen; what she did is told with how long it took."""
    with ExitStack() as stack:
        variant = request.node.name.partition("[")[2].rstrip("]")
        who = Stranger(root, f"{request.path.stem.removeprefix('test_')} {variant}", stack)
        yield who
        report(request, who)


def report(request: pytest.FixtureRequest, ana: Stranger) -> None:
    """Tell how long everything took, beside the outcome."""
    told = ", ".join(f"{what} {seconds:.1f} s" for what, seconds in ana.took.items())
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write_line(f"\n{ana.name}: {told}")
