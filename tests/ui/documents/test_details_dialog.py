"""The form over whatever one is doing: what nobody touched is not given, a date that is none is refused."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.documents.details_dialog import DetailsDialog
from tests.ui.documents.one_row import row


def opened(qtbot: QtBot, field: str = "", why_not: str = "") -> DetailsDialog:
    made = DetailsDialog(row("1", "A readout", date="2026", tags=["a", "b"]), {}, field, why_not=why_not)
    qtbot.addWidget(made)
    made.show()
    return made


def test_only_what_was_touched_is_given(qtbot: QtBot) -> None:
    dialog = opened(qtbot, "speaker")
    assert dialog.focusWidget() is dialog.form.fields["speaker"].line
    QTest.keyClicks(dialog.form.fields["speaker"].line, " France  and China ")
    with qtbot.waitSignal(dialog.given) as told:
        dialog.accept()
    assert told.args == [None, {"speaker": "France and China"}]


def test_what_nobody_touched_is_nothing_to_do(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    with qtbot.assertNotEmitted(dialog.given):
        dialog.accept()
    assert dialog.result() == 1


def test_a_date_that_is_none_keeps_it_open(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    QTest.keyClicks(dialog.form.fields["date"].line, " in spring")
    with qtbot.assertNotEmitted(dialog.given):
        dialog.accept()
    assert dialog.isVisible() and "no date" in dialog.form.fields["date"].fault.text()


@pytest.mark.parametrize("why_not", ["Changing documents is for whoever leads; ask Lea."])
def test_who_may_not_reads_it(qtbot: QtBot, why_not: str) -> None:
    dialog = opened(qtbot, why_not=why_not)
    assert dialog.form.why.text() == why_not and dialog.form.why.isVisible()
