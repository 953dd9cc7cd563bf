"""One kill of each kind, in a program of their own that can be copied; `make torture` does some 650."""

import sys
from collections.abc import Iterator

import pytest

from tests.torture import file_kills, kills, packet_kills, whole_file_kills
from tests.torture.kinds import SEED, Kind
from tests.torture.running import Worker

KINDS = (*kills.KINDS, *file_kills.KINDS, *whole_file_kills.KINDS, *packet_kills.KINDS)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    worker = Worker(SEED, tmp_path_factory.mktemp("faults"))
    yield worker
    worker.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kill_at_any_moment_loses_nothing_and_leaves_nothing_by_half(worker: Worker, kind: Kind) -> None:
    results = list(worker.play(kind, (0, 1)))
    assert [one.number for one in results] == [0] and [one.fault for one in results] == [""]
