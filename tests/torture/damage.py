"""Files that are damaged: cut off, overwritten, with one bit flipped; with the log of a killed program beside, or not.

Each is refused in a sentence, or it opens: then our check finds what is wrong, or everything is there as it was at some
step. What is damaged keeps its bytes, and whatever is acknowledged is in the file or in a rescue file.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from annotator.model.errors import BadProject, FileGone, UserError
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.recovery.rescuing import rescue as rescue_file
from annotator.store.sittings import rescue
from tests.torture import acts
from tests.torture.kills import skip_without_encryption
from tests.torture.kinds import Kind, Play, Trial

LOG = f"{acts.NAME}-wal"
_WHOLE, _EARLIER = "nothing is missing", "as it was at a step"
Damage = Callable[[bytearray, Random], None]


def cut(data: bytearray, chance: Random) -> None:
    """Cut it off somewhere."""
    del data[_place(data, chance) :]


def overwrite(data: bytearray, chance: Random) -> None:
    """Overwrite a place with noise, zeros or what stands elsewhere in it."""
    at, length = _place(data, chance), chance.choice([1, 100, 4096, 20_000])
    length = min(length, len(data) - at)
    other = chance.randrange(len(data) - length + 1)
    data[at : at + length] = chance.choice([chance.randbytes(length), bytes(length), data[other : other + length]])


def flip(data: bytearray, chance: Random) -> None:
    """Flip one bit."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _place(data: bytearray, chance: Random) -> int:
    """Draw a place, more often one in the first page, where everything begins."""
    return chance.randrange(len(data)) if chance.random() < 0.8 else chance.randrange(min(4096, len(data)))


@dataclass(frozen=True, slots=True)
class _Whole:
    """A project with a log beside it as a killed program leaves them, and all that it was, step by step."""

    files: dict[str, bytes]
    states: set[str]


def everything(project: Project) -> str:
    """Return a hash of all tables, and of how they are made; not of when a migration was applied, which nobody asks."""
    digest, run = hashlib.sha256(), project._connection.execute
    made = run("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    digest.update(repr(made).encode("utf-8", "surrogatepass"))
    for name in [name for type, name, _ in made if type == "table"]:
        columns = "id, migration_set, name" if name == "_sqlite_migrations" else "*"
        for row in run(f'SELECT {columns} FROM "{name}"'):
            digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _whole(base: Path, passphrase: str) -> _Whole:
    path = acts.new_file(base, times=30, passphrase=passphrase)
    states = set()
    with acts.opened(path) as project:
        for number in range(20):
            acts.act(project, Random(number), 0.2)
    with acts.opened(path) as project:
        states.add(everything(project))
        for number in range(30):
            acts.act(project, Random(number), 0.2)
            states.add(everything(project))
        files = {name: path.with_name(name).read_bytes() for name in (acts.NAME, LOG)}
    assert len(files[LOG]) > 100_000
    return _Whole(files, states)


def _bytes_of(folder: Path, names: list[str]) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names if (folder / name).exists()}


def _ends(folder: Path, before: dict[str, bytes], states: set[str], log_is_hit: bool) -> str:
    """Open it, look at all of it, and close it: none of this may write into it unless it is sound."""
    path = folder / acts.NAME
    try:
        with Project.open(path) as project:
            said = project.check()
            state = "" if said else everything(project)
    except BadProject as error:
        sentence(str(error))
        return "refused"
    finally:
        assert _bytes_of(folder, list(before)) == before, "bytes were changed"
    for one in said:
        sentence(one)
    assert said or state in states, "it holds something else, and nothing is said"
    return "check tells" if said else _EARLIER if log_is_hit else _WHOLE


def sentence(said: str) -> None:
    """Hold that something is said as a user can read it."""
    assert said.endswith(".") and "\n" not in said and "error of the program" not in said and "Traceback" not in said, (
        said
    )


def _works_on(folder: Path, before: dict[str, bytes]) -> str:
    """Let somebody take a step in it before the damage is known, and return where that is: in the file or beside it."""
    path, beside = folder / acts.NAME, ""
    try:
        with acts.opened(path) as project:
            people.add_coder(project, "Ben")
            beside = "in the file"
    except FileGone as error:
        sentence(str(error))
        steps = len(rescue.read(Path(error.rescue)).steps) if error.rescue else 0
        assert steps == (beside != ""), f"{steps} steps are rescued: {error}"
        beside = beside and "in a rescue file"
    except (UserError, IndexError) as error:
        assert isinstance(error, UserError), "nobody is in it"
        sentence(str(error))
        beside = beside and "lost"
    assert beside != "lost"
    if beside == "in the file":
        with Project.open(path) as project:
            assert "Ben" in [coder.name for coder in project.coders.all()]
    else:
        # What is not known yet to be damaged may have got a step into its log; what was there is there.
        now = _bytes_of(folder, list(before))
        assert now[acts.NAME] == before[acts.NAME], "bytes were changed"
        assert now.get(LOG, b"")[32:].startswith(before.get(LOG, b"")[32:]) or not before.get(LOG), (
            "the log was changed"
        )
    return beside


def _is_rescued(folder: Path, before: dict[str, bytes]) -> None:
    """Make a new project of what can be read: a sound one, or none and a sentence; the file keeps its bytes."""
    new = folder / "new.annot"
    try:
        rescue_file(folder / acts.NAME, new)
    except BadProject as error:
        sentence(str(error))
        assert not new.exists()
    else:
        with Project.open(new) as project:
            assert project.check() == [], "what was rescued is not sound"
    assert _bytes_of(folder, list(before)) == before, "bytes were changed by the rescue"


def of(damage: Damage, with_log: bool, passphrase: str = "") -> Callable[[Path], AbstractContextManager[Play]]:
    """Return what damages a project in one way, with its log beside it or without, encrypted or not."""

    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        if passphrase:
            skip_without_encryption()
        whole = _whole(base, passphrase)

        def play(trial: Trial) -> str:
            names = [acts.NAME, LOG] if with_log else [acts.NAME]
            files = {name: bytearray(whole.files[name]) for name in names}
            hit = names[-1] if trial.chance.random() < 0.4 else acts.NAME
            damage(files[hit], trial.chance)
            before = {name: bytes(data) for name, data in files.items()}
            again = trial.folder / "again"
            again.mkdir()
            for folder in (trial.folder, again):
                for name, data in before.items():
                    (folder / name).write_bytes(data)
            ended = _ends(trial.folder, before, whole.states, hit == LOG)
            works = _works_on(again, before)
            assert works == "in the file" or ended not in ("nothing is missing", "as it was at a step")
            return (
                f"{ended}, a step is {works}"
                if works and ended not in ("nothing is missing", "as it was at a step")
                else ended
            )

        yield play

    return playing


KINDS = (
    Kind("cut, with a log", 300, of(cut, True)),
    Kind("cut, without", 300, of(cut, False)),
    Kind("overwritten, with a log", 200, of(overwrite, True)),
    Kind("overwritten, without", 200, of(overwrite, False)),
    Kind("one bit flipped, with a log", 200, of(flip, True)),
    Kind("one bit flipped, without", 200, of(flip, False)),
    Kind("cut, encrypted", 40, of(cut, True, acts.PASSPHRASE)),
    Kind("overwritten, encrypted", 40, of(overwrite, True, acts.PASSPHRASE)),
    Kind("one bit flipped, encrypted", 40, of(flip, True, acts.PASSPHRASE)),
)
