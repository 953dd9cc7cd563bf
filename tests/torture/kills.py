"""Work that is killed at any moment, by kinds: what was acknowledged is there, and nothing is there by half."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from annotator.model.errors import BadProject
from annotator.store.connections.connecting import require_library
from annotator.store.project import Project
from tests.torture import acts
from tests.torture.killing import DONE, Moments, Say, killed, needs_kills
from tests.torture.kinds import Kind, Play, Trial


def age(folder: Path) -> None:
    """Let all that is hidden in a folder be old: what nobody has touched for long was left by somebody killed."""
    for path in folder.rglob("*"):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            os.utime(path, (0, 0))


def sound(path: Path) -> tuple[list[str], int]:
    """Open a project, which must be whole and take a step; return its history before that, and how many documents.

    Nothing is left beside it then of what a killed program had there.
    """
    age(path.parent)
    with acts.opened(path) as project:
        assert project.others() == ()
        history, count = acts.lines(project), project.documents.count()
        assert project.check() == []
        acts.ACTS[0](project, Random(0))
        assert len(acts.lines(project)) == len(history) + 1
    names = {one.name for one in path.parent.iterdir() if one.name.startswith((path.name, "."))}
    assert names == {path.name}, f"beside it: {names}"
    return history, count


@contextmanager
def of_verbs(base: Path) -> Iterator[Play]:
    """Random verbs, one after the other."""
    yield from _of_acts(base, 0, 0.0)


@contextmanager
def of_encrypted(base: Path) -> Iterator[Play]:
    """Random verbs and undo in a project with a passphrase."""
    skip_without_encryption()
    yield from _of_acts(base, 10, 0.2, acts.PASSPHRASE)


@contextmanager
def of_undo(base: Path) -> Iterator[Play]:
    """Steps taken back and done again, among others."""
    yield from _of_acts(base, 40, 0.8)


def skip_without_encryption() -> None:
    """Skip where the library of encrypted projects is not installed."""
    try:
        require_library(acts.NAME)
    except BadProject:
        pytest.skip("the library of encrypted projects is not installed")


def _of_acts(base: Path, before: int, undoing: float, passphrase: str = "") -> Iterator[Play]:
    needs_kills()
    path = acts.new_file(base, passphrase=passphrase)
    with acts.opened(path) as project:
        for number in range(before):
            acts.act(project, Random(number))

    def play(trial: Trial) -> str:
        copy = acts.copied(path, trial.folder)

        def work(say: Say) -> None:
            with acts.opened(copy) as project:
                while True:
                    acts.act(project, trial.chance, undoing)
                    say(acts.acknowledged(project))

        said = list(dict.fromkeys(killed(work, 0.02 + 0.3 * trial.chance.random())))
        history, _ = sound(copy)
        missing = [line for line in said if line not in history]
        assert missing == [], f"acknowledged and lost: {missing}"
        assert not said or history.index(said[-1]) >= len(history) - 2, "more was done than was said"
        return "all acts there" if said else "killed before the first act"

    yield play


@contextmanager
def of_new(base: Path) -> Iterator[Play]:
    """A project that is made."""
    needs_kills()
    moments = Moments(lambda say: acts.new_file(base))

    def play(trial: Trial) -> str:
        path = trial.folder / acts.NAME
        # `new_file` says when it is made; a coder and documents come after that.
        said = killed(lambda say: acts.new_file(trial.folder), moments.draw(trial.chance))
        if not path.exists():
            assert DONE not in said
            return "no file"
        with Project.open(path) as project:
            assert project.check() == []
            is_whole = project.documents.count() == 6
        assert is_whole or DONE not in said
        return "whole" if is_whole else "made, not filled"

    yield play


KINDS = (
    Kind("kill: verbs", 90, of_verbs, 30),
    Kind("kill: undo and redo", 60, of_undo, 30),
    Kind("kill: verbs, encrypted", 30, of_encrypted, 30),
    Kind("kill: new project", 30, of_new, 30),
)
