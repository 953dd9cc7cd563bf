"""Projects of which something was erased, and the search for it in the bytes of files."""

import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from annotator.store.erasing.erased_copy import without
from annotator.store.erasing.finding import ToErase
from tests.projects import TEXT, Desk, make_desk

SECRET = "Strictly secret: Ž🕊 asked the envoys to withdraw."


def erase_in(path: Path, wanted: ToErase, person: str = "") -> None:
    """Put a copy without what is wanted in the place of a project that nobody has open."""
    first = path.with_name("first.annot")
    shutil.copy(path, first)
    made = without(first, wanted, person)
    assert made is not None and not first.exists()
    made.path.replace(path)


def erased_desk(folder: Path) -> tuple[Path, Desk]:
    """Return the file of a project in which one of two coded documents was erased; its project is closed."""
    desk = make_desk(folder, (TEXT, SECRET))
    desk.code("urged China")
    desk.code("asked", document=1)
    desk.code("withdraw", document=1)
    desk.project.undo()
    desk.project.close()
    erase_in(desk.project.path, ToErase(frozenset([desk.documents[1].id])), desk.ana.id)
    return desk.project.path, desk


def held_in(path: Path, words: Iterable[str]) -> set[str]:
    """Return those of the words that a file holds in any form in which a program may write them."""
    pieces = list(_pieces(path))
    return {word for word in words if any(form in piece for form in forms(word) for piece in pieces)}


def forms(word: str) -> Iterator[bytes]:
    for text in {word, json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1]}:
        yield text.encode()
        yield text.encode("utf-16-le")
        yield text.encode("utf-16-be")
        yield json.dumps(text)[1:-1].encode()


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, and where it is a database each value in it, decompressed."""
    data = path.read_bytes()
    yield data
    if not data.startswith(b"SQLite format 3"):
        return
    with closing(sqlite3.connect(path)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, str):
                        yield value.encode()
                    elif isinstance(value, bytes) and table == "segments" and len(value) != 32:
                        yield zlib.decompress(value)
