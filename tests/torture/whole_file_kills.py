"""A new project that is made of another one while the program is killed: repaired, rescued, encrypted."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from random import Random

from annotator.model.document import DocumentDraft
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.project.compacting import compact
from annotator.store.backups.choice import BackupChoice
from annotator.store.backups.folder import files_in
from annotator.store.backups.reciphering import recipher
from annotator.store.connections.connecting import unlock
from annotator.store.erasing.erasing import erase
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from annotator.store.recovery.repairing import repair
from annotator.store.recovery.rescuing import rescue
from tests.operations.random_projects import content_of
from tests.projects import TEXT
from tests.torture import acts
from tests.torture.killing import DONE, Moments, killed, needs_kills
from tests.torture.kills import age, skip_without_encryption, sound
from tests.torture.kinds import Kind, Play, Trial


def _of(
    make: Callable[[Path, Path], object], harm: Callable[[Path], None]
) -> Callable[[Path], AbstractContextManager[Play]]:
    """Return what makes a new file of an old one: there is a whole one or none, and the old one keeps its bytes."""

    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        needs_kills()
        if make is _encrypt:
            skip_without_encryption()
        path = acts.new_file(base, times=100)
        with acts.opened(path) as project:
            for number in range(40):
                acts.act(project, Random(number), 0.2)
        harm(path)
        before = path.read_bytes()
        moments = Moments(lambda say: make(path, base / "spare.annot"))
        unlock(base / "spare.annot", acts.PASSPHRASE)
        with Project.open(base / "spare.annot") as spare:
            wanted = spare.spans.count()

        def again(new: Path) -> None:
            age(new.parent)
            make(path, new)
            assert [one.name for one in new.parent.iterdir()] == [new.name]

        def play(trial: Trial) -> str:
            new = trial.folder / "new.annot"
            said = killed(lambda say: make(path, new), moments.draw(trial.chance))
            assert path.read_bytes() == before
            if not new.exists():
                assert DONE not in said
                again(new)
                return "no file"
            unlock(new, acts.PASSPHRASE)
            with Project.open(new) as project:
                assert project.spans.count() == wanted and project.check() == []
            return "a whole project"

        yield play

    return playing


def _encrypt(old: Path, new: Path) -> None:
    recipher(old, new, acts.PASSPHRASE)


def _leave(path: Path) -> None:
    """Leave it as it is."""


def _tamper(path: Path) -> None:
    """Change what a repair mends without a guess."""
    with closing(sqlite3.connect(path)) as connection, connection:
        (name,) = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' LIMIT 1").fetchone()
        connection.execute(f'DROP TRIGGER "{name}"')


def _cut(path: Path) -> None:
    data = bytearray(path.read_bytes())
    del data[len(data) * 4 // 5 :]
    path.write_bytes(data)


@contextmanager
def of_compacting(base: Path) -> Iterator[Play]:
    """A file that is made smaller in place."""
    needs_kills()
    path = acts.new_file(base, times=100)
    with acts.opened(path) as project:
        for number in range(60):
            acts.act(project, Random(number), 0.2)
        wanted = content_of(project)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE room AS SELECT zeroblob(2000000) AS empty")
        connection.execute("DROP TABLE room")

    def work(path: Path) -> None:
        with Project.open(path) as project:
            compact(project)

    spare = base / "spare"
    spare.mkdir()
    moments = Moments(lambda say: work(acts.copied(path, spare)))

    def play(trial: Trial) -> str:
        copy = acts.copied(path, trial.folder)
        before = copy.stat().st_size
        killed(lambda say: work(copy), moments.draw(trial.chance))
        with Project.open(copy) as project:
            assert content_of(project) == wanted
        sound(copy)
        return "smaller" if copy.stat().st_size < before - 1_000_000 else "as it was"

    yield play


@contextmanager
def of_erasing(base: Path) -> Iterator[Play]:
    """A document that is erased out of a project and its backup; where that was broken off it is done again."""
    needs_kills()
    path = acts.new_file(base, times=20)
    with acts.opened(path) as project:
        documents.add_drafts(project, [DocumentDraft("S", f"{_SECRET} urged China. {TEXT * 20}")])
        (document,) = [one.id for one in project.documents.all() if one.title == "S"]
        (layer,) = project.layers.all()
        annotate.add_span(project, document, layer.id, [(0, len(_SECRET))], "actor")
        person, count = str(project.person), project.documents.count()

    def erase_in(path: Path, folder: Path) -> None:
        choice = BackupChoice(backup_folder=str(folder / "backups"))
        erase(path, ToErase(frozenset([document])), person, choice, lambda done, total, what: None)

    def begun(folder: Path) -> Path:
        copy = acts.copied(path, folder)
        BackupChoice(backup_folder=str(folder / "backups")).back_up(copy, "asked")
        return copy

    spare = base / "spare"
    spare.mkdir()
    first = begun(spare)
    moments = Moments(lambda say: erase_in(first, spare))

    def play(trial: Trial) -> str:
        copy = begun(trial.folder)
        said = killed(lambda say: erase_in(copy, trial.folder), moments.draw(trial.chance))
        for file in (copy, *(found.path for found in files_in(trial.folder / "backups"))):
            with Project.open(file) as project:
                assert project.documents.count() in (count, count - 1) and project.check() == []
        if DONE in said:
            assert not (held := _secret_in(trial.folder)), f"it is said to be erased: {held}"
        with Project.open(copy) as project:
            remaining = project.documents.count()
        erase_in(copy, trial.folder)
        assert not (held := _secret_in(trial.folder)), f"after it was done again: {held}"
        sound(copy)
        return "erased" if remaining < count else "as it was, and erased then"

    yield play


_SECRET = "Zwyxqv Ochtenberg"


def _secret_in(folder: Path) -> list[str]:
    return [one.name for one in folder.rglob("*") if one.is_file() and _SECRET.encode() in one.read_bytes()]


KINDS = (
    Kind("kill: compacting", 30, of_compacting, 30),
    Kind("kill: erasing", 50, of_erasing, 25),
    Kind("kill: repair", 30, _of(repair, _tamper), 30),
    Kind("kill: rescue of a damaged file", 30, _of(rescue, _cut), 30),
    Kind("kill: encryption", 30, _of(_encrypt, _leave), 30),
)
