"""Programs of their own that do the same to one project at once; each does what a line of its input says."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_PROGRAM = """
import json, sys
from pathlib import Path
from annotator.model.errors import UserError
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.project import people
from annotator.operations.project.new_project import new_project
from annotator.store.project import Project

def do(what, path, name, count):
    with new_project(path, default_codebook()) if what == "new" else Project.open(path) as project:
        for number in range(count):
            people.add_coder(project, f"{name}{number}")
    return "done"

for line in sys.stdin:
    what, path, name, count = json.loads(line)
    try:
        answer = do(what, Path(path), name, count)
    except UserError as error:
        answer = str(error)
    print(json.dumps(answer), flush=True)
"""
NAMES = ("Xa", "Yo", "Zoe")


class Programs:
    """Running programs, each with a name of its own."""

    def __init__(self, running: Sequence["subprocess.Popen[str]"]) -> None:
        self._running = running

    def race(self, path: Path, *whats: str, count: int = 1) -> list[str]:
        """Let each do something at once, all the same where one thing is said; return what each answers.

        What: new (make the project), open; then each adds `count` coders.
        """
        wanted = whats if len(whats) > 1 else whats * len(self._running)
        for program, what, name in zip(self._running, wanted, NAMES, strict=False):
            assert program.stdin is not None
            program.stdin.write(json.dumps([what, str(path), name, count]) + "\n")
        for program in self._running:
            assert program.stdin is not None
            program.stdin.flush()
        return [json.loads(program.stdout.readline()) for program in self._running if program.stdout is not None]


@contextmanager
def programs(count: int = 3) -> Iterator[Programs]:
    """Start programs, and end them."""
    command = [sys.executable, "-c", _PROGRAM]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)
    ]
    try:
        yield Programs(running)
    finally:
        for program in running:
            program.communicate(timeout=60)
