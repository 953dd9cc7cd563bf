"""What is gone has a stand-in with a name that says so, and nothing that refers to it goes."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.store.project import Project
from annotator.store.recovery.placeholders import _DROPPED, _REFERRING
from annotator.store.recovery.rescuing import RescuedProject, rescue
from annotator.store.recovery.salvage import empty_database
from annotator.store.schema.tables import BY_HASH, Table
from tests.projects import make_desk
from tests.store.check.test_chain_check import tampered


def without(tmp_path: Path, change: Callable[[sqlite3.Connection], object]) -> tuple[RescuedProject, Path]:
    """Return what comes of a file whose history is lost, and that lacks something more."""
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()

    def lose(file: sqlite3.Connection) -> None:
        for table in ("parts", "segments", "strands", "changes", "steps", "tips"):
            file.execute(f"DELETE FROM {table}")
        change(file)

    tampered(desk.project.path, lose)
    outcome = rescue(desk.project.path, tmp_path / "new.annot")
    assert outcome.problems == []
    return outcome, tmp_path / "new.annot"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("layers", "Coder 1 (name lost)"),
        ("coders", "Coder 1 (name lost)"),
        ("documents", "Document 1 (title lost)"),
        ("codebook_versions", "appeal (definition lost)"),
    ],
)
def test_a_coding_outlives_what_it_hangs_on(table: str, said: str, tmp_path: Path) -> None:
    outcome, new = without(tmp_path, lambda file: file.execute(f"DELETE FROM {table}"))
    with Project.open(new) as project:
        names = [*(one.name for one in project.coders.all()), *(one.name for one in project.layers.all())]
        names += [one.name for one in project.codebook.labels]
        documents = project.documents.all()
        assert said in [*names, *(one.title for one in documents)]
        (span,) = [span for one in documents for span in project.spans.of_document(one.id)]
        assert span.quote == "urged China"
    assert table == "codebook_versions" or outcome.missing


def test_a_quote_that_is_not_what_stands_there_is_mended_and_said(tmp_path: Path) -> None:
    outcome, new = without(tmp_path, lambda file: file.execute("UPDATE spans SET quote = 'xrged China'"))
    assert any("A quote in" in one and "urged China" in one for one in outcome.notices)
    assert new.exists()


def test_a_coding_outside_of_its_text_is_named_and_left_out(tmp_path: Path) -> None:
    outcome, _ = without(tmp_path, lambda file: file.execute("UPDATE spans SET stop = 100000"))
    assert any("has no place in the text and was left out: “urged China”" in one for one in outcome.notices)


def test_nothing_may_refer_to_what_gets_no_stand_in_and_stay() -> None:
    with contextlib.closing(empty_database()) as connection:
        for table in Table:
            for _, _, parent, column, *_ in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                has_stand_in = (table, column) in _REFERRING.get(parent, ()) or parent in BY_HASH
                assert has_stand_in or (table, column, parent) in _DROPPED, (table, column)
