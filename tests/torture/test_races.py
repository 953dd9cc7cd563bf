"""Programs that make, open, migrate and write one project at once: one of it comes out, and it is whole."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.store.backups.choice import chosen
from annotator.store.backups.folder import files_of_project
from annotator.store.project import Project
from tests.projects import default_codebook
from tests.torture.programs import NAMES, Programs, programs

FILES = Path(__file__).parents[1] / "files"
ROUNDS = int(os.environ.get("ANNOTATOR_RACES", "4"))


@pytest.fixture(scope="module")
def three() -> Iterator[Programs]:
    """Three programs, which take longer to start than to race."""
    with programs() as running:
        yield running


def coders(path: Path) -> set[str]:
    """Return the names of the coders of a project, which must be sound."""
    with Project.open(path) as project:
        assert project.check() == []
        return {coder.name for coder in project.coders.all()}


def test_of_programs_that_make_one_project_at_once_one_does_and_the_others_are_told(
    three: Programs, tmp_path: Path
) -> None:
    for number in range(ROUNDS):
        path = tmp_path / f"{number}.annot"
        said = three.race(path, "new")
        assert said.count("done") == 1
        assert said.count(f"{path} exists already; choose another name, or open it.") == 2
        assert coders(path) == {f"{NAMES[said.index('done')]}0"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{number}.annot" for number in range(ROUNDS)]


def test_who_opens_while_another_makes_it_sees_all_of_it_or_nothing(three: Programs, tmp_path: Path) -> None:
    for number in range(ROUNDS):
        path = tmp_path / f"{number}.annot"
        said = three.race(path, "new", "open", "open")
        assert said[0] == "done" and all(one == "done" or one.startswith("There is no file") for one in said)
        assert coders(path) == {f"{name}0" for name, one in zip(NAMES, said, strict=True) if one == "done"}


@pytest.mark.parametrize("older", sorted(FILES.glob("*.annot"))[:3], ids=lambda path: path.stem)
def test_programs_that_open_an_older_project_at_once_migrate_it_once_and_all_open(
    three: Programs, tmp_path: Path, older: Path
) -> None:
    for number in range(max(1, ROUNDS // 4)):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = Path(shutil.copy(older, folder / "p.annot"))
        assert three.race(path, "open") == ["done"] * 3
        assert coders(path) >= {f"{name}0" for name in NAMES}
        assert {one.name for one in folder.iterdir()} == {"p.annot"}
        copies = [file.path for file in files_of_project(chosen().folder, path) if file.line.project == path.resolve()]
        assert len(copies) <= 1
        for copy in copies:
            assert not coders(copy) & {f"{name}0" for name in NAMES}


def test_programs_that_write_at_once_lose_nothing(three: Programs, tmp_path: Path) -> None:
    path, count = tmp_path / "p.annot", 10 * ROUNDS
    Project.create(path, default_codebook()).close()
    assert three.race(path, "open", count=count) == ["done"] * 3
    assert coders(path) == {f"{name}{number}" for name in NAMES for number in range(count)}
