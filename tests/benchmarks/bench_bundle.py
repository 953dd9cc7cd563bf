"""The bundle of dist/ beside the program from source: until its window has a project open, and until `--help` answers.

Also its sizes, unpacked and as packages; their floor is PySide6 as it is installed.
"""

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median

import PySide6

from annotator.store.project import Project
from annotator.store.sittings.presence import Presence
from tests.benchmarks.figures import Figure, milliseconds
from tests.projects import default_codebook
from tools.bundling.places import BUNDLE, DIST, version

ROUNDS = 8
_POLLED_S = 0.002


def figures() -> list[Figure]:
    """Return the figures of the bundle; none where `make bundle` has not made one."""
    program = BUNDLE / "annotator"
    if not program.is_file():
        return []
    with tempfile.TemporaryDirectory() as folder:
        # From source as it is installed: byte code is kept, in a folder of its own.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "ANNOTATOR_CONFIG": folder, "PYTHONPYCACHEPREFIX": folder}
        environment["ANNOTATOR_DATA"] = folder
        project = Path(folder) / "project.annot"
        Project.create(project, default_codebook()).close()
        both = ([str(program)], [sys.executable, "-m", "annotator"])

        def spent(run: str) -> list[float]:
            # In turn, so that what else the machine does weighs on both alike; the first round makes the byte code.
            does = {"window": partial(_opened, project, environment), "help": partial(_answered, environment)}[run]
            rounds = [[milliseconds(partial(does, command), 1) for command in both] for _ in range(ROUNDS)][1:]
            return [median(found) for found in zip(*rounds, strict=True)]

        window, window_from_source = spent("window")
        answer, answer_from_source = spent("help")
    return [
        Figure("bundle.window", "project", window, "ms", window_from_source),
        Figure("bundle.help", "warm", answer, "ms", answer_from_source),
        *_sizes(),
    ]


def _opened(project: Path, environment: dict[str, str], command: list[str]) -> None:
    process = subprocess.Popen([*command, "open", project], env=environment, stderr=subprocess.DEVNULL)
    try:
        while not Presence(project).others():
            assert process.poll() is None, "the window was closed by itself"
            time.sleep(_POLLED_S)
    finally:
        process.kill()
        process.wait()


def _answered(environment: dict[str, str], command: list[str]) -> None:
    subprocess.run([*command, "--help"], env=environment, check=True, capture_output=True)


def _sizes() -> list[Figure]:
    qt = _megabytes(Path(PySide6.__file__).parent)
    packages = {"deb": f"*_{version()}_*.deb", "tar_xz": f"*-{version()}-*.tar.xz"}
    found = {name: sorted(DIST.glob(pattern)) for name, pattern in packages.items()}
    sizes = {"unpacked": _megabytes(BUNDLE), **{name: _megabytes(paths[0]) for name, paths in found.items() if paths}}
    return [Figure("bundle.size", name, size, "MB", qt) for name, size in sizes.items()]


def _megabytes(path: Path) -> float:
    """Return the size of a file, or of all files of a folder, in megabytes of a million bytes."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file() and not one.is_symlink()]
    return sum(one.stat().st_size for one in files) / 1e6
