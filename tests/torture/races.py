"""Two and three programs that make, open, migrate and write one project at once: one comes out of it, and is whole."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from annotator.store.backups.choice import chosen
from annotator.store.backups.folder import files_of_project
from annotator.store.project import Project
from tests.projects import default_codebook
from tests.torture.kinds import Kind, Play, Trial
from tests.torture.programs import NAMES, PASSPHRASE, Programs, programs

FILES = sorted((Path(__file__).parents[1] / "files").glob("*.annot"))


def coders(path: Path) -> set[str]:
    """Return the names of the coders of a project, which must be sound."""
    with Project.open(path) as project:
        assert project.check() == []
        return {coder.name for coder in project.coders.all()}


def _of(count: int, race: Callable[[Programs, Trial], str]) -> Callable[[Path], AbstractContextManager[Play]]:
    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        with programs(count) as running:  # they take longer to start than to race
            yield lambda trial: race(running, trial)

    return playing


def make(running: Programs, trial: Trial) -> str:
    """All make one project: one does, and the others are told."""
    path = trial.folder / "p.annot"
    said = running.race(path, "new")
    assert said.count("done") == 1
    assert said.count(f"{path} exists already; choose another name, or open it.") == len(said) - 1
    assert coders(path) == {f"{NAMES[said.index('done')]}0"}
    assert [one.name for one in trial.folder.iterdir()] == [path.name]
    return "one made it, the others were told"


def open_while_made(running: Programs, trial: Trial) -> str:
    """One makes it, and others open it: too early there is nothing, and as soon as there is something it is whole."""
    path = trial.folder / "p.annot"
    how = trial.chance.choice(("open", "eager"))
    said = running.race(path, "new", *[how] * (len(running.running) - 1))
    assert said[0] == "done"
    assert all(one == "done" or (how == "open" and one.startswith("There is no file")) for one in said), said
    assert coders(path) == {f"{name}0" for name, one in zip(NAMES, said, strict=False) if one == "done"}
    return "the others saw nothing" if said.count("done") == 1 else "the others saw all of it"


def migrate(running: Programs, trial: Trial) -> str:
    """All open an older project: it is migrated once, and all work in it."""
    older = FILES[trial.number % len(FILES)]
    path = Path(shutil.copy(older, trial.folder / "p.annot"))
    names = {f"{name}0" for name in NAMES[: len(running.running)]}
    assert set(running.race(path, "open")) == {"done"}
    assert coders(path) >= names
    assert {one.name for one in trial.folder.iterdir()} == {"p.annot"}
    copies = [file.path for file in files_of_project(chosen().folder, path) if file.line.project == path.resolve()]
    assert len(copies) <= 1
    for copy in copies:
        assert not coders(copy) & names
    return "migrated once, and all opened it"


def write(running: Programs, trial: Trial, passphrase: str = "") -> str:
    """All write into one project: nothing is lost."""
    path, count = trial.folder / "p.annot", 20
    Project.create(path, default_codebook(), passphrase=passphrase).close()
    assert set(running.race(path, "open", count=count)) == {"done"}
    assert coders(path) == {f"{name}{number}" for name in NAMES[: len(running.running)] for number in range(count)}
    return "all acts there"


def write_encrypted(running: Programs, trial: Trial) -> str:
    """All write into an encrypted project, of which each knows the passphrase."""
    return write(running, trial, PASSPHRASE)


RACES = {
    "write encrypted": write_encrypted,
    "make": make,
    "open while made": open_while_made,
    "migrate": migrate,
    "write": write,
}
KINDS = tuple(
    Kind(f"{number} race: {name}", 32, _of(count, race), 32)
    for name, race in RACES.items()
    for number, count in (("two", 2), ("three", 3))
)
