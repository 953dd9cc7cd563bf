"""Each kind of tampering: mended into the project as it was, or named; and the file keeps its bytes."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store.project import Project
from annotator.store.recovery.repairing import repair
from tests.store.check.rich_project import rich_project
from tests.store.check.test_chain_check import tampered
from tests.store.check.test_tampering import TAMPERINGS
from tests.store.erasing.erased import erased_desk
from tests.store.recovery.test_rescuing import COUNT, tables

NOT_MENDABLE = (
    "UPDATE texts SET text = replace(text, 'a', 'b')",
    "DELETE FROM texts",
    "DELETE FROM source_files",
    "UPDATE source_files SET body = x'00'",
    "UPDATE parts SET line = replace(line, 'do', 'dO')",
    "DELETE FROM parts WHERE strand = (SELECT max(strand) FROM parts)",
)
"""What the parts say nothing of, and the parts themselves."""
OF_THE_SCHEMA = (
    "DROP INDEX spans_by_document",
    "DROP TABLE tips",
    "DROP TABLE links",
    "DROP TABLE hidden",
    "CREATE INDEX mine ON spans (note)",
    "CREATE TRIGGER mine AFTER INSERT ON spans BEGIN DELETE FROM links; END",
    "UPDATE steps SET seal = x'00' WHERE number = 5",
    "UPDATE journal SET clock = 3",
)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with rich_project() as path:
        yield Path(shutil.copy(path, tmp_path_factory.mktemp("rich")))


TRIED = [*TAMPERINGS, *OF_THE_SCHEMA] if COUNT > 100 else [*TAMPERINGS[1::6], *NOT_MENDABLE[4:], *OF_THE_SCHEMA[1::3]]
"""All of them under `make torture`."""


@pytest.mark.parametrize("statement", TRIED)
def test_it_is_mended_whole_or_named(statement: str, rich: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(rich, tmp_path / "altered.annot"))

    def change(file: sqlite3.Connection) -> None:
        file.execute(statement)

    if "TABLE" in statement:
        with sqlite3.connect(path) as connection:
            connection.execute(statement)
        connection.close()
    else:
        tampered(path, change)
    before = path.read_bytes()
    outcome = repair(path, tmp_path / "new.annot")
    assert path.read_bytes() == before and outcome.before
    if statement in NOT_MENDABLE:
        assert outcome.left
        return
    assert (outcome.left, outcome.unproven) == ((), "")
    with Project.open(tmp_path / "new.annot") as project:
        assert project.check() == []
    assert tables(tmp_path / "new.annot") == tables(rich)


@pytest.mark.parametrize("names", [2, 40])
def test_triggers_that_were_dropped_are_put_back(names: int, rich: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(rich, tmp_path / "altered.annot"))
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()[:names]:
            connection.execute(f"DROP TRIGGER {name}")
    connection.close()
    outcome = repair(path, tmp_path / "new.annot")
    assert len(outcome.mended) == min(names, len(outcome.before)) and outcome.left == ()


def test_a_project_in_order_needs_no_copy(rich: Path, tmp_path: Path) -> None:
    outcome = repair(rich, tmp_path / "new.annot")
    assert outcome.before == () and not (tmp_path / "new.annot").exists()


def test_what_sqlite_finds_damaged_is_left_to_the_rescue(rich: Path, tmp_path: Path) -> None:
    path = tmp_path / "altered.annot"
    data = bytearray(rich.read_bytes())
    data[4096 * 20 : 4096 * 24] = bytes(4 * 4096)
    path.write_bytes(data)
    with pytest.raises(BadProject, match="damaged"):
        repair(path, tmp_path / "new.annot")
    assert path.read_bytes() == data and [one.name for one in tmp_path.iterdir()] == ["altered.annot"]


def test_nothing_is_written_over(rich: Path, tmp_path: Path) -> None:
    (tmp_path / "new.annot").write_bytes(b"mine")
    with pytest.raises(BadProject, match="exists already"):
        repair(rich, tmp_path / "new.annot")
    assert (tmp_path / "new.annot").read_bytes() == b"mine"


def test_beside_what_was_erased_the_rest_is_mended(tmp_path: Path) -> None:
    path, _ = erased_desk(tmp_path)
    tampered(path, lambda file: file.executescript("UPDATE tips SET counter = 9; UPDATE spans SET label = 'actor'"))
    new = tmp_path / "new.annot"
    assert repair(path, new).left == ()
    with Project.open(new) as project:
        assert project.check() == [] and len(project.erasures.said()) == 1
