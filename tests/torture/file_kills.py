"""Files that are written while the program is killed: imports, exports, migrations, copies, backups, restoring."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import Random
from typing import Any

from annotator.formats.registry import FORMATS
from annotator.formats.renames import PREFIX, recover
from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import sources_in
from annotator.store.backups.choice import chosen
from annotator.store.backups.folder import files_in
from annotator.store.backups.keeper import ASKED, BackupKeeper
from annotator.store.backups.restoring import restore
from annotator.store.copies import copy_to
from annotator.store.project import Project
from tests.formats.contract import snapshot
from tests.operations.random_projects import content_of
from tests.projects import TEXT
from tests.torture import acts
from tests.torture.killing import DONE, Moments, Say, killed, needs_kills
from tests.torture.kills import age, sound
from tests.torture.kinds import Kind, Play, Trial

FILES = Path(__file__).parents[1] / "files"
MUCH = 10**12


def differences(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """Return how the contents of two projects differ, in the columns of their rows."""
    said = []
    for table in sorted({*found, *wanted}):
        ours, theirs = found.get(table, []), wanted.get(table, [])
        if len(ours) != len(theirs):
            said.append(f"{table}: {len(ours)} rows for {len(theirs)}")
        for one, other in zip(ours, theirs, strict=False):
            said += [
                f"{table}.{name}: {one[name]!r:.60} for {other[name]!r:.60}" for name in one if one[name] != other[name]
            ]
    return "; ".join(said)


@contextmanager
def of_import(base: Path) -> Iterator[Play]:
    """An import of many files, which is one step."""
    needs_kills()
    path = acts.new_file(base)
    texts = base / "texts"
    texts.mkdir()
    for number in range(40):
        (texts / f"{number}.txt").write_text(f"Text {number}. {TEXT * 20}", "utf-8")

    def bring_in(path: Path) -> None:
        with acts.opened(path) as project:
            importing.import_sources(project, sources_in([texts]))

    spare = base / "spare"
    spare.mkdir()
    moments = Moments(lambda say: bring_in(acts.copied(path, spare)))

    def play(trial: Trial) -> str:
        copy = acts.copied(path, trial.folder)
        said = killed(lambda say: bring_in(copy), moments.draw(trial.chance))
        _, count = sound(copy)
        assert count in ((46,) if DONE in said else (6, 46)), count
        return "all of it" if count == 46 else "nothing of it"

    yield play


@contextmanager
def of_migration(base: Path) -> Iterator[Play]:
    """The opening of a project of each older version."""
    needs_kills()
    older = sorted(FILES.glob("*.annot"))
    wanted = {}
    for file in older:
        (base / file.stem).mkdir()
        with Project.open(acts.copied(file, base / file.stem)) as project:
            wanted[file] = content_of(project)
    moments = Moments(lambda say: Project.open(acts.copied(older[0], base)).close())

    def play(trial: Trial) -> str:
        file = older[trial.number % len(older)]
        copy = acts.copied(file, trial.folder)
        killed(lambda say: Project.open(copy).close(), moments.draw(trial.chance))
        was_begun = copy.read_bytes() != file.read_bytes()
        age(trial.folder)
        with Project.open(copy) as project:
            assert project.others() == ()
            content = content_of(project)
            assert project.check() == []
        assert content == wanted[file], differences(content, wanted[file])
        # The log of whoever was killed stays until somebody has checked the file that it is to go into.
        left = {one.name for one in trial.folder.iterdir()} - {f"{copy.name}-wal", f"{copy.name}-shm"}
        assert left == {copy.name}, left
        for backup in files_in(chosen().folder):
            with Project.open(backup.path) as found:
                content = content_of(found)
                assert content == wanted[file], f"{backup.path.name}: {differences(content, wanted[file])}"
        return "was written" if was_begun else "was as it was"

    yield play


@contextmanager
def of_export(name: str, base: Path) -> Iterator[Play]:
    """An export over an older one, or to where nothing is."""
    needs_kills()
    path = acts.new_file(base)
    format = next(one for one in FORMATS if one.name == name)
    target = "out" if format.folder else f"out{format.extensions[0]}"
    states: list[Path] = []
    chance = Random(name)
    with acts.opened(path) as project:
        for _ in range(2):
            for _ in range(25):
                acts.ACTS[0](project, chance)
            documents.add_drafts(project, [DocumentDraft("More", f"{len(states)} {TEXT}" * 60)])
            states.append(base / f"state-{len(states)}.annot")
            project.back_up(states[-1])

    def export(state: Path, folder: Path) -> None:
        with Project.open(state) as project:
            exporting.export(project, folder / target, format=name, layer="all", names=True, replace=True)

    def whole(state: Path) -> dict[str, bytes]:
        folder = base / f"whole-{state.stem}"
        folder.mkdir()
        export(state, folder)
        return snapshot(folder)

    sets = [whole(state) for state in states]
    spare = base / "spare"
    spare.mkdir()
    moments = Moments(lambda say: export(states[1], spare))

    def play(trial: Trial) -> str:
        is_over = trial.number % 3 != 0
        if is_over:
            export(states[0], trial.folder)
        said = killed(lambda say: export(states[1], trial.folder), moments.draw(trial.chance))
        for root in (trial.folder, trial.folder / target):
            recover(root)
        found = snapshot(trial.folder)
        hidden = [one.name for one in trial.folder.rglob(f"{PREFIX}*")]
        if hidden:
            # A folder without an owner might be somebody's who is just beginning: it goes later.
            age(trial.folder)
            for root in (trial.folder, trial.folder / target):
                recover(root)
            assert [*trial.folder.rglob(f"{PREFIX}*")] == []
        found = snapshot(trial.folder)
        assert found == sets[1] or (DONE not in said and found == (sets[0] if is_over else {})), sorted(found)
        export(states[1], trial.folder)
        assert snapshot(trial.folder) == sets[1]
        return "the new set" if found == sets[1] else "the old set" if is_over else "nothing"

    yield play


def _large(base: Path) -> Path:
    return acts.new_file(base, count=20, times=300)


@contextmanager
def of_copy(base: Path) -> Iterator[Play]:
    """A copy of a project."""
    needs_kills()
    path = _large(base)
    with Project.open(path) as project:
        wanted = content_of(project)

    def copy(to: Path) -> None:
        with Project.open(path) as project:
            copy_to(project._connection, to)

    moments = Moments(lambda say: copy(base / "spare.annot"))

    def play(trial: Trial) -> str:
        to = trial.folder / acts.NAME
        said = killed(lambda say: copy(to), moments.draw(trial.chance))
        found = [one for one in trial.folder.iterdir() if not one.name.startswith(".")]
        assert found == [to] or (found == [] and DONE not in said)
        if not found:
            return "no copy"
        with Project.open(to) as made:
            assert content_of(made) == wanted
        return "a whole copy"

    yield play


@contextmanager
def of_backup(base: Path) -> Iterator[Play]:
    """A bulk step with the backup that is made before it."""
    needs_kills()
    path = _large(base)

    def step(path: Path, folder: Path, say: Say) -> None:
        keeper = BackupKeeper(folder, MUCH)
        with acts.opened(path) as project:
            project.backed_up_by(keeper)
            for number in range(3):
                documents.add_drafts(project, [DocumentDraft("new", f"{number} text")])
                say(str(project.documents.count()))
        keeper.finish()

    spare = base / "spare"
    spare.mkdir()
    moments = Moments(lambda say: step(acts.copied(path, spare), spare / "backups", say))

    def play(trial: Trial) -> str:
        copy, folder = acts.copied(path, trial.folder), trial.folder / "backups"
        said = killed(lambda say: step(copy, folder, say), moments.draw(trial.chance))
        counts = _counts(folder)
        age(trial.folder)
        keeper = BackupKeeper(folder, MUCH)
        with Project.open(copy) as project:
            count = project.documents.count()
            keeper.begin_day(copy)
            keeper.finish()
        assert count >= max([20, *(int(line) for line in said if line != DONE)])
        # Each step that is in was committed after its copy was whole; what nobody had verified is verified now.
        assert count == 20 or count - 1 in _counts(folder)
        assert [hidden.name for hidden in folder.rglob(".*")] == []
        sound(copy)
        return f"backups before {len(counts)} of the steps" if counts else "no backup yet"

    yield play


def _counts(folder: Path) -> set[int]:
    """Return how many documents the backups of a folder hold, each of which must be sound."""
    found = set()
    for file in files_in(folder):
        with Project.open(file.path) as backup:
            assert file.kept.is_verified and backup.check() == []
            found.add(backup.documents.count())
    return found


@contextmanager
def of_restoring(base: Path) -> Iterator[Play]:
    """A backup that is restored."""
    needs_kills()
    path = _large(base)
    keeper = BackupKeeper(base / "backups", MUCH)
    copying = keeper.begin(path, ASKED)
    keeper.finish()
    assert copying is not None and copying.file is not None
    backup = copying.file
    before = backup.read_bytes()
    moments = Moments(lambda say: restore(backup, base / "spare.annot"))

    def play(trial: Trial) -> str:
        to = trial.folder / acts.NAME
        said = killed(lambda say: restore(backup, to), moments.draw(trial.chance))
        assert backup.read_bytes() == before
        if not to.exists():
            assert DONE not in said
            return "no file"
        sound(to)
        return "a whole project"

    yield play


def _export_kind(name: str) -> Kind:
    def playing(base: Path) -> AbstractContextManager[Play]:
        return of_export(name, base)

    return Kind(f"kill: export {name}", 24, playing, 24)


KINDS = (
    Kind("kill: import", 50, of_import, 25),
    Kind("kill: migration", 48, of_migration, 24),
    *(_export_kind(one.name) for one in FORMATS if one.writer is not None),
    Kind("kill: copy", 30, of_copy, 30),
    Kind("kill: backup", 50, of_backup, 25),
    Kind("kill: restoring", 30, of_restoring, 30),
)
