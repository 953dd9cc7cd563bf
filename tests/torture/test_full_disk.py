"""A disk that gets full at each stage of what is done: one sentence, nothing lost, nothing left, and it goes on.

No test fills a real disk: as root on Linux a small one is mounted for a program of its own, and elsewhere its files may
not grow.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.full_disks import in_full_disk

ROOT = Path(__file__).parents[2]
STAGES = ("code", "import", "export", "back_up", "new", "open", "migrate")
SCRIPT = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tests.torture.full_disk import main
main(Path(sys.argv[1]), *sys.argv[2:])
"""
SAID = ("is full", "cannot be written", "could not be written", "Nothing can be written", "reading only")


def held(out: str) -> None:
    """Hold that each amount of room brought one sentence or none, and nothing wrong."""
    lines = [json.loads(line) for line in out.splitlines()]
    assert lines and [line for line in lines if line["wrong"]] == []
    assert lines[0]["said"], "there was room"
    for line in lines:
        assert not line["said"] or any(said in line["said"] for said in SAID), line
        assert "error of the program" not in line["said"] and " | " not in line["said"], line


@pytest.mark.parametrize("stage", STAGES)
def test_on_a_small_disk(tmp_path: Path, stage: str) -> None:
    ran = in_full_disk(SCRIPT, "disk", stage, size_kb=6144, folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    held(ran.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on the size of files")
@pytest.mark.parametrize("stage", ("code", "export", "back_up"))
def test_where_no_file_may_grow(tmp_path: Path, stage: str) -> None:
    command = [sys.executable, "-m", "tests.torture.full_disk", str(tmp_path), "limit", stage]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    held(ran.stdout)
