"""A seal proves what was made anew, and a step that nothing proves ends it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.recovery.proving import prove
from tests.projects import make_desk


@pytest.fixture
def pair(tmp_path: Path) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    """A file to be altered, and the same as it was."""
    desk = make_desk(tmp_path)
    for quote in ("urged China", "China undertook"):
        desk.code(quote)
    desk.project.close()
    other = shutil.copy(desk.project.path, tmp_path / "other.annot")
    found = sqlite3.connect(desk.project.path, isolation_level=None), sqlite3.connect(other, isolation_level=None)
    for (name,) in found[0].execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        found[0].execute(f"DROP TRIGGER {name}")
    return found


@pytest.mark.parametrize(
    ("statement", "recorded", "unproven"),
    [
        ("SELECT 1", True, None),
        ("UPDATE steps SET person = 'x' WHERE number = 4", True, None),
        ("UPDATE steps SET seal = x'00' WHERE number = 4", True, None),
        ("UPDATE changes SET after = '{}' WHERE step = 4", False, None),
        ("DELETE FROM changes WHERE step = 4", False, None),
        ("UPDATE steps SET seal = x'00' WHERE number IN (4, 5)", True, 4),
    ],
)
def test_each_is_proven_by_its_seal_or_by_the_next(
    statement: str, recorded: bool, unproven: int | None, pair: tuple[sqlite3.Connection, sqlite3.Connection]
) -> None:
    file, made = pair
    with closing(file), closing(made):
        seals = [seal for (seal,) in file.execute("SELECT seal FROM steps ORDER BY number")]
        file.execute(statement)
        proven, first = prove(file, made)
        assert first == unproven
        assert [one.seal for one in proven] == seals[: len(proven)]
        if unproven is None:
            assert len(proven) == len(seals) and proven[3].is_recorded is recorded
