"""The page Counts: it hands on what is chosen, and scrolls."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.passages.counts_page import CountsPage
from annotator.ui.pictures.count_asking import CountFigure
from tests.ui.explore.places import make_acts


def test_a_cell_opens_its_search_and_a_mark_its_passage(tmp_path: Path, qtbot: QtBot) -> None:
    session = Session()
    session.open(Project.open(make_acts(tmp_path / "acts.annot")))
    session.set_coder(session.coders()[0])
    page = CountsPage(session)
    qtbot.addWidget(page)
    page.resize(700, 300)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_search("label:warning")
    qtbot.waitUntil(lambda: not page.view.is_busy)
    page.take_keyboard()
    with qtbot.waitSignal(page.search_chosen) as chosen:
        QTest.keyClick(page.view.picture, Qt.Key.Key_Return)
    assert chosen.args == ["label:warning label=warning date:2023"]
    page.view.choices.figures.choose(list(CountFigure).index(CountFigure.MAP))
    qtbot.waitUntil(lambda: not page.view.is_busy)
    with qtbot.waitSignal(page.passage_chosen):
        QTest.keyClick(page.view.picture, Qt.Key.Key_Return)
    session.close()
