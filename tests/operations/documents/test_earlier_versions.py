"""Earlier versions of documents: what they keep, and another try to find its place."""

from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.ids import DocumentId
from annotator.operations.documents import documents, earlier_versions, rereading
from tests.operations.desks import Table, make_table

FIRST = "The Council decided on page 12 to remain seized of the matter, and the talks were welcomed by all."
SECOND = "The Council decided to remain seized of it. They went home."
THIRD = FIRST.replace("on page", "on the page")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path)
    made.project.person = None
    made.documents += [one.id for one in documents.add_drafts(made.project, [DocumentDraft("Speech", FIRST)])[0]]
    return made


def read_anew(table: Table, document: DocumentId, text: str) -> DocumentId:
    table.project.person = None
    planned = rereading.plan(table.project, document, DocumentDraft("Speech", text))
    return rereading.read_anew(table.project, [planned])[0].after.id


def test_earlier_versions_are_listed_with_what_found_no_place(table: Table) -> None:
    lost = table.code("Ana", "appeal", "the talks were welcomed by all", document=2)
    second = read_anew(table, table.documents[2], SECOND)
    third = read_anew(table, second, THIRD)
    found = {one.document: one for one in earlier_versions.earlier_versions(table.project)}
    assert {id: (one.current, one.left, one.title) for id, one in found.items()} == {
        table.documents[2]: (third, (lost,), "Speech"),
        second: (third, (), "Speech"),
    }
    assert earlier_versions.text_of(table.project, table.documents[2]) == FIRST
    assert earlier_versions.earlier_versions(table.project, table.documents[0]) == []
    bens = earlier_versions.earlier_versions(table.project, third, table.coders["Ben"].id)
    assert [one.left for one in bens] == [(), ()]
    documents.remove(table.project, [third], with_codings=True)
    assert {one.current for one in earlier_versions.earlier_versions(table.project)} == {None}


def test_what_found_no_place_moves_once_a_later_text_has_one(table: Table) -> None:
    lost = table.code("Ana", "appeal", "the talks were welcomed by all", document=2)
    third = read_anew(table, read_anew(table, table.documents[2], SECOND), THIRD)
    assert table.project.spans.of_document(third) == []
    [moved] = earlier_versions.move_left(table.project, third)
    [now] = table.project.spans.of_document(third)
    assert now == moved.after and (now.id, now.quote) == (lost.id, lost.quote)
    assert all(one.left == () for one in earlier_versions.earlier_versions(table.project))
    assert table.project.check() == []
    table.project.undo()
    assert table.project.spans.of_document(third) == [] and table.project.check() == []
    assert earlier_versions.earlier_versions(table.project, third)[1].left == (lost,)
    table.project.redo()
    assert table.project.spans.of_document(third) == [now]


def test_what_was_coded_by_hand_meanwhile_is_not_coded_twice(table: Table) -> None:
    table.code("Ana", "appeal", "the talks were welcomed by all", document=2)
    third = read_anew(table, read_anew(table, table.documents[2], SECOND), THIRD)
    table.documents[2] = third
    table.code("Ana", "appeal", "the talks were welcomed by all", document=2)
    table.project.person = None
    assert earlier_versions.move_left(table.project, third) == []
    assert len(table.project.spans.of_document(third)) == 1


def test_where_nothing_moves_there_is_no_step(table: Table) -> None:
    before = table.project.journal.latest()
    assert earlier_versions.move_left(table.project, table.documents[0]) == []
    assert table.project.journal.latest() == before
