"""About: which version this is, how it is cited in three forms, and what a report of a bug needs."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator import __version__
from annotator.citation import as_bibtex, as_ris, as_text, software
from annotator.ui.dialogs.about import AboutDialog, for_bug_report


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """Let folders be opened in here, and in no program of the desktop."""
    urls: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(open_url))
    return urls


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> AboutDialog:
    """The dialog, with a log that is not there yet."""
    made = AboutDialog(tmp_path / "error.log")
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_says_version_day_python_qt_and_licence(dialog: AboutDialog) -> None:
    said = " | ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"Annotator {__version__}" in said
    assert f"{software().released.day} " in said and str(software().released.year) in said
    assert f"Qt {qVersion().rpartition('.')[0]}" in said and "MIT licence" in said
    assert re.search(r"Python 3\.\d+ ·", said)


@pytest.mark.parametrize(("name", "form"), [("Copy", as_text), ("BibTeX", as_bibtex), ("RIS", as_ris)])
def test_each_form_is_copied_by_the_keyboard_shown_and_said(dialog: AboutDialog, name: str, form: object) -> None:
    assert callable(form)
    QGuiApplication.clipboard().clear()
    assert dialog.cited.toPlainText() == as_text(software())
    QTest.keyClick(dialog.copy_buttons[name], Qt.Key.Key_Return)
    copied = QGuiApplication.clipboard().text()
    assert copied.replace("\r\n", "\n") == form(software()).replace("\r\n", "\n")
    assert dialog.cited.toPlainText() == copied.replace("\r\n", "\n").strip()
    assert "copied" in dialog.said.text() and dialog.isVisible()


def test_a_bug_report_has_the_versions_and_the_last_error_and_no_path_of_a_project(
    dialog: AboutDialog, tmp_path: Path
) -> None:
    dialog.bug_button.click()
    assert "No error is logged." in QGuiApplication.clipboard().text() and "none is logged" in dialog.said.text()
    (tmp_path / "error.log").write_text("annotator 0.4.0 x\nBug: first\nannotator 0.4.0 y\nBug: second\n")
    dialog.bug_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"annotator {__version__}\nPython 3.") and f"Qt {qVersion()}" in copied
    assert "Bug: second" in copied and "first" not in copied and str(tmp_path) not in copied
    assert "last error" in dialog.said.text()


def test_the_words_of_a_bug_report_are_one_fact_a_line(qtbot: QtBot) -> None:
    facts, _, entry = for_bug_report("Bug").partition("\n\n")
    assert len(facts.splitlines()) == 6 and entry == "Bug\n"


def test_the_folder_of_the_log_is_opened_and_where_it_is_said(
    dialog: AboutDialog, tmp_path: Path, opened: list[QUrl]
) -> None:
    dialog.log_button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]
    assert "No error was logged yet" in dialog.said.text()
    (tmp_path / "error.log").write_text("x")
    dialog.log_button.click()
    assert dialog.said.text().startswith("The log is ") and "error.log" in dialog.said.accessibleDescription()


def test_licences_are_asked_for_by_the_keyboard(dialog: AboutDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.licences_requested):
        QTest.keyClick(dialog.licences_button, Qt.Key.Key_Return)
