"""Projects to import into, one new and one with two coders, and a folder of files to import."""

from pathlib import Path

import pytest

from annotator.operations.adjudication import adjudicate
from annotator.operations.exchange import exporting
from annotator.store.project import Project
from tests.operations.desks import Table, make_table, new_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path / "in.annot")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a project exported in all layers, its gold, and texts."""
    table = make_table(tmp_path)
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    table.code("Ana", "actor", "France")
    adjudicate.settle(table.project, "unanimous", list(table.layers.values()))
    made = tmp_path / "files"
    made.mkdir()
    exporting.export(table.project, made / "all.jsonl", "jsonl", "all", names=True)
    (made / "a.txt").write_text("a text\r\n")
    (made / "b.md").write_text("---\ntitle: Markdown\n---\nwords\n")
    return made


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)
