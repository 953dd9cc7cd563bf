"""Documents that look alike: said to be two all the same."""

from pathlib import Path

import pytest

from annotator.model.distinct import distinct
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import DocumentId
from annotator.operations.documents import documents, duplicates
from tests.projects import make_desk, said


def test_that_two_are_no_duplicates_is_remembered_and_taken_back(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    documents.add_drafts(project, [DocumentDraft("Another", "another text")])
    one, two = (info.id for info in project.documents.all())
    duplicates.keep_apart(project, two, one)
    assert project.distinct_pairs.all() == [distinct(one, two)]
    assert said(project) == "Say of 2 documents that they are no duplicates"
    steps = project.journal.count()
    duplicates.keep_apart(project, one, two)
    assert project.journal.count() == steps
    duplicates.keep_apart(project, one, two, on=False)
    assert project.distinct_pairs.all() == [] and said(project) == "Take back that 2 documents are two"
    project.undo()
    documents.remove(project, [two])
    assert project.distinct_pairs.all() == []
    project.undo()
    assert project.distinct_pairs.all() == [distinct(one, two)]


def test_a_document_is_told_from_another_one_that_is_there(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    here = project.documents.all()[0].id
    with pytest.raises(NotAllowed, match="itself"):
        duplicates.keep_apart(project, here, here)
    with pytest.raises(NotFound):
        duplicates.keep_apart(project, here, DocumentId("gone"))
