"""A passage is copied with where it stands, whole."""

from pathlib import Path

from annotator.operations.documents import documents
from annotator.operations.passages.citing import copied
from annotator.operations.passages.finding import PassageSearch
from tests.projects import make_desk

LONG = f"He {'very ' * 300}much\nurged\n\n them."


def test_a_quote_has_title_and_date(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    documents.set_metadata(desk.project, desk.documents[0].id, {"date": "2022-03-01"})
    desk.code("urged China", "appeal")
    lines = list(PassageSearch(desk.project, "label:appeal").lines())
    lines += list(PassageSearch(desk.project, "second").lines())
    assert copied(desk.project, lines).splitlines() == [
        "“urged China” (Document 1, 2022-03-01)",
        "“second” (Document 1, 2022-03-01)",
    ]


def test_it_is_whole_on_one_line_however_long(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, (LONG,))
    lines = list(PassageSearch(desk.project, r"/He[\s\S]*them/").lines())
    assert copied(desk.project, lines) == f"“{' '.join(LONG[:-1].split())}” (Document 1)"


def test_of_a_label_on_the_whole_document_there_is_its_source_and_what_is_gone_is_left_out(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China", "appeal")
    lines = list(PassageSearch(desk.project, "label:appeal").lines())
    assert span.id == lines[0].span
    desk.project.undo()
    assert copied(desk.project, lines) == ""
