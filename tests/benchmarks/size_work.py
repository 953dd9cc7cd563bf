"""One piece of work on a large project, in a process of its own: `python -m tests.benchmarks.size_work WORK FOLDER`.

Prints, as JSON, the seconds of CPU that it took in this process, its memory at the most in MB, and a number of its own.
"""

import json
import resource
import sqlite3
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from annotator.model.verbs.verb import Told
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import sources_in
from annotator.operations.overview import overview
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.rows.spans import row_of
from tests.benchmarks import size_load
from tests.benchmarks.peak import peak

_SPANS = "SELECT * FROM spans ORDER BY document, start, stop DESC, id"
Spent = tuple[float, float, float]


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the CPU seconds of some work, and the memory of this process at the most until then, in MB."""
    begun = _cpu_s()
    work()
    return _cpu_s() - begun, peak()


def _cpu_s() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def texts(folder: Path) -> Spent:
    """Import a file for each text, as one step."""
    with Project.create(folder / "texts.annot", default_codebook()) as project:
        files = sorted((folder / "texts").iterdir())
        return *timed(lambda: importing.import_sources(project, sources_in(files), processes=0)), len(files)


def write_texts(folder: Path) -> Spent:
    """Write the files that are imported."""
    (folder / "texts").mkdir()
    for draft in size_load.drafts():
        (folder / "texts" / f"{draft.title}.txt").write_text(draft.text, encoding="utf-8")
    return 0, 0, 0


def make(folder: Path) -> Spent:
    """Make the project that is exported."""
    with Project.create(folder / "load.annot", default_codebook()) as project:
        layers = tuple(people.add_coder(project, name)[1].id for name in ("Ana", "Ben", "Chloé"))
        version = project.codebooks.current().id
        added, _ = documents.add_drafts(project, list(size_load.drafts()))
        with project.transact(Told(sentence="Load")):
            for number, one in enumerate(added):
                project.spans.add(size_load.spans(one.id, one.text, layers, version, number))
    return 0, 0, len(added) * size_load.SPANS_EACH


def export(folder: Path) -> Spent:
    """Write all of it as JSONL."""
    with Project.open(folder / "load.annot") as project:
        out = folder / "all.jsonl"
        return *timed(
            lambda: exporting.export(project, out, "jsonl", "all", names=True, replace=True)
        ), project.spans.count()


def take_in(folder: Path) -> Spent:
    """Take the JSONL into a new project; the number is the MB of its file."""
    path = folder / "taken.annot"
    with Project.create(path, default_codebook()) as project:
        sources = sources_in([folder / "all.jsonl"])
        spent = timed(lambda: importing.import_sources(project, sources))
    return *spent, path.stat().st_size / 1e6


def info(folder: Path) -> Spent:
    """Look at it as `annotator info` does."""
    with Project.open(folder / "taken.annot") as project:
        return *timed(lambda: overview(project)), 0


def check(folder: Path) -> Spent:
    """Check all of it, the history done again from the first step."""
    with Project.open(folder / "taken.annot") as project:
        problems: list[str] = []
        spent = timed(lambda: problems.extend(project.check()))
        assert problems == [], problems
        return *spent, 0


def undo(folder: Path) -> Spent:
    """Take the import back."""
    with Project.open(folder / "taken.annot") as project:
        return *timed(project.undo), project.spans.count()


def compact(folder: Path) -> Spent:
    """Give back the room of what was taken back; the number is the MB of the file."""
    path = folder / "taken.annot"
    with Project.open(path) as project:
        spent = timed(project.compact)
    return *spent, path.stat().st_size / 1e6


def floor_texts(folder: Path) -> Spent:
    """Read each file, and put its text and a row for it into plain tables with the same indexes."""
    plain = _plain(folder / "texts.db", "texts", "documents")
    files = sorted((folder / "texts").iterdir())

    def insert() -> None:
        plain.execute("BEGIN")
        for number, file in enumerate(files):
            text = file.read_text(encoding="utf-8")
            hash = sha256(text.encode()).hexdigest()
            plain.execute("INSERT INTO texts VALUES (?, ?, ?)", [hash, len(text), text])
            row = (str(uuid4()), file.stem, hash, "{}", file.name, number, "[]")
            plain.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        plain.execute("COMMIT")

    return *timed(insert), 0


def floor_spans(folder: Path) -> Spent:
    """Put the rows of all spans into a plain table with the same indexes; the number is the MB of all bare rows."""
    path = folder / "spans.db"
    plain = _plain(path, "spans")
    with Project.open(folder / "load.annot") as project:
        rows = [row_of(span) for info in project.documents.all() for span in project.spans.of_document(info.id)]
    marks = ", ".join("?" * len(rows[0]))

    def insert() -> None:
        plain.execute("BEGIN")
        plain.executemany(f"INSERT INTO spans VALUES ({marks})", rows)
        plain.execute("COMMIT")

    spent = timed(insert)
    plain.execute("ATTACH ? AS bare", [str(folder / "bare.db")])
    for table, source in (("spans", "main"), ("texts", "load"), ("documents", "load")):
        if source == "load" and table == "texts":
            plain.execute("ATTACH ? AS load", [str(folder / "load.annot")])
        plain.execute(f"CREATE TABLE bare.{table} AS SELECT * FROM {source}.{table}")
    return *spent, (folder / "bare.db").stat().st_size / 1e6


def floor_export(folder: Path) -> Spent:
    """Read the rows of all spans in their order, and write each as JSON."""
    plain = sqlite3.connect(folder / "load.annot")
    texts = "SELECT documents.id, title, text FROM documents JOIN texts ON sha256 = text_sha256 ORDER BY position"
    found = "SELECT * FROM spans WHERE document = ? ORDER BY start, stop DESC, id"

    def write() -> None:
        with (folder / "floor.jsonl").open("w", encoding="utf-8") as out:
            for id, title, text in plain.execute(texts):
                cursor = plain.execute(found, [id])
                names = [column[0] for column in cursor.description]
                record = {"title": title, "text": text, "spans": [dict(zip(names, row, strict=True)) for row in cursor]}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")

    return *timed(write), 0


def floor_undo(folder: Path) -> Spent:
    """Delete all rows of spans one by one."""
    plain = sqlite3.connect(folder / "spans.db", isolation_level=None)
    ids = plain.execute("SELECT id FROM spans").fetchall()

    def delete() -> None:
        plain.execute("BEGIN")
        plain.executemany("DELETE FROM spans WHERE id = ?", ids)
        plain.execute("COMMIT")

    return *timed(delete), 0


def floor_check(folder: Path) -> Spent:
    """Let SQLite check the same file."""
    plain = sqlite3.connect(folder / "taken.annot")
    return *timed(lambda: plain.execute("PRAGMA integrity_check").fetchall()), 0


def floor_info(folder: Path) -> Spent:
    """Count the spans of the same file by layer and label."""
    plain = sqlite3.connect(folder / "taken.annot")
    return *timed(lambda: plain.execute("SELECT layer, label, count(*) FROM spans GROUP BY 1, 2").fetchall()), 0


def _plain(path: Path, *tables: str) -> sqlite3.Connection:
    """Make a database with the tables of a project and their indexes, and nothing else of it."""
    with Project.create(path.with_suffix(".like"), default_codebook()) as project:
        query = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL"
        made = [sql for table in tables for (sql,) in project._connection.execute(query, [table])]
    plain = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -65536", *made):
        plain.execute(statement)
    return plain


WORKS = {
    work.__name__: work
    for work in (
        *(write_texts, texts, make, export, take_in, info, check, undo, compact),
        *(floor_texts, floor_spans, floor_export, floor_undo, floor_check, floor_info),
    )
}

if __name__ == "__main__":
    print(json.dumps(WORKS[sys.argv[1]](Path(sys.argv[2]))), flush=True)
