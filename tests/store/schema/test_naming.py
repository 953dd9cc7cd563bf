"""Steps of older files get names: the same in each copy for what they have in common, and others for the rest."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from annotator.model.coder import LayerKind
from annotator.store.project import Project
from tests.store.older_files import OlderFile

FILES = Path(__file__).parents[2] / "files"


def names(project: Project) -> list[tuple[str, int]]:
    """Return sitting and place of all steps."""
    return project._connection.execute("SELECT sitting, place FROM steps ORDER BY number").fetchall()


def parts(project: Project) -> dict[tuple[str, str], list[bytes]]:
    """Return the hashes of all parts by their strands."""
    found = project._connection.execute(
        "SELECT sitting, channel, hash FROM (SELECT strand, counter, hash FROM parts UNION ALL"
        " SELECT strand, last, hash FROM segments) JOIN strands ON strands.id = strand ORDER BY strand, counter"
    )
    strands: dict[tuple[str, str], list[bytes]] = {}
    for sitting, channel, hash in found:
        strands.setdefault((sitting, channel), []).append(hash)
    return strands


def work(path: Path, count: int, span: str) -> None:
    """Work on in an older copy: one step for each of `count`, and the first of them taken back."""
    file = OlderFile.__new__(OlderFile)
    file.path, file.connection = path, sqlite3.connect(path, isolation_level=None)
    file.run = file.connection.execute
    steps = []
    for number in range(count):
        with file.step("Add a coder") as step:
            file.add_coder(f"{span}{number}")
        steps.append(step)
    file.undo(steps[-1])
    file.close()


def test_copies_of_one_older_file_agree_on_names_and_parts_of_what_they_have_in_common(tmp_path: Path) -> None:
    file = OlderFile(tmp_path / "a.annot", 2)
    with file.step("Begin", "ana"):
        file.add_coder("ana")
        file.add_document("one")
    with file.step("Gold"):
        file.insert("layers", id="old-gold", name="Gold", kind="gold")
        file.insert("assignments", id="old-gold/one", layer="old-gold", document="one")
    common = 3
    first = file.close()
    second = Path(shutil.copy(first, tmp_path / "b.annot"))
    work(first, 2, "x")
    work(second, 3, "y")
    with Project.open(first) as one, Project.open(second) as other:
        assert one.origin == other.origin
        mine, theirs = names(one), names(other)
        assert mine[:common] == theirs[:common] and not set(mine[common:]) & set(theirs[common:])
        ours, others = parts(one), parts(other)
        shared = ours.keys() & others.keys()
        assert {sitting for sitting, _ in shared} == {sitting for sitting, _ in mine[:common]}
        assert all(ours[name] == others[name] for name in shared)
        for project in (one, other):
            (gold,) = project.layers.all(LayerKind.GOLD)
            assert gold.id == project.gold_id == f"gold-{project.origin}"
            assert [one.layer for one in project.assignments.of_layer(gold.id)] == [gold.id]
            assert project.check() == []


@pytest.mark.parametrize("path", sorted(FILES.glob("*.annot")), ids=lambda path: path.stem)
def test_the_history_of_an_older_file_replayed_gives_its_tables(path: Path, tmp_path: Path) -> None:
    with Project.open(Path(shutil.copy(path, tmp_path))) as project:
        assert project.check() == []
        assert len(set(names(project))) == project.journal.count()


def test_files_that_begin_apart_have_different_origins(tmp_path: Path) -> None:
    origins = set()
    for name in ("acts", "settings"):
        with Project.open(Path(shutil.copy(FILES / f"{name}.annot", tmp_path))) as project:
            origins.add(project.origin)
    assert len(origins) == 2
