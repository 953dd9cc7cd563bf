"""An empty page says why it is empty, and its button leads on, by the mouse and by Enter."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.kit.empty_state import EmptyState


def test_its_button_leads_on_and_names_its_key(qtbot: QtBot) -> None:
    page = EmptyState("document", "No texts yet", "Import…")
    qtbot.addWidget(page)
    page.say("Drop files here.", "Ctrl+I")
    page.resize(700, 500)
    page.show()
    assert page.text.text() == "Drop files here." and page.key.text() == "Ctrl+I"
    assert page.button.accessibleName() == "Import" and "Ctrl+I" in page.button.accessibleDescription()
    with qtbot.waitSignal(page.pressed):
        QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.pressed):
        QTest.keyClick(page.button, Qt.Key.Key_Return)
    assert page.rect().contains(page.button.mapTo(page, page.button.rect().center()))
