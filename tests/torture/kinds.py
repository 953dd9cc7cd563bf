"""What a kind of trial is, and how trials are played."""

import random
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.store.sittings import open_files

SEED = "1"
SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial: its number within its kind, its own chance, and an empty folder of its own."""

    number: int
    chance: random.Random
    folder: Path


Play = Callable[[Trial], str]
"""Plays a trial and returns in a few words how it ended; whatever it raises is a fault of the program."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of trial. `count`: how many `make torture` plays; `chunk`: how many one process plays in a row."""

    name: str
    count: int
    playing: Callable[[Path], AbstractContextManager[Play]]
    """Makes in a folder what all of its trials begin with."""
    chunk: int = 50


@dataclass(frozen=True, slots=True)
class Result:
    """How a trial ended: in a few words, or with a fault."""

    number: int
    ended: str
    fault: str = ""


def played(kind: Kind, numbers: Iterable[int], seed: str = SEED, keep: Path | None = None) -> Iterator[Result]:
    """Play trials of a kind, each in a folder of its own, with settings and data of their own.

    What is wrong before the first or after the last of them is a fault of that one. `keep`: where the folder of a trial
    with a fault is copied to.
    """
    number = -1
    with tempfile.TemporaryDirectory(prefix="torture-") as place, pytest.MonkeyPatch.context() as patch:
        root = Path(place)
        patch.setenv("ANNOTATOR_CONFIG", str(root / "config"))
        patch.setenv("ANNOTATOR_DATA", str(root / "data"))
        (root / "base").mkdir()
        try:
            with kind.playing(root / "base") as play:
                for number in numbers:
                    folder = root / f"{number}"
                    folder.mkdir()
                    shutil.rmtree(root / "data", ignore_errors=True)
                    result = _result(play, Trial(number, random.Random(f"{seed} {kind.name} {number}"), folder))
                    if result.fault and keep is not None:
                        shutil.copytree(folder, keep / f"{kind.name.replace(': ', ' ')} {number}", dirs_exist_ok=True)
                    yield result
                    shutil.rmtree(folder, ignore_errors=True)
        except Exception as error:  # noqa: BLE001 - what all of them left
            yield Result(number, "", _fault(error))


def _result(play: Play, trial: Trial) -> Result:
    is_open = set(open_files._open)
    try:
        ended = play(trial)
        assert set(open_files._open) == is_open, "a file counts as open that is closed"
        return Result(trial.number, ended)
    except pytest.skip.Exception:
        return Result(trial.number, SKIPPED)
    except Exception as error:  # noqa: BLE001 - a fault of any kind is what is looked for
        return Result(trial.number, "", _fault(error))


def _fault(error: Exception) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno}: {where.line})"


def held(kind: Kind, count: int, first: int = 0) -> None:
    """Play a few trials within a test: none of them may end with a fault."""
    results = list(played(kind, range(first, first + count)))
    assert len(results) == count
    assert [(one.number, one.fault) for one in results if one.fault] == []
    if all(one.ended == SKIPPED for one in results):
        pytest.skip(f"this system does not let us try: {kind.name}")
