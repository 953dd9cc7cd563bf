"""What leaves the workspace: picture, report, numbers."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.operations.agreement.report.kinds import ReportKind
from annotator.ui.agreement.report_dialog import StudyReportDialog
from tests.ui.agreement.desk import Desk


def test_a_picture_is_saved_and_without_one_it_is_said(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.workspace.handlers()["agreement.save_picture"]()
    assert desk.refused == ["There is no picture to save; choose one of the pictures first."]
    desk.tab("Confusion")
    target = tmp_path / "confusion.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    desk.page.save_button.click()
    assert "Confusion of labels" in target.read_text(encoding="utf-8") and desk.said[-1] == "Saved as confusion.svg"


def report(desk: Desk, kind: ReportKind, by_name: bool = False) -> None:
    """Press the button of reports and answer the dialog."""
    desk.page.report_button.click()
    (dialog,) = [one for one in desk.workspace.findChildren(StudyReportDialog) if one.isVisible()]
    dialog.kinds[kind].setChecked(True)
    dialog.by_name.setChecked(by_name)
    dialog.accept()


def test_the_report_is_written_in_the_background_and_it_is_said_where(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "report"), "Web page (*.html)"))
    report(desk, ReportKind.SUPPLEMENT, by_name=True)
    assert desk.workspace.study_export.is_busy
    desk.settled()
    assert desk.said[-1] == f"The report is written: {tmp_path / 'report.html'}"
    assert "Chloé" in (tmp_path / "report.html").read_text(encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "report.tex"), ""))
    report(desk, ReportKind.APPENDIX)
    desk.settled()
    assert "report.tex" in desk.refused[-1]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    report(desk, ReportKind.APPENDIX)
    assert not desk.workspace.is_busy


def test_the_numbers_are_copied_for_a_spreadsheet(desk: Desk) -> None:
    desk.workspace.handlers()["agreement.copy"]()
    lines = QApplication.clipboard().text().splitlines()
    cells = desk.workspace.table.numbers_model.numbers.cells
    assert len(lines) == len(cells) + 1 and desk.said[-1] == f"{len(cells)} numbers copied"
