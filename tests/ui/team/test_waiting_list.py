"""What a row of the files that wait says."""

from pathlib import Path

from PySide6.QtCore import Qt

from annotator.operations.team.taking_in import Came
from annotator.sync.delivery import TakeInPlan
from annotator.ui.kit.rows import ROW_ROLE
from annotator.ui.team.receiving import brings_something
from annotator.ui.team.waiting_list import WaitingModel

NEW = Came(Path("/a/Ana.packet"), ("Ana, today: 2 acts.",), TakeInPlan(acts=2))
KNOWN = Came(Path("/a/Ben.packet"), ("Ben: nothing that is not here already.",), TakeInPlan(known=2))
BAD = Came(Path("/a/bad.packet"), ("It is cut off.",), problem="It is cut off.")


def test_a_row_says_what_a_file_brings_or_why_it_cannot_be_taken_in() -> None:
    model = WaitingModel()
    model.show_waiting([NEW, KNOWN, BAD])
    rows = [model.index(row).data(ROW_ROLE) for row in range(3)]
    assert [row.title for row in rows] == ["Ana, today: 2 acts.", KNOWN.sentences[0], "It is cut off."]
    assert len({row.mark for row in rows}) == 3 and rows[0].detail == "Ana.packet"
    assert [brings_something(one) for one in (NEW, KNOWN, BAD)] == [True, False, False]
    assert model.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "It is cut off.; bad.packet"
    assert model.row_where(lambda one: bool(one.problem)) == 2 and model.at(3) is None
