"""What follows is read before units are split or joined."""

from typing import Any

from annotator.ui.dialogs.units_dialog import UnitsDialog


def test_what_follows_and_the_codings_are_listed_and_the_button_says_what_it_does(qtbot: Any) -> None:
    dialog = UnitsDialog("Split unit 3", "Split", ["2 codings follow."], ["Ana: Appeal, “x”", "Ben: Threat, “x”"])
    qtbot.addWidget(dialog)
    assert dialog.list.count() == 2 and dialog.does is not None and dialog.does.text() == "Split"
    heard: list[bool] = []
    dialog.accepted.connect(lambda: heard.append(True))
    dialog.does.click()
    assert heard == [True]
