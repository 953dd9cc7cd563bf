"""Copies and packets, while the program that gives out, hands in or takes in is killed: whole files or none.

What was handed in and not noted is handed in once more; what was taken in twice is there once.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from annotator.model.errors import NotAllowed
from annotator.operations.coding import annotate
from annotator.operations.team import handing_in, taking_in
from annotator.operations.team.copies import give_out
from annotator.store.project import Project
from tests.operations.team.copies_made import CopiedTeam, make_team_of_copies
from tests.torture.killing import Moments, Say, killed, needs_kills
from tests.torture.kills import age
from tests.torture.kinds import Kind, Play, Trial

ACTS = 120


@contextmanager
def _team(base: Path) -> Iterator[CopiedTeam]:
    """Yield a team of which Ana did some acts in her copy; all files are closed."""
    needs_kills()
    team = make_team_of_copies(base)
    team.project.close()
    with Project.open(team.copies["Ana"]) as copy:
        (layer,) = copy.layers.of_coder(team.people["Ana"])
        span = annotate.add_span(copy, team.documents[0], layer.id, [(0, 6)], "appeal")
        for number in range(ACTS - 1):
            annotate.set_note(copy, span.id, random.Random(number).randbytes(200).hex())
    yield team


def _give(team: CopiedTeam, project: Path) -> None:
    with Project.open(project, team.people["Lea"]) as whole:
        give_out(whole, project.parent, [team.people["Ben"]], anew=True)


def _hand_in(team: CopiedTeam, copy: Path) -> None:
    with Project.open(copy) as own:
        handing_in.hand_in(own, copy.parent)


def _take(team: CopiedTeam, project: Path) -> None:
    with Project.open(project, team.people["Lea"]) as whole:
        for came in taking_in.take_in(whole, sorted(project.parent.glob("*.packet"))):
            assert not came.problem, came.problem


Work = Callable[[CopiedTeam, Path], None]


def _of(work: Work, look: Callable[[CopiedTeam, Path], str]) -> Callable[[Path], AbstractContextManager[Play]]:
    """Return what does some work on a project, or on Ana's copy, and looks at what a kill left of it."""

    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        with _team(base) as team:
            begin = team.copies["Ana"] if work is _hand_in else team.project.path
            packets = [] if work is not _take else [_packet(team, base)]

            def copied(folder: Path) -> Path:
                for path in (begin, *packets):
                    shutil.copy(path, folder / path.name)
                return folder / begin.name

            (base / "spare").mkdir()
            spare = copied(base / "spare")
            moments = Moments(lambda say: work(team, spare))

            def play(trial: Trial) -> str:
                path = copied(trial.folder)

                def do(say: Say) -> None:
                    work(team, path)

                killed(do, moments.draw(trial.chance))
                age(trial.folder)
                return look(team, path)

            yield play

    return playing


def _packet(team: CopiedTeam, base: Path) -> Path:
    with Project.open(team.copies["Ana"]) as copy:
        return handing_in.hand_in(copy, base).path


def _given(team: CopiedTeam, path: Path) -> str:
    there = [one for one in path.parent.glob("*.annot") if one != path]
    for one in there:
        with Project.open(one) as copy:
            assert copy.check() == [] and copy.person == team.people["Ben"]
    _give(team, path)
    with Project.open(path) as whole:
        assert whole.check() == []
    assert len([one for one in path.parent.iterdir() if not one.name.startswith(path.name)]) == len(there) + 1
    return "a whole copy" if there else "no file"


def _handed_in(team: CopiedTeam, path: Path) -> str:
    there = list(path.parent.glob("*.packet"))
    try:
        _hand_in(team, path)
    except NotAllowed:
        assert there, "it was noted, and is not there"
    whole = path.parent / "whole.annot"
    shutil.copy(team.project.path, whole)
    _take(team, whole)
    with Project.open(whole) as project:
        assert project.spans.count() == 1 and project.check() == [] and project.handed.waiting() == {}
        (layer,) = project.layers.of_coder(team.people["Ana"])
        (span,) = project.spans.of_document(team.documents[0], layer.id)
        assert span.note == random.Random(ACTS - 2).randbytes(200).hex()
    return "a whole packet" if there else "no file"


def _taken(team: CopiedTeam, path: Path) -> str:
    with Project.open(path, team.people["Lea"]) as project:
        count = project.spans.count()
        assert count in (0, 1) and project.check() == []
    _take(team, path)
    with Project.open(path) as project:
        assert project.spans.count() == 1 and project.check() == []
    return "taken in" if count else "nothing"


KINDS = (
    Kind("kill: give out a copy", 30, _of(_give, _given)),
    Kind("kill: hand in", 30, _of(_hand_in, _handed_in)),
    Kind("kill: take in", 30, _of(_take, _taken)),
)
