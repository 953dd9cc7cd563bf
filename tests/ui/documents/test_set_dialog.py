"""A new set: a filter, or what is selected."""

from pytestqt.qtbot import QtBot

from annotator.ui.documents.set_dialog import SetDialog


def answered(qtbot: QtBot, dialog: SetDialog, name: str) -> list[tuple[str, bool]]:
    qtbot.addWidget(dialog)
    found: list[tuple[str, bool]] = []
    dialog.given.connect(lambda given, by_filter: found.append((given, by_filter)))
    dialog.field.setText(name)
    dialog.accept()
    return found


def test_with_a_filter_it_is_the_filter_with_several_selected_the_list(qtbot: QtBot) -> None:
    assert answered(qtbot, SetDialog("kind:a", 1), " Mine ") == [("Mine", True)]
    assert answered(qtbot, SetDialog("kind:a", 3), "Mine") == [("Mine", False)]
    assert answered(qtbot, SetDialog("", 1), "Mine") == [("Mine", False)]


def test_where_both_are_possible_one_chooses(qtbot: QtBot) -> None:
    dialog = SetDialog("kind:a", 3)
    assert not dialog.choice.isHidden() and SetDialog("", 3).choice.isHidden()
    dialog.choice.buttons[True].setChecked(True)
    assert "kind:a" in dialog.what.text() and answered(qtbot, dialog, "Mine") == [("Mine", True)]


def test_without_a_name_there_is_no_set(qtbot: QtBot) -> None:
    assert answered(qtbot, SetDialog("kind:a", 1), "  ") == []
