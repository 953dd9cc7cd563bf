"""The rows of sets, and of types of fields, read back as they were written."""

from pathlib import Path

import pytest

from annotator.model.document_set import DocumentSet
from annotator.model.errors import NotFound
from annotator.model.ids import DocumentId, SetId
from annotator.model.verbs.verb import Told
from tests.projects import make_desk


def test_sets_are_read_back_in_their_order(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    by_filter = DocumentSet(SetId("a"), "Readouts 🕊", 1, 'kind:readout "x"')
    empty = DocumentSet(SetId("b"), "None", 0, documents=())
    listed = DocumentSet(SetId("c"), "Two", 2, documents=(DocumentId("z"), DocumentId("y")))
    with project.transact(Told(sentence="Sets")):
        project.document_sets.add([by_filter, empty, listed])
    assert project.document_sets.all() == [empty, by_filter, listed]
    changed = DocumentSet(SetId("a"), "Readouts", 5, documents=(DocumentId("z"),))
    with project.transact(Told(sentence="Change")):
        project.document_sets.put(changed)
    assert project.document_sets.all()[-1] == changed == project.document_sets.get("a")
    with pytest.raises(NotFound):
        project.document_sets.get("gone")
