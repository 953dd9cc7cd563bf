"""A disk that gets full at each stage of what is done: one sentence, nothing lost, nothing left, and it goes on.

No trial fills a real disk: as root on Linux a small one is mounted for a program of its own, and elsewhere (and for
some stages there too) its files may not grow.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.full_disks import in_full_disk
from tests.torture.kinds import Kind, Play, Trial

ROOT = Path(__file__).parents[2]
DISK, LIMIT = "disk", "limit"
STAGES = {
    DISK: (
        "code",
        "encrypted",
        "import",
        "undo",
        "bulk",
        "export",
        "back_up",
        "restore",
        "rescue",
        "new",
        "open",
        "migrate",
    ),
    LIMIT: ("code", "undo", "bulk", "export", "back_up", "restore"),
}
SCRIPT = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tests.torture.full_disk import main
main(Path(sys.argv[1]), *sys.argv[2:])
"""
SAID = (
    *("is full", "cannot be written", "could not be written", "Nothing can be written", "reading only"),
    *("could be made", "renamed while it was open", "cannot be restored"),
)
_TOGETHER = 14
ROOMS_KB = (0, 4, 16, 40, 80, 160, 400)


def played(how: str, stages: Sequence[str], folder: Path, *rooms_kb: int) -> list[dict[str, Any]]:
    """Play stages in a program of their own with each amount of room; return what it found."""
    rooms = [str(room) for room in rooms_kb]
    if how == DISK:
        ran = in_full_disk(SCRIPT, how, ",".join(stages), *rooms, size_kb=6144, folder=folder)
    else:
        if sys.platform == "win32":
            pytest.skip("there is no limit on the size of files")
        command = [sys.executable, "-m", "tests.torture.full_disk", str(folder), how, ",".join(stages), *rooms]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stderr
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(lines) == len(stages) * len(rooms)
    return lines


def ended(line: dict[str, Any]) -> str:
    """Return how a stage ended with some room: as it should, in one sentence or none."""
    said = line["said"]
    assert line["wrong"] == [], line
    assert not said or any(part in said for part in SAID), line
    assert "error of the program" not in said and " | " not in said, line
    return "a sentence, and nothing lost" if said else "there was room"


def room_kb(stage: str, number: int) -> int:
    """Return how much room there is in a trial."""
    return ROOMS_KB[number] if number < len(ROOMS_KB) else Random(f"{stage} {number}").randrange(800)


def _kind(how: str, stage: str) -> Kind:
    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        known: dict[int, dict[str, Any]] = {}

        def play(trial: Trial) -> str:
            if trial.number not in known:  # starting the program takes longer than a trial
                numbers = range(trial.number, trial.number + _TOGETHER)
                rooms = [room_kb(stage, number) for number in numbers]
                known.update(zip(numbers, played(how, [stage], trial.folder, *rooms), strict=True))
            return ended(known[trial.number])

        yield play

    name = "full disk" if how == DISK else "files may not grow"
    return Kind(f"{name}: {stage.replace('_', ' ')}", 2 * _TOGETHER, playing, 2 * _TOGETHER)


KINDS = tuple(_kind(how, stage) for how, stages in STAGES.items() for stage in stages)
