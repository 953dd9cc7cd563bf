"""Damaged files of every kind that is read: each comes in or is refused with a sentence, within 5 s and 500 MB.

5 s of this computer's own work, of a child process that reads a PDF too: how busy it is with other things says nothing.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.model.errors import FileGone, UserError
from annotator.model.register import read_register, register_json
from annotator.operations.actors import register_files
from annotator.operations.codebook import codebook
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource, sources_in
from annotator.resources import resource
from annotator.store.project import Project
from tests.operations.desks import BOOK
from tests.torture import acts
from tests.torture.kinds import Kind, Play, Trial
from tests.torture.mutations import Members, mutated, sound_files

LONGEST_S, MOST_KB = 5.0, 500 * 1024
SOUND = sound_files()
IN_ALL = 100_000
Read = Callable[[Project, Path], Sequence[str]]
"""Takes in what stands at a path and returns the sentences with which something was refused."""


def _import(project: Project, folder: Path) -> Sequence[str]:
    sources = sources_in([folder])
    if len(sources) == 1:
        with suppress(UserError):
            importing.preview(sources[0])
    report = importing.import_sources(project, sources)
    project.undo()
    return report.failed


def _take_register(project: Project, folder: Path) -> Sequence[str]:
    register_files.import_register(project, folder / "actors.json")
    project.undo()
    return ()


def _take_codebook(project: Project, folder: Path) -> Sequence[str]:
    codebook.save(project, codebook.read_codebook(folder / "codebook.json"))
    project.undo()
    return ()


def placed(members: Members, folder: Path) -> Path:
    """Write the files into a folder and return it."""
    for name, data in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def sentences(read: Read, project: Project, folder: Path) -> Sequence[str]:
    """Take in what stands in a folder; return what was refused, each in a sentence, and hold how long it took."""
    began = _work_s()
    try:
        said = read(project, folder)
    except UserError as error:
        said = (str(error),)
    took = _work_s() - began
    assert took < LONGEST_S, f"it took {took:.1f} s"
    for one in said:
        assert "error of the program" not in one and "\n" not in one and one.endswith("."), one
    return said


def _kind(name: str, sound: Members, read: Read, count: int) -> Kind:
    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        with Project.create(base / "in.annot", BOOK) as project:
            before = _peak_kb()

            def play(trial: Trial) -> str:
                placed(mutated(sound, trial.chance), trial.folder)
                said = sentences(read, project, trial.folder)
                assert _peak_kb() - before < MOST_KB, "it took more than 500 MB"
                return "refused in a sentence" if said else "came in"

            yield play
            assert project.check() == [] and project.documents.count() == 0

    return Kind(f"damaged: {name}", count, playing, 2500)


def _rescue_file(base: Path) -> bytes:
    """Return what a sitting in a file that was then deleted leaves."""
    path = base / acts.NAME
    chance = random.Random("rescue")
    try:
        with acts.opened(path) as project:
            for _ in range(12):
                acts.act(project, chance)
            path.unlink()
            project.look()
    except FileGone as error:
        return Path(error.rescue).read_bytes()
    raise AssertionError("the file was there")


@contextmanager
def of_rescue(base: Path) -> Iterator[Play]:
    """A rescue file, whose steps are done again one by one: the project stays whole whatever is in it."""
    folder = base / "lost"
    folder.mkdir()
    path = acts.new_file(base, count=2, times=4)
    acts.copied(path, folder)
    sound = {"p.annot-rescue": _rescue_file(folder)}

    def play(trial: Trial) -> str:
        copy = acts.copied(path, trial.folder)
        inside = trial.folder / "rescue"
        placed(mutated(sound, trial.chance), inside)
        with acts.opened(copy) as project:
            before = project.journal.latest()
            said = sentences(_take_in, project, inside)
            taken = project.journal.latest() - before
            assert project.check() == []
        return "refused in part" if said and taken else "refused" if said else "came in"

    yield play


def _take_in(project: Project, folder: Path) -> Sequence[str]:
    return importing.import_sources(project, [ImportSource(path) for path in folder.iterdir()]).failed


def _work_s() -> float:
    """Return how long this process and its children have worked, in seconds of CPU time."""
    if sys.platform == "win32":
        return time.process_time()
    import resource

    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def _peak_kb() -> int:
    """Return the most memory that this process or a child of it ever had, in KB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1024 if sys.platform == "darwin" else 1
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // unit


def _inputs() -> dict[str, tuple[Members, Read]]:
    shipped = read_register(resource("actors.json").read_bytes(), "actors.json")
    groups = [one for one in shipped if not one.parent and not one.memberships]
    members = [one for one in shipped if {each.group for each in one.memberships} <= {each.id for each in groups}]
    register = list({one.id: one for one in (*groups, *members[:20])}.values())
    return {
        **{name: (sound, _import) for name, sound in SOUND.items()},
        "codebook": ({"codebook.json": resource("codebook.json").read_bytes()}, _take_codebook),
        "actors": ({"actors.json": register_json(register).encode()}, _take_register),
    }


INPUTS = _inputs()
"""What is damaged, and how it is read."""
_RESCUES = 2000


def _kinds() -> Iterator[Kind]:
    """Yield the kinds; together they read `IN_ALL` damaged inputs."""
    each, more = divmod(IN_ALL - _RESCUES, len(INPUTS))
    for number, (name, (members, read)) in enumerate(INPUTS.items()):
        yield _kind(name, members, read, each + (number < more))
    yield Kind("damaged: rescue file", _RESCUES, of_rescue, 500)


KINDS = tuple(_kinds())
