"""What holds for all who adjudicate is chosen at the desk, and each choice is the project's."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.operations.adjudication import without_names
from annotator.ui.adjudication.project_choices import ProjectChoices
from annotator.ui.commands.commands import Fact
from annotator.ui.dialogs.coders import CodersDialog
from tests.ui.windows import Stage


def test_the_facts_are_the_projects_settings_and_the_commands_turn_them(table: Stage) -> None:
    choices, project = table.window.adjudication.choices, table.window.session.project
    assert choices.facts() == {Fact.NAMES_HIDDEN: False, Fact.NAMES_AT_END: True}
    choices.toggle_names()
    assert table.said.startswith("Names are hidden") and without_names.are_names_hidden(project)
    choices.toggle_end()
    assert choices.facts() == {Fact.NAMES_HIDDEN: True, Fact.NAMES_AT_END: False}
    assert not without_names.come_at_the_end(project)
    choices.toggle_end()
    assert table.said == "Names come after the last decision, where they are hidden"


def test_the_coders_who_are_compared_are_ticked_and_handed_on(table: Stage) -> None:
    workspace, told = table.window.adjudication, list[list[str]]()
    choices = ProjectChoices(table.window.session, workspace.queue_updater, told.append, workspace)
    dialog = choices.choose_coders()
    assert table.dialog(CodersDialog) is dialog and dialog.choice == ["Ana", "Ben", "Cleo"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    table.press("Return")
    table.without_dialog()
    assert told == [["Ben", "Cleo"]]
