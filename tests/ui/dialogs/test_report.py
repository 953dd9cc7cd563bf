"""A report: sentences that are read, spoken with their outcome, and copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.kit.widgets import Outcome


def test_a_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = ReportDialog("Import", [(Outcome.DONE, "9 documents."), (Outcome.NOTICE, "One was a guess.")])
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "9 documents.\nOne was a guess."


def test_each_sentence_is_spoken_with_its_outcome_and_shown_as_it_is(qtbot: QtBot) -> None:
    lines = [(outcome, f"<b>{outcome.name}</b> تم") for outcome in Outcome]
    dialog = ReportDialog("Import", lines, intro="Two files.")
    qtbot.addWidget(dialog)
    items = [dialog.list.item(row) for row in range(dialog.list.count())]
    assert [item.text() for item in items] == [text for _, text in lines]
    spoken = [item.data(Qt.ItemDataRole.AccessibleTextRole) for item in items]
    assert spoken == [
        f"{word}: {text}" for word, (_, text) in zip(["Done", "Skipped", "Note", "Failed"], lines, strict=True)
    ]
    assert not any(item.icon().isNull() for item in items)
