"""A log says of each page what SQLite would read, and a damaged frame takes no other with it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.store.recovery.frames import FRAME_HEAD, HEAD, Frames, read_frames

PAGE = 4096


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    """A database whose twenty last transactions stand in its log."""
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE a (b)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for number in range(20):
            connection.execute("INSERT INTO a VALUES (?)", [str(number) * 900])
        for suffix in ("", "-wal"):
            (tmp_path / f"copy.db{suffix}").write_bytes((tmp_path / f"a.db{suffix}").read_bytes())
    return tmp_path / "copy.db"


def frames_of(path: Path) -> Frames:
    with Path(f"{path}-wal").open("rb") as log:
        return read_frames(log, PAGE)


def with_log(path: Path, frames: Frames) -> bytes:
    """Return the database with the pages of its log put in."""
    data, log = bytearray(path.read_bytes()), Path(f"{path}-wal").read_bytes()
    data.extend(bytes(max(0, frames.count * PAGE - len(data))))
    for page, place in frames.places.items():
        data[(page - 1) * PAGE : page * PAGE] = log[place : place + PAGE]
    return bytes(data)


def test_the_pages_of_a_log_are_those_that_a_checkpoint_writes(logged: Path) -> None:
    frames = frames_of(logged)
    mine = with_log(logged, frames)
    with closing(sqlite3.connect(logged)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert logged.read_bytes() == mine and not frames.is_mixed


@pytest.mark.parametrize("frame", [0, 3, 18])
def test_after_a_damaged_frame_the_others_are_still_found(logged: Path, frame: int) -> None:
    log = Path(f"{logged}-wal")
    whole = frames_of(logged)
    data = bytearray(log.read_bytes())
    data[HEAD + frame * (FRAME_HEAD + PAGE) + FRAME_HEAD + 100] ^= 1
    log.write_bytes(data)
    found = frames_of(logged)
    lost = HEAD + frame * (FRAME_HEAD + PAGE) + FRAME_HEAD
    assert found.is_mixed
    assert {page for page, place in whole.places.items() if place != lost} <= found.places.keys()
    assert lost not in found.places.values()


def test_what_no_transaction_ended_does_not_count_nor_do_frames_from_before(logged: Path) -> None:
    log = Path(f"{logged}-wal")
    data = log.read_bytes()
    frames = frames_of(logged)
    log.write_bytes(data[:-PAGE])  # the last frame is cut
    assert frames_of(logged).places != frames.places
    log.write_bytes(data + bytes(PAGE + FRAME_HEAD))
    assert frames_of(logged) == frames
    log.write_bytes(b"\x37\x7f")
    assert frames_of(logged) == Frames()


def test_a_log_whose_head_is_damaged_is_read_by_its_frames(logged: Path) -> None:
    log = Path(f"{logged}-wal")
    whole = frames_of(logged)
    log.write_bytes(bytes(HEAD) + log.read_bytes()[HEAD:])
    assert frames_of(logged).places == whole.places
