"""New readings of documents: which file is meant, and what of it."""

from pathlib import Path
from unicodedata import normalize

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, NotFound
from annotator.operations.documents import documents
from annotator.operations.exchange import new_readings
from annotator.operations.exchange.new_readings import ReadingChoice
from tests.projects import TEXT, Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path, (TEXT, "Another text."))


def test_of_a_file_with_several_documents_the_one_of_that_title_is_meant(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "texts.csv"
    file.write_text("title,text\nDocument 2,Another text of it.\nDocument 3,A third text.\n", "utf-8")
    two = desk.documents[1].id
    assert new_readings.plan_one(desk.project, two, ReadingChoice(file)).after.text == "Another text of it."
    with pytest.raises(NotAllowed, match="has 2 documents, and not one of them"):
        new_readings.plan_one(desk.project, desk.documents[0].id, ReadingChoice(file))


def test_two_documents_do_not_become_one(desk: Desk, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"document {number}.txt").write_text("The same new text.", "utf-8")
    found = new_readings.plan_many(desk.project, [one.id for one in desk.documents], ReadingChoice(tmp_path))
    assert len(found.plans) == 1 and "that of another document" in found.refused[0]


def test_files_of_a_folder_are_known_by_their_names_alone(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    for name in ("a/Document 1.txt", "b/document 1.txt", "c/Document 3.txt"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("A text.", "utf-8")
    choice = ReadingChoice(folder)
    with pytest.raises(NotAllowed, match="Several files"):
        new_readings.plan_one(desk.project, desk.documents[0].id, choice)
    with pytest.raises(NotFound, match="No file of the folder"):
        new_readings.plan_one(desk.project, desk.documents[1].id, choice)


def test_a_file_is_known_however_its_system_writes_accents_and_capitals(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / normalize("NFD", "RÉSUMÉ für Müller.txt")).write_text("A text.", "utf-8")
    desk = make_desk(tmp_path, ())
    documents.add_drafts(desk.project, [DocumentDraft("x", "An older text.", source="résumé für müller.pdf")])
    document = desk.project.documents.all()[0].id
    assert new_readings.plan_one(desk.project, document, ReadingChoice(folder)).after.text == "A text."
