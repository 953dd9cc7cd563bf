"""What programs tell each other of their steps is heard by those that stay, and gone once nobody is there."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.sittings.seen_steps import LogEnd, SeenStep
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
