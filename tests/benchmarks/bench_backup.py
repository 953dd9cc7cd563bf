"""What a backup costs: over copying the file, and its verification over SQLite's check of the same file."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.model.verbs.verb import Told
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.backups.checks import Verification
from annotator.store.backups.snapshots import Snapshot
from annotator.store.project import Project
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.load import make_spans, make_text

_LOAD = "1000x5kb_100k"


def figures() -> list[Figure]:
    """Return the figures of 1,000 documents of 5 kB with 100,000 spans."""
    with tempfile.TemporaryDirectory() as name:
        path, copy, plain = (Path(name) / each for each in ("p.annot", "backup.annot", "copy"))
        _make(path)

        def back_up() -> None:
            copy.unlink(missing_ok=True)
            snapshot = Snapshot(path)
            snapshot.write(copy)
            snapshot.close()

        def check() -> None:
            with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

        def verify() -> None:
            assert Verification(copy).problems() == []

        with Project.open(path):
            made, copied = milliseconds(back_up), milliseconds(lambda: shutil.copyfile(path, plain))
        verified, checked = milliseconds(verify), milliseconds(check)
        return [
            Figure("backup.made", _LOAD, made, "ms", copied),
            Figure("backup.verified", _LOAD, verified, "ms", checked),
        ]


def _make(path: Path) -> None:
    with Project.create(path, default_codebook()) as project:
        layers = tuple(people.add_coder(project, name)[1].id for name in ("Ana", "Ben", "Chloé"))
        drafts = [DocumentDraft(f"text {seed}", make_text(5_000, seed)) for seed in range(1_000)]
        added, _ = documents.add_drafts(project, drafts)
        with project.transact(Told(sentence="Load")):
            for one in added:
                project.spans.add(make_spans(one.text, 100, one.id, layers))
