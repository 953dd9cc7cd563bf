"""One sentence that stands for many is unfolded where it stands, and copied whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.kit.folded_report import FoldedReport
from annotator.ui.kit.widgets import Outcome

LINES = [(Outcome.DONE, "One came in."), (Outcome.SKIPPED, "190 are here already."), (Outcome.NOTICE, "A guess.")]
EACH = [f"“t{number}” is here already." for number in range(190)]


@pytest.fixture
def report(qtbot: QtBot) -> FoldedReport:
    made = FoldedReport("What was done")
    qtbot.addWidget(made)
    made.show_folded(LINES, {1: EACH})
    made.show()
    return made


def test_it_is_one_line_until_it_is_unfolded(report: FoldedReport) -> None:
    assert report.count() == 3
    report.toggle(report.item(1))
    assert report.count() == 3 + 190 and report.item(2).text().strip() == EACH[0]
    report.toggle(report.item(1))
    assert report.count() == 3 and report.item(2).text() == "A guess."
    report.toggle(report.item(0))
    assert report.count() == 3


def test_it_is_copied_whole_whether_it_is_folded_or_not(report: FoldedReport) -> None:
    whole = "\n".join(["One came in.", "190 are here already.", *EACH, "A guess."])
    assert report.as_text() == whole
    report.toggle(report.item(1))
    assert report.as_text() == whole


def test_the_keyboard_unfolds_and_folds_it(report: FoldedReport) -> None:
    report.setCurrentRow(1)
    for key, count in ((Qt.Key.Key_Right, 193), (Qt.Key.Key_Right, 193), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Space, 193)):
        QTest.keyClick(report, key)
        assert report.count() == count
    spoken = report.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "190 are here already. (unfolded)"


def test_other_lines_replace_all_of_it(report: FoldedReport) -> None:
    report.toggle(report.item(1))
    report.show_folded(LINES[:1], {})
    assert report.as_text() == "One came in."
