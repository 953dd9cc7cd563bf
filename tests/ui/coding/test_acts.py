"""The card's keys become verbs on the act: words, actors and values fill its slots."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model.actor import ActorKind
from tests.ui.acts.desks import (
    ACT,
    at_row,
    card_of,
    code_the_act,
    lit,
    offered,
    project_with_actors,
    rows,
    settled,
)
from tests.ui.windows import Stage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with the actors that come with the program, mentions not offered."""
    return project_with_actors(tmp_path / "acts.annot")


def test_words_selected_in_the_text_fill_the_slot_that_waits_for_them(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    card_of(stage).go("role:condition")
    # With the mouse, outside of the act, which stays selected meanwhile.
    start = stage.text.index("The Minister was")
    stage.drag(stage.point(start), stage.point(start + len("The Minister was")))
    QApplication.processEvents()
    assert stage.selected.startswith("The Minister") and stage.active_quote() == ACT
    stage.press("Return")
    assert rows(stage)["Condition"].startswith("The Minister")
    stage.press("Escape")
    assert stage.window.coding.active is None
    # A command does it without the card: the words within the act are its content. No pause is needed between.
    stage.window.coding.moves.go_span(-1)
    stage.select("use its influence")
    stage.press("Alt+Return")
    assert rows(stage)["Content"] == "use its influence"


def test_an_actor_who_is_not_registered_is_registered_and_fills_the_slot_as_one_step(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    stage.write("Committee of Elders")
    settled(stage)
    assert offered(stage) == ["New actor “Committee of Elders”…"]
    stage.press("Return")
    assert lit(stage) == "non-state group"
    stage.write("per")
    assert offered(stage) == ["person"]
    stage.press("Return")
    assert rows(stage) == {"Speaker": "Committee of Elders"} and at_row(stage) == "Force"
    found = [one for one in stage.window.session.project.actors.all() if one.name == "Committee of Elders"]
    assert [one.kind for one in found] == [ActorKind.PERSON]
    stage.press("Escape", "Ctrl+Z")
    assert rows(stage) == {}
    assert not [one for one in stage.window.session.project.actors.all() if one.name == "Committee of Elders"]


def test_a_click_elsewhere_lets_go_of_an_act_that_waits_for_words(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    code_the_act(stage)
    stage.press("Return")
    card_of(stage).go("role:condition")
    assert stage.said == "Condition: select words in the text, then Return"
    QTest.mouseClick(stage.reader.viewport(), Qt.MouseButton.LeftButton, pos=stage.point(stage.text.index("Minister")))
    stage.qtbot.waitUntil(lambda: stage.window.coding.active is None)
    # No key of a label can give the act another one behind one's back.
    stage.press("4")
    assert stage.spans() == [(ACT, "appeal")]
