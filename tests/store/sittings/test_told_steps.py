"""What programs tell each other of their steps is heard by those that stay, and gone once nobody is there."""

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.sittings.seen_steps import LogEnd, SeenStep, SeenSteps
from annotator.store.sittings.told_steps import TOLD, ToldSteps, forget_told
from tests.examples import examples
from tests.projects import make_desk
from tests.torture.programs import programs

STEPS = st.builds(
    SeenStep, st.integers(1, 10**12), st.text("0123456789abcdef", min_size=16, max_size=16), st.integers(1)
)
ENDS = st.builds(LogEnd, st.binary(min_size=8, max_size=8), st.integers(0, 2**32 - 1))


@settings(max_examples=examples(30))
@given(st.lists(st.tuples(STEPS, ENDS), max_size=4), st.binary(max_size=300))
def test_the_latest_that_was_told_of_this_file_is_heard_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[SeenStep, LogEnd]], other: bytes
) -> None:
    folder = tmp_path_factory.mktemp("told")
    listens, elsewhere, tells = ToldSteps(folder, (1, 2)), ToldSteps(folder, (1, 3)), ToldSteps(folder, (1, 2))
    (folder / f"another{TOLD}").write_bytes(other)  # of a later version, or damaged
    for step, end in told:
        tells.tell(step, end)
    assert list(listens.heard()) == told[-1:] and list(elsewhere.heard()) == [] and list(tells.heard()) == []
    tells.close()
    assert list(listens.heard()) == told[-1:], "it stays when its program has gone"
    assert list(ToldSteps(folder, (1, 2)).heard()) == [], "who comes later has it in the file"
    (folder / "somebody").touch()
    forget_told(folder)
    assert len(list(folder.glob(f"*{TOLD}"))) == 1 + bool(told)
    (folder / "somebody").unlink()
    forget_told(folder)
    assert list(folder.iterdir()) == []


def test_of_many_that_have_gone_the_latest_are_kept(tmp_path: Path) -> None:
    listens = ToldSteps(tmp_path, (1, 2))
    for number in range(1, 111):
        told = ToldSteps(tmp_path, (1, 2))
        told.tell(SeenStep(number, "s", 1), LogEnd(b"", 0))
        told.close()
    assert sorted(step.number for step, _ in listens.heard()) == [*range(11, 111)]


