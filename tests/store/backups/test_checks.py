"""A copy is checked by SQLite and by us, and a check can be stopped."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.errors import BadProject, Cancelled
from annotator.store.backups.checks import Verification
from tests.projects import TEXT, Desk, make_desk


def made(folder: Path) -> tuple[Desk, Path]:
    """Return a desk and a copy of its project."""
    desk = make_desk(folder, [TEXT * 200])
    desk.code("urged China")
    desk.project.back_up(folder / "copy.annot")
    return desk, folder / "copy.annot"


def test_a_sound_copy_has_no_problems_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    _, copy = made(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert Verification(copy).problems() == []
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("damage", ["cut", "bytes", "empty", "gone page"])
def test_a_damaged_copy_is_none(tmp_path: Path, damage: str) -> None:
    _, copy = made(tmp_path)
    data = copy.read_bytes()
    half = len(data) // 2
    copy.write_bytes(
        {
            "cut": data[:half],
            "bytes": data[:half] + b"\xff" * (len(data) - half),
            "empty": b"",
            "gone page": data[: half - half % 4096] + bytes(4096) + data[half - half % 4096 + 4096 :],
        }[damage]
    )
    with pytest.raises(BadProject):
        Verification(copy).problems()


def test_what_our_check_finds_is_said(tmp_path: Path) -> None:
    _, copy = made(tmp_path)
    with closing(sqlite3.connect(copy)) as connection:
        connection.executescript("DROP TRIGGER spans_update; UPDATE spans SET quote = 'other'")
    (problem,) = Verification(copy).problems()
    assert "does not have the text that it quotes." in problem
    assert Verification(copy).problems(is_older=True) == []


def test_a_check_that_is_stopped_says_nothing_of_the_copy(tmp_path: Path) -> None:
    _, copy = made(tmp_path)
    verification = Verification(copy)
    verification.stop()
    with pytest.raises(Cancelled):
        verification.problems()
