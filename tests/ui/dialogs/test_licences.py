"""The parts with their licences: one is chosen, and its text is shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.licences import parts
from annotator.ui.dialogs.licences import LicencesDialog


def test_every_part_is_a_row_and_the_text_follows_the_keyboard(qtbot: QtBot) -> None:
    found = parts()
    dialog = LicencesDialog(found)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.tree.topLevelItemCount() == len(found) > 10
    for part in found:
        item = dialog.tree.currentItem()
        assert item is not None
        assert [item.text(column) for column in range(3)] == [part.name, part.version, part.licence]
        assert dialog.text.toPlainText().strip() == part.text().replace("\r\n", "\n").replace("\f", "\n").strip()
        QTest.keyClick(dialog.tree, Qt.Key.Key_Down)


@pytest.mark.parametrize("opens", [True, False])
def test_the_file_of_a_bundle_is_opened_or_its_place_is_said(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opens: bool
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return opens

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    dialog = LicencesDialog(parts(), file=tmp_path / "THIRD-PARTY.txt")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.file_button.isVisible()
    dialog.file_button.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "THIRD-PARTY.txt"))]
    assert dialog.said.isVisible() != opens
    assert opens or str(tmp_path / "THIRD-PARTY.txt") in dialog.said.text().replace("\u200b", "")


def test_elsewhere_nothing_is_offered_that_is_not_there(qtbot: QtBot) -> None:
    dialog = LicencesDialog(parts())
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.file_button.isVisible()
