"""The start page: what it asks for, where the focus is, and that it can be used without a mouse."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.store.project import Project
from annotator.ui.commands.key_names import key_of
from annotator.ui.settings.settings import RecentProject
from annotator.ui.window.start_page import StartPage
from tests.projects import default_codebook
from tests.ui.windows import Stage

TODAY = date(2026, 11, 24)
HERE, GONE = Path("/texts/readouts.annot"), Path("/gone/lost.annot")
RECENT = (
    RecentProject(path=GONE, opened="2026-11-24T10:00:00"),
    RecentProject(path=HERE, opened="2026-11-23T10:00:00"),
)


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    made = StartPage()
    qtbot.addWidget(made)
    made.resize(800, 600)
    return made


def filled(page: StartPage) -> StartPage:
    page.set_recent(RECENT, exists=lambda path: path == HERE, today=TODAY)
    page.show()
    return page


@pytest.mark.parametrize("name", ["new_requested", "sample_requested"])
def test_a_button_asks_for_what_it_says(page: StartPage, qtbot: QtBot, name: str) -> None:
    button = page.new_button if name == "new_requested" else page.sample_button
    page.show()
    with qtbot.waitSignal(getattr(page, name)):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_open_asks_without_a_path_and_a_recent_project_with_its_own(page: StartPage, qtbot: QtBot) -> None:
    filled(page)
    with qtbot.waitSignal(page.open_requested) as told:
        page.open_button.click()
    assert told.args == [None]
    with qtbot.waitSignal(page.open_requested) as told:
        QTest.keyClick(page.rows[1].button, Qt.Key.Key_Space)
    assert told.args == [HERE]


def test_a_project_that_is_gone_cannot_be_opened_but_removed(page: StartPage, qtbot: QtBot) -> None:
    filled(page)
    row = page.rows[0]
    assert not row.button.isEnabled()
    assert "no longer there" in row.button.accessibleName()
    with qtbot.waitSignal(page.recent_removed) as told:
        QTest.keyClick(row.remove_button, Qt.Key.Key_Space)
    assert told.args == [GONE]


def test_the_focus_is_on_the_newest_project_that_is_there(page: StartPage) -> None:
    filled(page)
    assert page.focusWidget() is page.rows[1].button


def test_without_recent_projects_the_focus_is_on_the_sample_and_a_sentence_says_why(page: StartPage) -> None:
    page.set_recent(())
    page.show()
    assert page.focusWidget() is page.sample_button
    assert page._empty.isVisible()


def test_tab_goes_from_the_sample_to_the_last_row_in_order(page: StartPage) -> None:
    filled(page)
    chain = [page.sample_button, page.new_button, page.open_button, page.rows[1].button, page.rows[1].remove_button]
    seen: list[QWidget] = [page.sample_button]
    while (at := seen[-1].nextInFocusChain()) is not None and at is not page.sample_button:
        seen.append(at)
    assert [widget for widget in seen if widget in chain] == chain


def test_filling_the_list_again_replaces_it(page: StartPage, qtbot: QtBot) -> None:
    filled(page)
    page.set_recent(RECENT[1:], exists=lambda path: True, today=TODAY)
    assert len(page.rows) == 1
    assert page.rows[0].button.accessibleName().startswith("readouts")


def test_every_button_has_a_name_for_screen_readers(page: StartPage) -> None:
    filled(page)
    assert all(button.accessibleName() for button in page.findChildren(QAbstractButton))


def test_whether_a_file_is_there_is_asked_of_the_file_system(page: StartPage, tmp_path: Path) -> None:
    (tmp_path / "a.annot").touch()
    recent = [RecentProject(path=tmp_path / "a.annot"), RecentProject(path=Path("a\0b")), RecentProject(path=GONE)]
    page.set_recent(recent, today=TODAY)
    assert [row.button.isEnabled() for row in page.rows] == [True, False, False]


@pytest.mark.parametrize("notice", ["", "Settings and backups are not kept, since nothing can be written there. " * 3])
def test_in_a_low_window_the_newest_projects_are_shown_and_none_is_cut(page: StartPage, notice: str) -> None:
    recent = [RecentProject(path=Path(f"/p/{number}.annot")) for number in range(12)]
    page.set_recent(recent, exists=lambda path: True, today=TODAY)
    page.say(notice)
    page.show()
    seen = []
    for height in (519, 620, 700, 1050):
        page.resize(800, height)
        QApplication.processEvents()
        shown = [row for row in page.rows if row.isVisible()]
        assert shown == page.rows[: len(shown)]
        assert all(page.rect().contains(row.mapTo(page, row.rect().bottomRight())) for row in shown)
        assert all(row.height() >= row.minimumSizeHint().height() for row in shown)
        seen.append(len(shown))
    assert seen == sorted(seen) and seen[0] >= (1 if notice else 2) and seen[-1] == 12


def test_each_row_says_its_key_and_what_it_is_for(page: StartPage) -> None:
    page.show()
    for row, key in ((page.new_button, "project.new"), (page.open_button, "project.open")):
        assert key_of(key) in [label.text() for label in row.findChildren(QLabel)]
    assert all(row.accessibleDescription() for row in (page.sample_button, page.new_button, page.open_button))


def test_a_project_that_was_opened_is_called_by_its_name_and_not_by_that_of_its_file(
    stage: Stage, tmp_path: Path
) -> None:
    path = tmp_path / "prj_v2_final.annot"
    Project.create(path, default_codebook(), "Joint communiqués").close()
    stage.open(path, "Ana")
    stage.action("project.start").trigger()
    (row,) = stage.window.start.rows
    said = [label.text() for label in row.findChildren(QLabel)]
    assert "Joint communiqués" in said and not any("prj_v2_final" in text for text in said)
    assert row.button.accessibleName().startswith("Joint communiqués, ")
