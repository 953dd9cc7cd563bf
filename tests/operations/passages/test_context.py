"""A passage whole: what is marked in its paragraph is what is coded in the text."""

from pathlib import Path

import pytest

from annotator.operations.passages.context import context_of
from annotator.operations.passages.finding import PassageSearch
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path)
    for quote, label in (("urged China", "appeal"), ("undertook to help", "commitment"), ("China", "actor")):
        made.code(quote, label)
    return made


@pytest.mark.parametrize("search", ["", "china", "help", '"second paragraph"'])
def test_its_parts_and_marks_are_the_words_that_are_coded(desk: Desk, search: str) -> None:
    project = desk.project
    for line in PassageSearch(project, search).lines():
        found = context_of(project, line)
        assert found is not None
        text = project.documents.text(found.document.text_sha256)
        assert found.text in text and "\n" not in found.text.strip("\n")
        assert "".join(found.text[part.start : part.stop] for part in found.parts) == text[line.start : line.stop]
        quotes = {span.quote for span in project.spans.of_document(line.document)}
        assert {found.text[part.start : part.stop] for part, _ in found.marks} <= quotes
        if line.span is not None:
            assert (found.parts[0], line.label) in found.marks and found.saying.text and found.coder
        else:
            assert not found.saying.text


def test_what_is_gone_since_is_none(desk: Desk) -> None:
    lines = list(PassageSearch(desk.project, "label:actor").lines())
    desk.project.undo()
    assert [context_of(desk.project, line) for line in lines] == [None]
