"""The right side: what can be done with what is selected, by whom."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from annotator.ui.documents.side_panel import ChosenPanel


def test_links_lead_to_commands_and_name_their_keys(qtbot: QtBot) -> None:
    panel = ChosenPanel()
    qtbot.addWidget(panel)
    asked: list[str] = []
    panel.command_requested.connect(asked.append)
    for link in panel.links.values():
        link.link.click()
    assert asked == list(panel.links)
    put_in_force(keys_in_force({"documents.open": "F8"}))
    assert "F8" in panel.links["documents.open"].key.text()


def test_without_a_document_nothing_is_offered_and_removing_to_who_may(qtbot: QtBot) -> None:
    panel = ChosenPanel()
    qtbot.addWidget(panel)
    panel.show()
    assert panel.none.isVisible() and not panel.links["documents.open"].isVisible()
    panel.show_count(2)
    panel.say_rights(may_change=False)
    assert panel.links["documents.open"].isVisible() and not panel.links["documents.remove"].isVisible()


def test_escape_leads_back(qtbot: QtBot) -> None:
    panel = ChosenPanel()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
