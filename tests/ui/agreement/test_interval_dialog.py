"""How intervals are found is asked for."""

from pytestqt.qtbot import QtBot

from annotator.ui.agreement.interval_dialog import IntervalDialog
from tests.ui.test_names import nameless_of


def test_what_is_set_is_handed_out(qtbot: QtBot) -> None:
    dialog = IntervalDialog(0.95, 1)
    qtbot.addWidget(dialog)
    dialog.level.setCurrentIndex(dialog.level.findText("90%"))
    dialog.seed.setValue(7)
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.accept()
    assert told.args == [0.9, 7]


def test_it_begins_with_what_was_chosen_before_a_level_of_ones_own_too(qtbot: QtBot) -> None:
    dialog = IntervalDialog(0.8, 3)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.level.currentText() == "80%"
    assert dialog.seed.value() == 3 and nameless_of(dialog) == []
