"""Projects whose every word is an attack: all that leaves them is read by real programs, and none of these obeys."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.injection import leaving, reading
from tests.injection.hostile import hostile_project
from tests.torture.kinds import Kind, Play, Trial


def _reading(read: Sequence[reading.Reader], everything: bool = False) -> Callable[[Trial], str]:
    """Return a trial in which these programs read all files; `everything`: by all options of the formats, too."""

    def play(trial: Trial) -> str:
        place, work = trial.folder / "left", trial.folder / "work"
        place.mkdir()
        with hostile_project(place, trial.chance) as project:
            leaving.exported(project, place, everything)
            desk = leaving.desk_at(project, place)
        leaving.written(desk, place)
        for number, one in enumerate(read):
            (work / f"{number}").mkdir(parents=True)
            faults = list(one(place, work / f"{number}"))
            assert not faults, f"{one.__name__}, {len(faults)}: {faults[0]}"
        return "nobody obeyed"

    return play


def _said(trial: Trial) -> str:
    with hostile_project(trial.folder, trial.chance, is_coded=False) as project:
        desk = leaving.desk_at(project, trial.folder)
    for line, out, err in leaving.played(desk, trial.folder, files=False):
        assert leaving.orders(out) == leaving.orders(err) == [], line
    return "no orders"


def _kind(name: str, count: int, play: Play) -> Kind:
    @contextmanager
    def playing(base: Path) -> Iterator[Play]:
        yield play

    return Kind(f"injection: {name}", count, playing, 1)


KINDS = (
    _kind("parsers", 12, _reading(reading.PARSERS, everything=True)),
    _kind("terminal", 12, _said),
    _kind("pandas", 6, _reading([reading.by_frames, reading.by_markdown])),
    _kind("R", 6, _reading([reading.by_r])),
    _kind("LibreOffice", 6, _reading([reading.by_office])),
    _kind("browser", 6, _reading([reading.by_browser])),
    _kind("TeX", 6, _reading([reading.by_tex])),
)
