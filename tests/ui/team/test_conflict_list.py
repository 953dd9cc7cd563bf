"""What a row of the list of conflicts says, on the screen and aloud."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.model.verbs.team import Subject
from annotator.operations.team.conflict_types import ConflictChoice, OpenConflict, SaidBy
from annotator.ui.team.conflict_list import STANDS, ConflictModel, conflict_list, spoken, who_said

CHOICES = (
    ConflictChoice("A", "organisation", lambda *_: None, (SaidBy("Lea"),), stands=True),
    ConflictChoice("B", "group of states", lambda *_: None, (SaidBy("Dana", "2024-11-24T10:00:00+00:00"),)),
    ConflictChoice("C", "both, as two", lambda *_: None),
)
ONE = OpenConflict("one", "Actor “Contact Group”, kind", "They differ.", CHOICES, Subject.ACTOR, "actors", "x")
TWO = OpenConflict("two", "Codebook", "Two versions.", CHOICES[:2], Subject.CODEBOOK, "codebook_versions", "y")


def test_a_choice_says_by_whom_and_whether_it_stands() -> None:
    assert who_said(CHOICES[0]) == f"Lea · {STANDS}" and who_said(CHOICES[2]) == ""
    assert who_said(CHOICES[1]) == "Dana, 24 Nov 2024"


def test_a_row_is_spoken_with_all_its_choices(qtbot: QtBot) -> None:
    model = ConflictModel()
    view = conflict_list(model)
    qtbot.addWidget(view)
    model.show_conflicts([ONE, TWO], {"one"})
    assert [model.index(row).data() for row in range(2)] == ["Codebook", "Actor “Contact Group”, kind"]
    aloud = str(model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert aloud.startswith("Actor “Contact Group”, kind; left for later; They differ.; A: organisation (Lea")
    assert aloud == spoken(ONE, left=True) and aloud.endswith("C: both, as two")
    assert model.row_of("two") == 0 and model.row_of("three") == -1 and model.at(7) is None
