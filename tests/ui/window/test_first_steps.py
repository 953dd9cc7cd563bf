"""The first steps: with their keys, until twenty spans are coded here."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.commands.key_names import put_in_force
from annotator.ui.commands.key_table import keys_in_force
from annotator.ui.window.first_steps import ENOUGH, STEPS, FirstSteps
from annotator.ui.window.start_page import StartPage
from tests.ui.windows import Stage, make_project


def test_each_step_names_its_key_as_it_is_now(qtbot: QtBot) -> None:
    steps = FirstSteps()
    qtbot.addWidget(steps)
    titles = [title.text() for title in steps.titles]
    assert len(titles) == len(STEPS) == 5
    assert titles == [
        "Put the caret on a word, press Space",
        "Press 1",
        "Press Return",
        "Press Ctrl+Return",
        "Press Ctrl+4",
    ]
    put_in_force(keys_in_force({"view.adjudicate": "F9"}))
    try:
        qtbot.waitUntil(lambda: steps.titles[4].text() == "Press F9")
    finally:
        put_in_force(None)


@pytest.mark.parametrize(("width", "known", "seen"), [(1280, False, True), (1280, True, False), (800, False, False)])
def test_they_stand_beside_where_there_is_room_and_somebody_needs_them(
    qtbot: QtBot, width: int, known: bool, seen: bool
) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.know_steps(known)
    page.resize(width, 700)
    page.show()
    assert page.steps.isVisible() is seen


def test_spans_are_counted_up_to_twenty_and_what_is_undone_is_not_coded_again(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "p.annot", ["one two three"], ["Ana"]), "Ana")
    window = stage.window
    assert not window.coded_here.is_enough
    stage.press("Space")
    stage.press("1")
    assert window.preferences.value.spans_coded == 1
    stage.press("Ctrl+Z")
    assert window.preferences.value.spans_coded == 1
    settings = window.preferences.value
    window.preferences.put(settings.model_copy(update={"spans_coded": ENOUGH}))
    assert window.coded_here.is_enough
    window.session.close()
    assert not window.start.steps.isVisible()
