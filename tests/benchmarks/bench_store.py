"""What a key press costs until it is durable, and what bulk work costs, over plain SQLite doing the least of it."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from annotator.model.coder import Layer
from annotator.model.document import DocumentDraft
from annotator.model.text import TextIndex
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.agreement import measure
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.rows.spans import row_of
from tests.benchmarks.figures import Figure, both_each, milliseconds, p95
from tests.benchmarks.load import make_spans, make_text


def figures() -> list[Figure]:
    """Return the figures of the store and the verbs on it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*_keys(folder), *_documents(folder), *_spans(folder), _converter()]


def _keys(folder: Path) -> list[Figure]:
    """A span coded, and taken back, in a document of 1 MB with 10,000 spans."""
    project = Project.create(folder / "keys.annot", default_codebook())
    coder, layer = people.add_coder(project, "Ana")
    project.person = coder.id
    text = make_text(1_000_000)
    document = documents.add_drafts(project, [DocumentDraft("big", text)])[0][0]
    with project.transact(Told(sentence="Load")):
        project.spans.add(make_spans(text, 10_000, document.id, (layer.id,)))
    places = count(100, 97)

    def code() -> None:
        start = next(places)
        annotate.add_span(project, document.id, layer.id, [(start, start + 11)], "appeal")

    commit = both_each(full_commit(folder), 200)
    spent = {"code": both_each(code, 200), "undo": both_each(project.undo, 100)}
    project.close()
    return [
        figure
        for name, one in spent.items()
        for figure in (
            Figure(f"store.{name}", "1mb_10k", p95(one.wall), "ms", p95(commit.wall)),
            Figure(f"store.{name}.cpu", "1mb_10k", p95(one.cpu), "ms", p95(commit.cpu)),
        )
    ]


def full_commit(folder: Path) -> Callable[[], None]:
    """Return one durable commit of plain SQLite, to be called as often as one likes."""
    plain = _plain(folder / "commit.db")
    plain.execute("CREATE TABLE t (x)")

    def commit() -> None:
        plain.execute("BEGIN IMMEDIATE")
        plain.execute("INSERT INTO t VALUES ('x')")
        plain.execute("COMMIT")

    return commit


def _documents(folder: Path) -> list[Figure]:
    """1,000 documents of 5 kB come in as one step."""
    drafts = [DocumentDraft(f"text {seed}", make_text(5_000, seed)) for seed in range(1_000)]
    project = Project.create(folder / "documents.annot", default_codebook())
    value = milliseconds(lambda: documents.add_drafts(project, drafts), 1)
    project.close()
    plain = _plain(folder / "documents.db")
    plain.execute("CREATE TABLE t (title, text)")

    def insert() -> None:
        plain.execute("BEGIN")
        plain.executemany("INSERT INTO t VALUES (?, ?)", ((draft.title, draft.text) for draft in drafts))
        plain.execute("COMMIT")

    return [Figure("store.import", "1000x5kb", value, "ms", milliseconds(insert, 1))]


def _spans(folder: Path) -> list[Figure]:
    """100,000 spans of three coders over 100 documents: written, compared, settled, exported."""
    project = Project.create(folder / "spans.annot", default_codebook())
    layers = [people.add_coder(project, name)[1] for name in ("Ana", "Ben", "Chloé")]
    ids = tuple(layer.id for layer in layers)
    drafts = [DocumentDraft(f"text {seed}", make_text(20_000, seed)) for seed in range(100)]
    added, _ = documents.add_drafts(project, drafts)
    spans = [span for one in added for span in make_spans(one.text, 1_000, one.id, ids)]
    rows = [row_of(span) for span in spans]

    def write() -> None:
        with project.transact(Told(sentence="Load")):
            project.spans.add(spans)

    plain = _plain(folder / "spans.db")
    columns = ", ".join(project.spans.columns)
    plain.execute(f"CREATE TABLE spans ({columns}, PRIMARY KEY (id)) WITHOUT ROWID")

    def insert() -> None:
        plain.execute("BEGIN")
        marks = ", ".join("?" * len(project.spans.columns))
        plain.executemany(f"INSERT INTO spans VALUES ({marks})", rows)
        plain.execute("COMMIT")

    written, floor = milliseconds(write, 1), milliseconds(insert, 1)
    read = milliseconds(lambda: [project.spans.of_document(one.id) for one in added], 1)
    first, agreed = _agreed(project, layers)
    settled = milliseconds(lambda: adjudicate.settle(project, "majority", layers), 1)
    exported = milliseconds(lambda: exporting.export(project, folder / "all.jsonl", "jsonl", "all", names=True), 1)
    project.close()
    return [
        Figure("store.write_spans", "100k", written, "ms", floor),
        Figure("agree.first", "100k", first, "ms", read),
        Figure("agree.all", "100k", agreed, "ms", read),
        Figure("adjudicate.majority", "100k", settled, "ms", read),
        Figure("export.jsonl", "100k", exported, "ms", read),
    ]


def _agreed(project: Project, layers: Sequence[Layer]) -> tuple[float, float]:
    """Return how many milliseconds a study takes until its first numbers, with intervals, and until gamma is there."""
    begun = time.perf_counter()
    first: list[float] = []
    measure.agree(project, layers, early=lambda study: first.append(time.perf_counter()))
    return (first[0] - begun) * 1000, (time.perf_counter() - begun) * 1000


def _converter() -> Figure:
    text = make_text(5_000_000, mixed=True)
    built = milliseconds(lambda: TextIndex(text))
    return Figure("text.index", "5m_characters", built, "ms", milliseconds(lambda: text.encode("utf-16-le")))


def _plain(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection
