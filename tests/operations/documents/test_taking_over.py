"""Codings of one document in the text of another one that looks alike."""

from pathlib import Path

import pytest

from annotator.model.errors import NotAllowed
from annotator.operations.coding import annotate
from annotator.operations.documents import taking_over
from tests.operations.documents.test_duplicates import TALKS, alike_project


def test_codings_stand_at_their_words_in_the_other_text_and_both_steps_are_taken_back(tmp_path: Path) -> None:
    desk = alike_project(tmp_path)
    project = desk.project
    project.person = desk.ana.id
    coded, other, _, third = (info.id for info in project.documents.all()[1:])
    layer, label = project.layers.of_coder(desk.ana.id)[0].id, project.codebook.labels[0].id
    at = TALKS.index("item 35")
    annotate.add_span(project, coded, layer, [(at, at + 7)], label)
    assert taking_over.look(project, coded, other) == taking_over.TakingOver(1, 0)
    titles = [info.title for info in project.documents.all()]
    assert taking_over.take_over(project, coded, other) == taking_over.TakingOver(1, 0)
    assert [info.title for info in project.documents.all()] == [one for one in titles if one != "Talks, printed"]
    now = project.documents.all()[1]
    text = project.documents.get(now.id).text
    (span,) = project.spans.of_document(now.id)
    assert text.startswith("Press office") and text[span.start : span.stop] == "item 35" == span.quote
    assert project.check() == []
    annotate.add_span(project, third, layer, [(0, 5)], label)
    with pytest.raises(NotAllowed, match="Both documents are coded"):
        taking_over.take_over(project, now.id, third)
    for _ in range(3):
        assert project.undo() is not None
    assert [info.title for info in project.documents.all()] == titles and project.check() == []
    assert [one.quote for one in project.spans.of_document(coded)] == ["item 35"]
