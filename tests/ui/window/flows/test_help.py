"""Help: the keys, and what there is to say about the program, from the window."""

from PySide6.QtWidgets import QApplication

from annotator.licences import parts
from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.licences import LicencesDialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from tests.ui.windows import Stage


def test_about_is_there_without_a_project_and_leads_to_the_licences_and_back(stage: Stage) -> None:
    stage.action("help.about").trigger()
    about = stage.dialog(AboutDialog)
    about.licences_button.click()
    licences = stage.dialog(LicencesDialog)
    assert licences.tree.topLevelItemCount() == len(parts())
    licences.close()
    stage.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is about)
    about.close()
    stage.without_dialog()


def test_the_keys_are_listed_as_they_are_in_force(stage: Stage) -> None:
    stage.action("help.shortcuts").trigger()
    dialog = stage.dialog(ShortcutsDialog)
    dialog.field.setText("About")
    assert dialog.tree.topLevelItemCount() == 1
    dialog.close()
    stage.without_dialog()
