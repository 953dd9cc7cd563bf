"""Help from the window: the manual at the place of what is at hand, the keys, and About with its licences."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.licences import parts
from annotator.ui.background.session import Session
from annotator.ui.dialogs.about import AboutDialog
from annotator.ui.dialogs.licences import LicencesDialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from annotator.ui.manual.pages import FIRST, ManualPlace
from annotator.ui.manual.panel import ManualPanel
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.main_window import MainWindow
from tests.ui.windows import FIRST as TEXT
from tests.ui.windows import Stage, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at the first of two documents."""
    yield stage.open(make_project(tmp_path / "small.annot"), "Ana")


def panel(stage: Stage) -> ManualPanel:
    """Return the manual, which was opened."""
    found = stage.window.help.panel
    assert found is not None
    return found


def test_the_manual_is_not_loaded_until_it_is_asked_for(ana: Stage) -> None:
    assert ana.window.help.panel is None and ana.window.help.beside.panel is None


def test_f1_opens_the_place_of_the_workspace_and_f1_again_gives_the_keyboard_back(ana: Stage) -> None:
    for workspace, page in (("code", "coding"), ("adjudicate", "adjudicate"), ("codebook", "codebook")):
        ana.action(f"view.{workspace}").trigger()
        before = QApplication.focusWidget()
        ana.press("F1")
        assert panel(ana).isVisible() and panel(ana).browser.hasFocus()
        assert panel(ana).place == ManualPlace(page)
        ana.press("F1")
        assert not panel(ana).isVisible() and QApplication.focusWidget() is before


def test_it_stands_beside_the_work_in_which_one_goes_on(ana: Stage) -> None:
    ana.press("F1")
    QTest.keyClick(panel(ana).browser, Qt.Key.Key_3)
    assert ana.spans() == [], "a key that is pressed in the manual coded the text"
    ana.reader.setFocus()
    ana.press("Space", "1")
    assert ana.spans() == [("France", "appeal")] and panel(ana).isVisible()
    ana.press("F1")
    assert panel(ana).browser.hasFocus(), "from the work its key leads back into the manual"
    ana.press("Escape")
    assert ana.reader.hasFocus() and not panel(ana).isVisible() and ana.text == TEXT


def test_the_start_page_has_the_first_page(stage: Stage) -> None:
    stage.activate()
    stage.action("help.manual").trigger()
    assert panel(stage).place == ManualPlace(FIRST)
    stage.press("Escape")
    assert not panel(stage).isVisible()


def test_in_a_dialog_it_stands_beside_the_dialog_at_its_place(ana: Stage) -> None:
    ana.press("Ctrl+F1")
    dialog = ana.dialog(ShortcutsDialog)
    ana.press("F1")
    window = ana.window.help.window
    assert window is not None
    ana.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert window.panel.place == ManualPlace("keys") and ana.window.help.panel is None
    ana.press("F1")
    ana.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.close()
    ana.without_dialog()
    assert ana.reader.hasFocus()


@pytest.mark.parametrize("width", [1024, 1280, 1440])
@pytest.mark.parametrize("place", ["code", "adjudicate"])
def test_no_line_of_the_text_gets_another_length_by_it(ana: Stage, place: str, width: int) -> None:
    ana.window.resize(width, 700)
    ana.action(f"view.{place}").trigger()
    ana.qtbot.waitUntil(lambda: not ana.window.session.tasks.busy)
    QApplication.processEvents()
    before = ana.reader.sheet.across().measure
    ana.press("F1")
    QApplication.processEvents()
    assert panel(ana).isVisible() and ana.reader.sheet.across().measure == before
    assert width != 1280 or place != "code" or not ana.window.help.beside.is_over
    ana.press("F1")


def test_how_wide_it_was_drawn_is_kept_for_the_next_start(ana: Stage) -> None:
    ana.press("F1")
    ana.window.help.beside._on_pulled(ana.window.help.beside.width() - 444)
    assert panel(ana).width() == 444
    ana.press("F1")
    ana.window.close()
    again = MainWindow(Session(), Preferences(ana.window.preferences.folder))
    ana.qtbot.addWidget(again)
    assert again.help.beside.drawn == 444
    again.close()


def test_it_names_the_keys_that_are_in_force_also_while_it_is_open(ana: Stage) -> None:
    ana.press("F1")
    assert "F12" in panel(ana).browser.toPlainText()
    ana.window.actions_.set_keys({"code.next_gap": "Ctrl+Alt+F13"})
    shown = panel(ana).browser.toPlainText()
    assert "F12" not in shown and "F13" in shown


def test_its_words_are_as_large_as_those_of_the_text(ana: Stage) -> None:
    ana.press("F1")
    before = panel(ana).browser.document().size().height()
    ana.press(*["Ctrl++"] * 4)
    assert panel(ana).browser.document().size().height() > before * 1.1


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
