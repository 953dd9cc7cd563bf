"""The rows of pairs that are no duplicates."""

from pathlib import Path

from annotator.model.distinct import distinct
from annotator.model.document import DocumentDraft
from annotator.model.ids import DocumentId
from annotator.model.verbs.verb import Told
from annotator.operations.documents import documents
from tests.projects import make_desk


def test_pairs_come_back(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    documents.add_drafts(project, [DocumentDraft("Another", "another text")])
    one, two = (info.id for info in project.documents.all())
    pairs = [distinct(DocumentId(two), DocumentId(one))]
    with project.transact(Told(sentence="Pairs")):
        project.distinct_pairs.add(pairs)
    assert project.distinct_pairs.all() == pairs
    assert project.distinct_pairs.has(pairs[0])
    with project.transact(Told(sentence="Otherwise")):
        project.distinct_pairs.take_back(pairs[0])
        project.distinct_pairs.insert([(f"{pairs[0].other}/{pairs[0].document}", pairs[0].other, pairs[0].document)])
    assert project.distinct_pairs.all() == pairs and project.distinct_pairs.has(pairs[0]), "as after a new reading"
    with project.transact(Told(sentence="No more")):
        project.distinct_pairs.take_back(pairs[0])
    assert project.distinct_pairs.all() == []
