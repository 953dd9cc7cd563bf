"""Rows written back where they stand as the journal says, and refused where not."""

from pathlib import Path

import pytest

from annotator.model.errors import UndoBlocked
from annotator.operations.coding import annotate
from annotator.operations.project import documents, people
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_undo_is_blocked_where_the_row_was_changed_since(desk: Desk) -> None:
    ben, _ = people.add_coder(desk.project, "Ben")
    documents.rename(desk.project, desk.documents[0].id, "Mine")
    desk.project.person = ben.id
    documents.rename(desk.project, desk.documents[0].id, "His")
    desk.project.person = desk.ana.id
    with pytest.raises(UndoBlocked, match="changed since"):
        desk.project.undo()
    assert desk.project.documents.info(desk.documents[0].id).title == "His"


def test_undo_is_blocked_where_others_build_on_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    _, bens = people.add_coder(desk.project, "Ben")
    desk.code("urged China", layer=bens)
    with pytest.raises(UndoBlocked, match="builds on it"):
        desk.project.undo()
    assert desk.project.spans.count() == 1


def test_undo_is_blocked_where_what_was_deleted_has_no_place_any_more(desk: Desk) -> None:
    span = desk.code("urged China")
    annotate.remove_spans(desk.project, [span.id])
    desk.project.person = None
    documents.remove(desk.project, [desk.documents[0].id])
    desk.project.person = desk.ana.id
    with pytest.raises(UndoBlocked, match="what it was done to is gone"):
        desk.project.undo()


def test_redo_is_blocked_where_others_build_on_what_it_takes_away(desk: Desk) -> None:
    desk.project.person = None
    documents.remove(desk.project, [desk.documents[0].id])
    desk.project.undo()
    desk.code("urged China")
    desk.project.person = None
    with pytest.raises(UndoBlocked, match="builds on what it takes away; take that back first"):
        desk.project.redo()


def test_controls_and_astral_characters_survive_undo_and_redo(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["a\x00b\x1f🕊\u2028é"])
    span = desk.code("\x00b\x1f🕊\u2028")
    desk.project.undo()
    desk.project.redo()
    assert desk.project.spans.get(span.id) == span
    assert desk.project.documents.get(desk.documents[0].id).text == "a\x00b\x1f🕊\u2028é"
