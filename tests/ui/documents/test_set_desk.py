"""Sets by keys and by the mouse: dropped documents go to the list they are dropped on, or to a new one."""

from pathlib import Path

from annotator.operations.documents.sets import make_set
from annotator.ui.documents.set_dialog import SetDialog
from annotator.ui.documents.set_lines import OWN_SETS
from tests.ui.documents.desks import documents_of, quiet, write_documents
from tests.ui.windows import Stage


def test_documents_are_dropped_on_a_list_or_make_a_new_one(stage: Stage, tmp_path: Path) -> None:
    stage.open(write_documents(tmp_path / "documents.annot"), "Ana")
    project = stage.window.session.project
    first, second = [info.id for info in project.documents.all()][:2]
    one = make_set(project, "Mine", documents=[first])
    desk = documents_of(stage)
    desk.sets.list.dropped.emit(f"set.{one.id}", [first, second])
    quiet(stage)
    assert project.document_sets.get(one.id).documents == (first, second)
    desk.sets.list.dropped.emit(OWN_SETS, [second])
    stage.dialog(SetDialog)
    stage.write("Another")
    stage.press("Return")
    stage.without_dialog()
    quiet(stage)
    made = project.document_sets.all()[-1]
    assert made.name == "Another" and made.documents == (second,)
    assert desk.sets.list.at_hand is not None and desk.sets.list.at_hand.text == "Another"
