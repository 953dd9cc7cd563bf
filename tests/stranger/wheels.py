"""The wheel of what is in this folder, and those that it needs, fetched by pip for the Python of another machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.stranger.bare_root import CACHE
from tools.bundling.places import ROOT, machine

EXTRAS = "parquet,encryption,hub"
_GLIBC = range(17, 42)
"""Minor versions of glibc for which wheels are made; each runs on all that are newer."""


def built() -> Path:
    """Build the wheel of this checkout."""
    (made,) = WheelBuilder(str(ROOT)).build(directory=str(CACHE / "wheel"), versions=["standard"])
    return Path(made)


def fetched(wheel: Path, python: str, glibc: int) -> Path:
    """Return a folder with the wheel, all that it needs with its extras, and uv; skips where pip gets none.

    `python`: e.g. "3.13"; `glibc`: the minor version of the system's, e.g. 41 for 2.41.
    """
    folder = CACHE / f"wheels-{python}-{glibc}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / wheel.name).unlink(missing_ok=True)  # pip would leave there the one of an earlier commit
    platforms = [f"--platform=manylinux_2_{minor}_{machine()}" for minor in _GLIBC if minor <= glibc]
    wanted = [f"{wheel}[{EXTRAS}]", "uv"]
    given = ["--quiet", "--only-binary=:all:", f"--python-version={python}", *platforms, f"--dest={folder}"]
    command = [sys.executable, "-m", "pip", "download", *given, *wanted]
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"pip cannot fetch what the wheel needs: {done.stderr.strip().splitlines()[-1]}")
    return folder
