"""Pages and plans come from the background, and the last question counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations.coding import annotate
from annotator.store.history.history_pages import ALL_STEPS
from annotator.ui.background.session import Session
from annotator.ui.history.loader import HistoryLoader, HistoryPage, WhatStands
from tests.projects import make_desk


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    annotate.set_note(desk.project, span.id, "look")
    made = Session()
    made.open(desk.project)
    yield made
    made.close()


def test_a_page_has_its_lines_and_all_people(session: Session, qtbot: QtBot) -> None:
    loader, began, went_on = HistoryLoader(session, session), list[HistoryPage](), list[HistoryPage]()
    loader.began.connect(began.append)
    loader.went_on.connect(went_on.append)
    loader.begin(ALL_STEPS, 2)
    qtbot.waitUntil(lambda: bool(began))
    (page,) = began
    assert [line.what for line in page.lines] == ["Note", "Code as Appeal"] and not page.is_last
    assert [name for _, name in page.people] == ["Ana", "the program"]
    loader.go_on(ALL_STEPS, page.lines[-1].number)
    qtbot.waitUntil(lambda: bool(went_on))
    assert went_on[0].is_last and went_on[0].lines[-1].what == "New project"


def test_only_the_last_step_that_was_asked_for_is_looked_at(session: Session, qtbot: QtBot) -> None:
    loader, heard = HistoryLoader(session, session), list[WhatStands]()
    loader.planned.connect(heard.append)
    latest = session.project.journal.latest()
    loader.plan(latest)
    loader.plan(latest - 1)
    qtbot.waitUntil(lambda: bool(heard))
    qtbot.waitUntil(lambda: not session.tasks.busy)
    (found,) = heard
    assert found.plan.steps == (latest - 1, latest) and [line.what for line in found.others] == ["Note"]
    assert not found.plan.refusal
