"""Which report is meant is asked for."""

from pytestqt.qtbot import QtBot

from annotator.operations.agreement.report.kinds import REPORTS, ReportKind
from annotator.ui.agreement.report_dialog import StudyReportDialog
from tests.ui.test_names import nameless_of


def test_it_begins_with_the_appendix_without_names_and_hands_out_what_is_ticked(qtbot: QtBot) -> None:
    for kind, by_name in ((None, False), (ReportKind.SUPPLEMENT, True)):
        dialog = StudyReportDialog()
        qtbot.addWidget(dialog)
        dialog.show()
        assert nameless_of(dialog) == [] and [*dialog.kinds] == [*REPORTS]
        if kind is not None:
            dialog.kinds[kind].setChecked(True)
            dialog.by_name.setChecked(by_name)
        with qtbot.waitSignal(dialog.chosen) as told:
            dialog.accept()
        assert told.args == [kind or ReportKind.APPENDIX, by_name]
