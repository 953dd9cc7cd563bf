"""Six of the kills of a hub's client, its server and the line between them; `make torture` does 200."""

import sys

import pytest

from tests.server_place import what_lacks
from tests.torture import hub_kills
from tests.torture.kinds import SEED
from tests.torture.running import Worker

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL"),
    pytest.mark.skipif(what_lacks() is not None, reason=what_lacks() or ""),
]


def test_whatever_is_killed_nothing_is_missing_and_nothing_is_there_twice(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    worker = Worker(SEED, tmp_path_factory.mktemp("faults"))
    try:
        results = list(worker.play(hub_kills.KINDS[-1], (0, 6)))
    finally:
        worker.close()
    assert [one.fault for one in results] == [""] * 6
    assert {one.ended for one in results} - {"it was through"}, "nothing was broken off"
