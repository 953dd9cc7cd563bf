"""A table of 100,000 rows joined to 10,000 documents: its key found, its changes computed, and all of it done.

The floor of the first two is the table read once by `csv`, that of the last the same rows written by one statement.
"""

import csv
import io
import random
import tempfile
from pathlib import Path

from annotator.model.codebook import Codebook
from annotator.model.document import DocumentDraft
from annotator.model.joining.matching import MetadataTable
from annotator.model.joining.proposing import proposals
from annotator.model.joining.taking import TakenColumn
from annotator.model.verbs.documents import JoinTable
from annotator.operations.documents import documents, joining
from annotator.operations.documents.joining import JoinRequest
from annotator.store.project import Project
from annotator.store.rows.rows import to_json
from tests.benchmarks.figures import Figure, cpu_each

LOAD = "10k_100k"
DOCUMENTS, SESSIONS, COUNTRIES = 10_000, 500, 200
COLUMNS = ("year", "session", "iso", "land", "who", "post", "day")


def made_table() -> tuple[MetadataTable, str]:
    """Return a table with a row for each country and session, and the same as CSV."""
    rows = tuple(
        (
            str(1500 + session),
            str(session),
            f"C{country:03}X",
            f"Land {country}",
            f"Speaker {country} {session}",
            "P",
            "x",
        )
        for session in range(1, SESSIONS + 1)
        for country in range(COUNTRIES)
    )
    text = io.StringIO(newline="")
    csv.writer(text).writerows((COLUMNS, *rows))
    return MetadataTable("t.csv", COLUMNS, rows), text.getvalue()


def figures() -> list[Figure]:
    """Return what the parts of a join cost."""
    table, text = made_table()
    chosen = random.Random(4).sample(table.rows, DOCUMENTS)
    drafts = [DocumentDraft(name, name, {}, f"{name}.txt") for name in (f"{r[2]}_{r[1]}_{r[0]}" for r in chosen)]
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p.annot", Codebook()) as project:
        documents.add_drafts(project, drafts)
        infos = project.documents.all()
        (read,) = cpu_each(lambda: list(csv.reader(io.StringIO(text, newline=""))), 1)
        (found,) = cpu_each(lambda: proposals(infos, table), 1)
        key = proposals(infos, table)[0].key
        request = JoinRequest(table, key, tuple(TakenColumn(one, one) for one in COLUMNS))
        (planned,) = cpu_each(lambda: joining.plan(project, request), 1)
        (done,) = cpu_each(lambda: joining.join(project, request, few_are_meant=True), 1)
        project.undo()
        (written,) = cpu_each(lambda: _write(project, table), 1)
    return [
        Figure("join.key", LOAD, found, "ms", read),
        Figure("join.plan", LOAD, planned, "ms", read),
        Figure("join.done", LOAD, done, "ms", written),
    ]


def _write(project: Project, table: MetadataTable) -> None:
    """Write as much metadata by one statement, in a step."""
    metadata = to_json(dict(zip(COLUMNS, table.rows[0], strict=True)))
    with project.transact(JoinTable(file="t.csv")):
        project._connection.execute("UPDATE documents SET metadata = ?", [metadata])
