"""Programs of their own that do the same to one project at once; each does what a line of its input says."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_PROGRAM = """
import json, os, sqlite3, sys
from contextlib import closing, nullcontext
from pathlib import Path
from annotator.model.errors import UserError
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.coding import annotate
from annotator.operations.people import people
from annotator.operations.project import history
from annotator.operations.new_project import new_project
from annotator.operations.team import taking_in
from annotator.store.connections.connecting import is_locked, unlock
from annotator.store.project import Project

opened = None

def code(project, name, count):
    coder = people.coder_for(project, name)
    project.person = coder.id
    layer, document = project.layers.of_coder(coder.id)[0], project.documents.all()[0]
    for number in range(count):
        annotate.add_span(project, document.id, layer.id, [(number, number + 3)], "appeal")

def act_and_die(path, name):
    if not (child := os.fork()):
        people.add_coder(Project.open(path), name)
        os._exit(0)
    os.waitpid(child, 0)

def do(what, path, name, count):
    global opened
    if is_locked(path):
        unlock(path, "four horses in the rain")
    if what == "die":
        act_and_die(path, name)
        return "done"
    if what in ("PASSIVE", "FULL", "RESTART", "TRUNCATE"):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute(f"PRAGMA wal_checkpoint({what})")
        return "done"
    if what == "stay":
        opened = Project.open(path)
        return "done"
    if what == "leave":
        opened.close()
        opened = None
        return "done"
    while what == "eager" and not path.exists():
        pass
    making = nullcontext(opened) if opened else new_project(path, default_codebook()) if what == "new" else (
        Project.open(path)
    )
    with making as project:
        if what == "code":
            code(project, name, count)
        elif what == "take":
            (came,) = taking_in.take_in(project, [Path(name)])
            return came.problem or "done"
        elif what == "undo":
            while project.undo():
                pass
        else:
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
PASSPHRASE = "four horses in the rain"
"""Of encrypted projects, which all of them know."""
NAMES = ("Xa", "Yo", "Zoe")


class Programs:
    """Running programs, each with a name of its own."""

    def __init__(self, running: Sequence["subprocess.Popen[str]"]) -> None:
        self.running = running

    def race(self, path: Path, *whats: str, count: int = 1, name: str = "") -> list[str]:
        """Let each do something at once, all the same where one thing is said; return what each answers.

        What: new (make the project) or open, and add `count` coders; code (as the coder `name`) so many spans; undo all
        that can be; eager, to open as soon as something is there; stay, to keep it open for what follows, and leave;
        die, after the coder `name` was added, without closing it; take in the packet at the path `name`; the name of a
        checkpoint, to make it by SQLite alone.
        """
        wanted = whats if len(whats) > 1 else whats * len(self.running)
        for program, what, own in zip(self.running, wanted, NAMES, strict=False):
            assert program.stdin is not None
            program.stdin.write(json.dumps([what, str(path), name or own, count]) + "\n")
        for program in self.running:
            assert program.stdin is not None
            program.stdin.flush()
        return [json.loads(program.stdout.readline()) for program in self.running if program.stdout is not None]


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
            program.communicate(timeout=500)
