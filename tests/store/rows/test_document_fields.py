"""The rows of types of fields are read back as they were written."""

from pathlib import Path

import pytest

from annotator.model.document_field import FieldKind, TypedField
from annotator.model.errors import NotFound
from annotator.model.ids import FieldId
from annotator.model.verbs.verb import Told
from tests.projects import make_desk


def test_types_are_read_back_in_their_order(tmp_path: Path) -> None:
    project = make_desk(tmp_path).project
    place = TypedField(FieldId("a"), "Ort", FieldKind.CHOICE, ("Paris", "北京"), 1)
    date = TypedField(FieldId("b"), "date", FieldKind.DATE, (), 0)
    with project.transact(Told(sentence="Fields")):
        project.document_fields.add([place, date])
    assert project.document_fields.all() == [date, place]
    changed = TypedField(FieldId("a"), "place", FieldKind.TEXT, (), 2)
    with project.transact(Told(sentence="Change")):
        project.document_fields.put(changed)
    assert project.document_fields.get("a") == changed
    with pytest.raises(NotFound):
        project.document_fields.get("gone")
