"""Project files as an older version of the program wrote them: its schema, and steps in its journal."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from annotator.model.document import sha256_of
from annotator.store.schema import migrations
from tests.projects import TEXT, default_codebook

TIME = "2026-01-02T03:04:05Z"


class OlderFile:
    """A file with the first `count` migrations alone, written by plain SQL."""

    def __init__(self, path: Path, count: int) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.run = self.connection.execute
        self.run(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        self.run("PRAGMA foreign_keys = ON")
        older = migrations.migrations.first(count)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(migrations, "migrations", older)
            migrations.bring_up_to_date(self.connection, path)
        body = default_codebook().model_dump_json(exclude_defaults=True)
        with self.step("New project"):
            self.insert("properties", id="name", value="Older")
            self.insert("codebook_versions", id="v1", number=1, codebook=body, time=TIME)
        self.run("UPDATE journal SET step = 0")
        self.run("UPDATE steps SET state = 'dropped'")
        self.run("UPDATE journal SET step = NULL")

    @contextmanager
    def step(self, label: str, person: str = "") -> Iterator[int]:
        """Write a step that is recorded as the program did."""
        number = self._begin("do", label, person, "done", None)
        yield number
        self._end()

    def undo(self, step: int) -> None:
        """Take a step back, as the program did."""
        self._replay(step, "undo")

    def redo(self, step: int) -> None:
        """Do a step again, as the program did."""
        self._replay(step, "redo")

    def insert(self, table: str, **row: Any) -> None:
        """Insert a row."""
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        self.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))

    def put(self, id: str, value: Any) -> None:
        """Set a property: a text as it is, all else as JSON."""
        text = value if isinstance(value, str) else json.dumps(value)
        if not self.run("UPDATE properties SET value = ? WHERE id = ?", [text, id]).rowcount:
            self.insert("properties", id=id, value=text)

    def add_coder(self, name: str) -> None:
        """Add a coder and a layer, both with the name as their id."""
        self.insert("coders", id=name, name=name, pseudonym=f"p-{name}")
        self.insert("layers", id=f"{name}/1", name=name, kind="coder", coder=name)

    def add_document(self, id: str) -> None:
        """Add a document."""
        text = TEXT + id
        sha256 = sha256_of(text)
        self.run("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", [sha256, len(text), text])
        self.insert("documents", id=id, title=id, text_sha256=sha256, position=0)

    def close(self) -> Path:
        """Close the file and return its path."""
        self.connection.close()
        return self.path

    def _begin(self, kind: str, label: str, person: str, state: str, target: int | None) -> int:
        self.run("BEGIN")
        number = self.run(
            "INSERT INTO steps (kind, label, person, time, state, target) VALUES (?, ?, ?, ?, ?, ?)",
            [kind, label, person, TIME, state, target],
        ).lastrowid
        assert number is not None
        self.run("UPDATE journal SET step = ?, recording = ?", [number, kind == "do"])
        return number

    def _end(self) -> None:
        self.run("UPDATE journal SET step = NULL, recording = 1")
        self.run("COMMIT")

    def _replay(self, step: int, kind: str) -> None:
        label, person = self.run("SELECT label, person FROM steps WHERE number = ?", [step]).fetchone()
        own = self._begin(kind, label, person, "dropped", step)
        self.run("PRAGMA defer_foreign_keys = ON")
        order = "DESC" if kind == "undo" else "ASC"
        changes = self.run(
            f"SELECT table_name, row, before, after FROM changes WHERE step = ? ORDER BY number {order}", [step]
        ).fetchall()
        for table, row, before, after in changes:
            new = before if kind == "undo" else after
            self.run(f"DELETE FROM {table} WHERE id = ?", [row])
            if new is not None:
                self.insert(table, **json.loads(new))
        state, target = ("undone", own) if kind == "undo" else ("done", None)
        self.run("UPDATE steps SET state = ?, target = ? WHERE number = ?", [state, target, step])
        self._end()
