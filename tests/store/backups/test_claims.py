"""Whoever holds a claim is the only one, and it ends with the process, however that ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.store.backups.claims import Claim

HOLD = """
import sys
from pathlib import Path
from annotator.store.backups.claims import Claim
claim = Claim(Path(sys.argv[1]))
print(claim.is_held, flush=True)
sys.stdin.read()
"""


def test_one_holds_it_and_lets_it_go(tmp_path: Path) -> None:
    path = tmp_path / "x.claim"
    with Claim(path) as first:
        with Claim(path) as second:
            assert first.is_held and not second.is_held
        with Claim(path) as third:
            assert not third.is_held
    assert not path.exists()
    with Claim(path) as again:
        assert again.is_held


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_it_ends_with_a_process_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "x.claim"
    holding = subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holding.stdout is not None and holding.stdout.readline() == "True\n"
    with Claim(path) as claim:
        assert not claim.is_held
    holding.kill()
    holding.communicate()
    with Claim(path) as claim:
        assert claim.is_held
