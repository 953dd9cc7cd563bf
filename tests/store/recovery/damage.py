"""Ways of damaging a project file, and what of it stood wholly in pages that are as they were."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from annotator.store.recovery.pages import PageFile
from annotator.store.recovery.records import FoundRecord, tree_page
from annotator.store.recovery.table_shapes import shapes_in
from annotator.store.schema.tables import BY_HASH, Table

PAGE = 4096
Damage = Callable[[bytearray, random.Random], None]


def cut(data: bytearray, rng: random.Random) -> None:
    """Cut a file off somewhere."""
    del data[rng.randrange(len(data)) :]


def overwritten(data: bytearray, rng: random.Random) -> None:
    """Write something over a part of it."""
    first, length = rng.randrange(len(data)), rng.choice((1, 100, PAGE, 5 * PAGE))
    length = min(length, len(data) - first)
    data[first : first + length] = rng.choice((rng.randbytes(length), bytes(length), b"\xff" * length))


def emptied(data: bytearray, rng: random.Random) -> None:
    """Empty whole pages."""
    for _ in range(rng.choice((1, 3, 10, 40))):
        first = rng.randrange(max(1, len(data) // PAGE)) * PAGE
        data[first : first + PAGE] = bytes(len(data[first : first + PAGE]))


def flipped(data: bytearray, rng: random.Random) -> None:
    """Flip single bits."""
    for _ in range(rng.choice((1, 1, 10))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


WAYS: tuple[Damage, ...] = (cut, overwritten, emptied, flipped)


def rows_by_pages(path: Path) -> Iterator[tuple[str, tuple[object, ...], frozenset[int]]]:
    """Yield table, row and pages of all texts and journaled rows of a sound, closed file."""
    with closing(sqlite3.connect(path)) as connection:
        shapes = shapes_in(connection)
        roots = connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'").fetchall()
    file = PageFile(path)
    try:
        for name, root in roots:
            if name in BY_HASH or name in set(Table):
                for found in _records(file, root):
                    row = shapes[name].row(found)
                    assert row is not None, (name, found)
                    yield name, row, frozenset(found.pages)
    finally:
        file.close()


def _records(file: PageFile, root: int) -> Iterator[FoundRecord]:
    page = tree_page(file, root)
    assert page is not None
    yield from page.records
    for child in page.children:
        yield from _records(file, child)


def untouched(before: bytes, after: bytes) -> set[int]:
    """Return the pages of a file that damage has left as they were."""
    count = len(before) // PAGE
    return {
        number + 1
        for number in range(count)
        if before[number * PAGE : (number + 1) * PAGE] == after[number * PAGE : (number + 1) * PAGE]
    }
