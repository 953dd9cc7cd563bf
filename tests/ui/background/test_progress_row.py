"""How far work is: the bar, what is done, and the button that stops it, in a row and on a page."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.background.progress_row import ProgressRow

both = pytest.mark.parametrize("stacked", [False, True])


@both
@given(done=st.integers(0, 10**15), total=st.integers(0, 10**15))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_bar_stands_where_the_work_does_however_many_steps_it_has(
    qtbot: QtBot, stacked: bool, done: int, total: int
) -> None:
    row = ProgressRow("Reading", stacked)
    row.show_progress(done, total)
    if total == 0:
        assert row.bar.minimum() == row.bar.maximum() == 0
    else:
        share = row.bar.value() / row.bar.maximum()
        assert abs(share - min(1, done / total)) <= 0.001
    row.deleteLater()


@both
def test_what_is_done_is_seen_and_spoken_and_the_button_asks_for_the_end(qtbot: QtBot, stacked: bool) -> None:
    row = ProgressRow("Reading", stacked)
    qtbot.addWidget(row)
    row.show()
    row.show_progress(1, 2)
    row.begin("Reading the acts…")
    assert row.bar.maximum() == 0 and row.doing.text() == "Reading the acts…" == row.bar.accessibleDescription()
    assert row.bar.accessibleName() == "Reading" and row.stop_button.text().replace("&", "") == "Stop"
    with qtbot.waitSignal(row.stop_requested):
        QTest.keyClick(row.stop_button, Qt.Key.Key_Space)
