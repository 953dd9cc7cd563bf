"""The dialogs of the register: what is typed and ticked comes out as it was meant, and nothing that cannot be."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.acts.finding import ActorIndex
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.ui.actors.dialogs import CheckModel, NewActor, NewActorDialog, PlaceDialog, SplitActorDialog, SplitChoice

FRANCE = Actor(id=ActorId("fra"), name="France", kind=ActorKind.STATE, aliases=("Paris", "法国", "فرنسا"))
CHINA = Actor(id=ActorId("chn"), name="China", kind=ActorKind.STATE)
INDEX = ActorIndex([FRANCE, CHINA])
CHECKED = Qt.CheckState.Checked.value


def test_a_new_actor_has_a_name_on_one_line_and_one_of_the_kinds(qtbot: QtBot) -> None:
    dialog = NewActorDialog(INDEX)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.kind.itemData(row) for row in range(dialog.kind.count())] == [kind.value for kind in ActorKind]
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.name.setText("  ")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.accept_button is not None and not dialog.accept_button.isEnabled()
    for kind in ActorKind:
        dialog.show()
        dialog.name.setText("  Contact   Group ")
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))
        with qtbot.waitSignal(dialog.chosen) as told:
            dialog.accept()
        assert told.args == [NewActor("Contact Group", kind)]


def test_a_name_that_is_known_is_said_whatever_its_case_and_may_be_given_again(qtbot: QtBot) -> None:
    dialog = NewActorDialog(INDEX, "FRANCE")
    qtbot.addWidget(dialog)
    assert "a state of this name" in dialog._known.text()
    assert dialog.accept_button is not None and dialog.accept_button.isEnabled()
    dialog.name.setText("Franc")
    assert dialog._known.text() == ""


def test_nobody_takes_their_own_place(qtbot: QtBot) -> None:
    dialog = PlaceDialog("Merge into…", "Two slots.", INDEX, FRANCE.id, "Merge")
    qtbot.addWidget(dialog)
    dialog.show()
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    button = dialog.accept_button
    assert button is not None
    for typed, enabled, problem in (
        ("", False, ""),
        ("Paris", False, "It cannot take its own place."),
        ("Atlantis", False, "No actor is called “Atlantis”"),
        ("China", True, ""),
    ):
        dialog.field.setText(typed)
        dialog.field.textEdited.emit(typed)
        dialog.field._popup.hide()
        assert button.isEnabled() == enabled and dialog._problem.text().startswith(problem)
        if not enabled:
            dialog.accept()
    assert chosen == []
    dialog.accept()
    assert chosen == [CHINA.id]


@given(flips=st.lists(st.integers(0, 4), max_size=8))
def test_lines_are_ticked_by_number_however_often(flips: list[int]) -> None:
    model, expected = CheckModel(5, "line {}".format), set[int]()
    for row in flips:
        expected ^= {row}
        state = CHECKED if row in expected else Qt.CheckState.Unchecked.value
        assert model.setData(model.index(row), state, Qt.ItemDataRole.CheckStateRole)
    assert model.ticked() == sorted(expected)
    assert not model.setData(model.index(0), "another line") and model.index(3).data() == "line 3"


def test_an_actor_is_split_by_what_is_ticked_and_needs_a_name(qtbot: QtBot) -> None:
    dialog = SplitActorDialog(FRANCE, ())
    qtbot.addWidget(dialog)
    assert dialog.accept_button is not None and not dialog.accept_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.accept()
    dialog.name.setText(" Vichy  France ")
    for row in (0, 2):
        dialog.aliases.setData(dialog.aliases.index(row), CHECKED, Qt.ItemDataRole.CheckStateRole)
    assert dialog.said.text().startswith("2 aliases, 0 mentions and 0 slots")
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.accept()
    expected = SplitChoice(NewActor("Vichy France", ActorKind.STATE), ("Paris", "فرنسا"), (), ())
    assert told.args == [expected]
