"""Where a name stands in what people wrote is counted."""

from pathlib import Path

from annotator.operations.coding import annotate
from annotator.store.erasing.traces import traces
from tests.projects import make_desk


def test_each_kind_is_counted_by_itself_and_words_alone(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ("Zoe said so.", "Zoel did."))
    span = desk.code("said")
    annotate.set_note(desk.project, span.id, "ask zoe")
    assert traces(desk.project._connection, ["Zoe"]) == {"text": 1, "note": 1}
    assert traces(desk.project._connection, []) == {}