def test_where_nothing_can_be_written_nothing_is_told(tmp_path: Path) -> None:
    told = ToldSteps(tmp_path / "none", (1, 2))
    told.tell(SeenStep(1, "s", 1), LogEnd(b"", 0))
    assert list(told.heard()) == []
    told.close()
    forget_told(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_who_opens_what_another_has_lost_is_not_told_that_it_lacks_something(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    path, older = desk.project.path, tmp_path / "older.annot"
    desk.project.close()
    shutil.copyfile(path, older)
    with programs(1) as others:
        others.race(path, "stay")
        others.race(path, "open", name="Ben")
        others.race(path, "TRUNCATE")
        subprocess.run(["cp", older, path], check=True)
        with Project.open(path) as project:
            people.add_coder(project, "Cleo")
            project.look()
        assert "was written over by another program" in others.race(path, "open", name="Dan")[0]
        others.race(path, "leave")
    with Project.open(path) as project:
        assert [one.name for one in project.coders.all()][-1] == "Cleo"
        assert project.check() == []
    assert not path.with_name(f".{path.name}.open").exists()


@dataclass
class _Seat:
    """A program with its own view of the folder, as a network shows it: what others wrote is there late, or is old."""

    folder: Path
    told: ToldSteps = field(init=False)
    seen: SeenSteps = field(init=False)
    since: int = 0
    """So many steps were done when it came."""

    def come(self, done: int) -> None:
        self.folder.mkdir(exist_ok=True)
        self.told, self.since = ToldSteps(self.folder, (1, 2)), done
        self.seen = SeenSteps(self.told.heard)

    def go(self) -> None:
        self.told.close()
        forget_told(self.folder)


class _Network:
    """A project at which programs work, and the folder in which they tell each other. `has_log`: it keeps a log."""

    def __init__(self, place: Path, has_log: bool) -> None:
        self._has_log = has_log
        self.steps = list[tuple[SeenStep, LogEnd, int]]()
        """With whose each is."""
        self.salt, self.frames, self.copied = 0, 0, 0
        self.seats = [_Seat(place / str(number)) for number in range(3)]
        self.written = list[tuple[int, str, bytes]]()
        """All that was ever told: by whom, the name of the file, and what stood in it then."""
        for seat in self.seats:
            seat.come(0)

    @property
    def end(self) -> LogEnd:
        """Up to where the log was copied into the file."""
        return self._at(self.copied)

    def _at(self, frames: int) -> LogEnd:
        return LogEnd(bytes([self.salt % 256]) * 8, frames) if self._has_log else LogEnd(b"", 0)

    def step(self, number: int) -> None:
        self.frames += 3
        step, end, seat = SeenStep(len(self.steps) + 1, f"{number}", 1), self._at(self.frames), self.seats[number]
        self.steps.append((step, end, number))
        seat.seen.see(step, end)
        before = self._files(seat)
        seat.told.tell(step, end)
        self.written += [(number, *file) for file in self._files(seat) - before]

    def _files(self, seat: _Seat) -> set[tuple[str, bytes]]:
        return {(path.name, path.read_bytes()) for path in seat.folder.glob(f"*{TOLD}")}

    def show(self, to: int, which: int) -> None:
        """Let something that was told once appear to a program, after something newer perhaps."""
        if self.written:
            number, name, content = self.written[which % len(self.written)]
            if number != to:
                (self.seats[to].folder / name).write_bytes(content)

    def show_all(self) -> None:
        for to in range(len(self.seats)):
            for which in range(len(self.written)):
                self.show(to, which)

    def copy(self, starts_anew: bool) -> None:
        """Make a checkpoint, after which the log may begin anew."""
        self.copied = self.frames
        if starts_anew:
            self.salt, self.frames, self.copied = self.salt + 1, 0, 0

    def in_file(self) -> set[SeenStep]:
        """Return the steps that the file has without its log."""
        end = self.end
        return {step for step, place, _ in self.steps if place.salt != end.salt or place.frames <= end.frames}


OPS = st.one_of(
    st.tuples(st.sampled_from(["step", "leave"]), st.integers(0, 2), st.just(0)),
    st.tuples(st.just("show"), st.integers(0, 2), st.integers(0, 40)),
    st.tuples(st.just("copy"), st.integers(0, 1), st.just(0)),
)


@settings(max_examples=examples(60, usual=20))
@given(ops=st.lists(OPS, max_size=30), has_log=st.booleans(), lost=st.integers(0, 5))
def test_on_a_network_that_shows_files_late_and_old_ones_after_newer_no_step_that_is_there_is_taken_for_lost(
    tmp_path_factory: pytest.TempPathFactory, ops: list[tuple[str, int, int]], has_log: bool, lost: int
) -> None:
    net = _Network(tmp_path_factory.mktemp("network"), has_log)
    for what, number, which in ops:
        if what == "step":
            net.step(number)
        elif what == "leave":
            net.seats[number].go()
            net.seats[number].come(len(net.steps))
        elif what == "show":
            net.show(number, which)
        else:
            net.copy(bool(number))
        for seat in net.seats:
            assert {*seat.seen.copied(net.end)} <= net.in_file()
    net.copy(starts_anew=False)
    net.show_all()
    for number, seat in enumerate(net.seats):
        asked = {*seat.seen.copied(net.end)}
        assert asked <= net.in_file()
        for other in {0, 1, 2} - {number}:
            of_other = [step for step, _, who in net.steps if who == other]
            if of_other and of_other[-1].number > seat.since:
                assert of_other[-1] in asked, "what was shown in the end is heard, whatever was shown before"
        kept = {step for step, _, _ in net.steps[: len(net.steps) - lost]}
        is_missed = any(step.number > max(seat.since, len(kept)) for step, _, _ in net.steps)
        assert bool(asked - kept) >= is_missed, "an older copy lacks one of them"
    for seat in net.seats:
        seat.told.close()
