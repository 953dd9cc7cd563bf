"""The programs of earlier releases, out of the history of this repository, which do what a line of their input says.

They run with the packages of this environment, each as a process of its own; where there is no history there are none.
"""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

RELEASES = {"0.1.0": "b575a4bc15", "0.2.0": "2004973a39", "0.3.0": "59863fcb5b", "0.4.0": "884df2bb9b"}
"""For each release the commit after its last one, by which the next began."""
OF_NOW = ("0.4.0",)
"""Those whose project files have the present shape: their programs and this one work on the same files."""
ROOT = Path(__file__).parents[2]

_PROGRAM = """
import importlib, json, sys
from pathlib import Path
from annotator import __version__
from annotator.model.errors import AnnotatorError
from annotator.store.project import Project

def module(name):
    for folder in ("people", "project", "codebook", ""):
        try:
            return importlib.import_module(".".join(filter(None, ("annotator.operations", folder, name))))
        except ImportError:
            continue

opened = None

def do(what, path, name):
    global opened
    if what == "new":
        Project.create(path, module("codebook").default_codebook()).close()
    elif what == "stay":
        opened = Project.open(path)
    elif what == "leave":
        project, opened = opened, None
        project.close()
    elif what == "version":
        return __version__
    else:
        project = opened or Project.open(path)
        try:
            if what == "act":
                module("people").add_coder(project, name)
            elif what == "undo":
                project.undo()
            return [coder.name for coder in project.coders.all()]
        finally:
            if project is not opened:
                project.close()
    return "done"

for line in sys.stdin:
    what, path, name = json.loads(line)
    try:
        answer = do(what, Path(path), name)
    except AnnotatorError as error:
        answer = str(error)
    print(json.dumps(answer), flush=True)
"""


class Release:
    """A program of a release that runs."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def do(self, what: str, path: Path, name: str = "") -> str | list[str]:
        """Let it do something to a project, and return who codes there, or what it says.

        What: new, act (add the coder `name`), undo, look; stay, to keep it open for what follows, and leave.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([what, str(path), name]) + "\n")
        self._process.stdin.flush()
        found: str | list[str] = json.loads(self._process.stdout.readline())
        return found


def write_release(version: str, folder: Path) -> bool:
    """Write the program of a release into a folder; whether the history has it."""
    command = ["git", "-C", str(ROOT), "archive", f"{RELEASES[version]}^", "annotator", "resources", "schemas"]
    try:
        packed = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return True


@contextmanager
def running(root: Path = ROOT) -> Iterator[Release]:
    """Run the program that stands in a folder, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,  # which comes before all that is named
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    try:
        yield Release(process)
    finally:
        process.communicate(timeout=500)
