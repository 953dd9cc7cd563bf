"""What a passphrase costs: each of these in an encrypted project, over the same in a plain one."""

import statistics
import tempfile
from contextlib import closing
from pathlib import Path

from annotator.model.document import DocumentDraft
from annotator.model.verbs.verb import Told
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.backups.checks import Verification
from annotator.store.backups.snapshots import Snapshot
from annotator.store.connections.connecting import forget, unlock
from annotator.store.project import Project
from tests.benchmarks.figures import Figure, each, milliseconds
from tests.benchmarks.load import make_spans, make_text

_LOAD, _PASSPHRASE = "100k", "correct horse battery staple"
_ACTS = 300
Measured = dict[str, float]


def figures() -> list[Figure]:
    """Return the figures of 200 documents of 25 kB with 100,000 spans."""
    plain, encrypted = _measured(""), _measured(_PASSPHRASE)
    return [Figure(f"encrypted.{name}", _LOAD, encrypted[name], "ms", plain[name]) for name in plain]


def _measured(passphrase: str) -> Measured:
    with tempfile.TemporaryDirectory() as name:
        path, copy = Path(name) / "p.annot", Path(name) / "copy"
        found: Measured = {}
        with Project.create(path, default_codebook(), passphrase=passphrase) as project:
            found["import"] = _import(project)
            found["act"] = _act(project)

            def back_up() -> None:
                copy.unlink(missing_ok=True)
                with closing(Snapshot(path)) as snapshot:
                    snapshot.write(copy)

            found["backup"] = milliseconds(back_up)
            found["verified"] = milliseconds(lambda: Verification(copy).problems(), 1)
        found["open"] = milliseconds(lambda: Project.open(path).close(), 5)
        found["unlock"] = milliseconds(lambda: _unlock_and_open(path, passphrase), 3)
        with Project.open(path) as project:
            found["read"] = milliseconds(
                lambda: [project.spans.of_document(one.id) for one in project.documents.all()], 1
            )
        return found


def _unlock_and_open(path: Path, passphrase: str) -> None:
    """Open a project whose passphrase is not known yet."""
    forget(path)
    unlock(path, passphrase)
    Project.open(path).close()


def _import(project: Project) -> float:
    layer = people.add_coder(project, "Ana")[1].id
    drafts = [DocumentDraft(f"text {seed}", make_text(25_000, seed)) for seed in range(200)]
    added, _ = documents.add_drafts(project, drafts)
    spans = [make_spans(one.text, 500, one.id, (layer,)) for one in added]

    def put() -> None:
        with project.transact(Told(sentence="Load")):
            for some in spans:
                project.spans.add(some)

    return milliseconds(put, 1)


def _act(project: Project) -> float:
    """Return the median time of coding a span, saved on the disk."""
    project.person = project.coders.all()[0].id
    document, layer = project.documents.all()[0], project.layers.all()[0]
    starts = iter(range(1, 25_000, 7))

    def code() -> None:
        start = next(starts)
        annotate.add_span(project, document.id, layer.id, [(start, start + 3)], "appeal")

    return statistics.median(each(code, _ACTS))
