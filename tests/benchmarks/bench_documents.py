"""10,000 documents and five coders: listed, filtered, and a field set in all of them.

The floor of the first two is the list read without states, that of the last the same rows written by one statement.
"""

import tempfile
from pathlib import Path

from annotator.model.codebook import Codebook
from annotator.model.coder import Assignment
from annotator.model.document import DocumentDraft
from annotator.model.verbs.documents import ChangeDocuments
from annotator.operations.documents import documents, editing, filtering, listing
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.store.rows.rows import to_json
from tests.benchmarks.figures import Figure, cpu_each

LOAD = "10k_5_coders"
DOCUMENTS, CODERS = 10_000, 5
FILTER = "kind:readout date>=2026-06 -evian words>1"


def figures() -> list[Figure]:
    """Return what a list of many documents costs."""
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p.annot", Codebook()) as project:
        _fill(project)
        (read,) = cpu_each(project.documents.all, 1)
        (listed,) = cpu_each(lambda: listing.document_rows(project), 1)
        rows = listing.document_rows(project)
        (filtered,) = cpu_each(lambda: filtering.matching(project, FILTER, rows), 1)
        ids = [row.info.id for row in rows]
        (done,) = cpu_each(lambda: editing.change_documents(project, ids, fields={"place": "Paris"}), 1)
        project.undo()
        metadata = to_json(dict(rows[0].info.metadata))
        (written,) = cpu_each(lambda: _write(project, metadata), 1)
    return [
        Figure("documents.rows", LOAD, listed, "ms", read),
        Figure("documents.filter", LOAD, filtered, "ms", read),
        Figure("documents.set_field", LOAD, done, "ms", written),
    ]


def _fill(project: Project) -> None:
    kinds = ("readout", "Statement", "Évian")
    documents.add_drafts(
        project,
        [
            DocumentDraft(f"Text {n}", f"Text number {n}.", {"date": f"2026-{n % 12 + 1:02}-03", "kind": kinds[n % 3]})
            for n in range(DOCUMENTS)
        ],
    )
    infos = project.documents.all()
    for number in range(CODERS):
        _, layer = people.add_coder(project, f"Coder {number}")
        with project.transact(ChangeDocuments(documents=())):
            project.assignments.put([Assignment(layer=layer.id, document=one.id, done=True) for one in infos[::2]])
        project.person = project.coders.all()[0].id
    people.see_others(project, "a benchmark")


def _write(project: Project, metadata: str) -> None:
    """Write as much metadata by one statement, in a step."""
    with project.transact(ChangeDocuments(documents=())):
        project._connection.execute("UPDATE documents SET metadata = ?", [metadata])
