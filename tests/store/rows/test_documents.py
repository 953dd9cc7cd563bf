"""Documents and their texts: stored once, kept in order, and changed in what is said of them alone."""

import string
from pathlib import Path

import pytest

from annotator.model.document import Document, sha256_of
from annotator.model.ids import DocumentId
from annotator.model.verbs.verb import Told
from tests.projects import TEXT, Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def document(id: str, text: str, position: int, **metadata: object) -> Document:
    return Document(DocumentId(id), id.upper(), text, sha256_of(text), metadata, f"{id}.txt", position)


def test_documents_come_back_whole_and_in_their_order(desk: Desk) -> None:
    project, first = desk.project, desk.documents[0]
    later = document("b", "文 🕊 دعا\n", 9, tags=["x", None], deep={"é": 1.5})
    earlier = document("a", "", 3)
    with project.transact(Told(sentence="Add")):
        project.documents.add([(later, (1, 4)), (earlier, ())])
    assert [info.id for info in project.documents.all()] == [first.id, "a", "b"]
    assert project.documents.get("b") == later and project.documents.get("a") == earlier
    assert (project.documents.info("b").length, project.documents.info("a").length) == (8, 0)
    assert (project.documents.pages("b"), project.documents.pages("a"), project.documents.pages("gone")) == (
        (1, 4),
        (),
        (),
    )
    assert project.documents.next_position() == 10


def test_a_text_is_stored_once_and_found_by_its_hash(desk: Desk) -> None:
    project, first = desk.project, desk.documents[0]
    with project.transact(Told(sentence="Add")):
        project.documents.add([(document("copy", first.text, 7), ())])
    assert project.documents.get("copy").text == first.text
    assert project._connection.execute("SELECT count(*) FROM texts").fetchone() == (1,)
    assert project.documents.with_text(first.text_sha256) == first.id and project.documents.with_text("none") is None


def test_title_and_metadata_change_each_by_itself(desk: Desk) -> None:
    project, id = desk.project, desk.documents[0].id
    with project.transact(Told(sentence="Change")):
        project.documents.change(id, title="Ω")
        project.documents.change(id, metadata={"date": "2023"})
    assert (project.documents.info(id).title, project.documents.info(id).metadata) == ("Ω", {"date": "2023"})
    project.undo()
    assert project.documents.get(id) == desk.documents[0]


def test_more_texts_than_are_kept_at_hand_are_each_the_right_one(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, [f"{TEXT} {letter}" for letter in string.ascii_letters[:9]])
    for one in [*desk.documents, *reversed(desk.documents)]:
        assert desk.project.documents.get(one.id).text == one.text
