"""A step is handed out as the file has it, also one with more rows than are kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.model.ids import SpanId, new_id
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.store.sittings.sitting import MOST, read_step
from tests.projects import make_desk


@pytest.mark.parametrize("count", [1, MOST + 1])
def test_what_is_handed_out_is_what_the_file_says(tmp_path: Path, count: int) -> None:
    desk = make_desk(tmp_path)
    project, span = desk.project, desk.code("urged China")
    annotate.set_note(project, span.id, "look")
    project.undo()
    project.redo()
    documents.add_drafts(project, [DocumentDraft("a", "aa")])
    with project.transact(Told(sentence="Fill")):
        project.spans.add(replace(span, id=SpanId(new_id())) for _ in range(count))
    project.undo()
    handed = project.sitting_steps()
    assert len(handed) >= 6
    states = {step.number: step for step in handed}
    for number, step in states.items():
        found = read_step(project._connection, number)
        # What took a step back is noted with it later.
        assert step == (replace(found, target=None) if step.kind == "do" else found)
    assert (handed[-1].rows is None) == (count > MOST)
