"""Each way to decide has a button with its key, which asks for the way and never moves."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.adjudication.cases import Case
from annotator.adjudication.decisions import settle
from annotator.adjudication.ways import WAY, WAYS
from annotator.ui.adjudication.choices import ACROSS, CHOICES, ChoiceGrid, applicable
from annotator.ui.commands.commands import COMMANDS
from annotator.ui.commands.key_names import key_or_none, put_in_force
from annotator.ui.commands.key_table import keys_in_force
from tests.adjudication.builders import only_case, span


@pytest.fixture
def grid(qtbot: QtBot) -> ChoiceGrid:
    made = ChoiceGrid()
    qtbot.addWidget(made)
    return made


def test_every_button_asks_for_its_choice_and_is_a_command_too(grid: ChoiceGrid, qtbot: QtBot) -> None:
    commands = {command.id for command in COMMANDS}
    assert list(grid.buttons) == [choice for choice, *_ in CHOICES] and len(CHOICES) == 12
    assert {way.id for way in WAYS} | {"reopen"} == set(grid.buttons)
    for choice, button in grid.buttons.items():
        assert choice == "take" or f"adjudicate.{choice}" in commands
        with qtbot.waitSignal(grid.requested) as requested:
            button.click()
        assert requested.args == [choice]
        assert choice == "reopen" or (button.accessibleName(), button.text()) == (WAY[choice].spoken, WAY[choice].short)


def test_a_button_names_its_key_as_it_is_now(grid: ChoiceGrid) -> None:
    for choice, *_ in CHOICES[1:]:
        assert grid.buttons[choice].key == key_or_none(f"adjudicate.{choice}").replace("Shift+", "⇧") != ""
    for count, keys in ((1, "A"), (2, "A–B"), (3, "A–C"), (8, "A–H"), (12, "A–H")):
        grid.show_coders(count)
        assert grid.buttons["take"].key == keys
    grid.show_coders(2)
    put_in_force({**keys_in_force({}), "adjudicate.union": ("Ctrl+K",), "adjudicate.reopen": ()})
    assert grid.buttons["union"].key == "Ctrl+K" and grid.buttons["union"].toolTip() == "Union, Ctrl+K"
    assert grid.buttons["reopen"].key == "" and not grid.buttons["reopen"].accessibleDescription()
    put_in_force({**keys_in_force({}), "adjudicate.take_b": ("Ctrl+B",)})
    assert grid.buttons["take"].key == "A Ctrl+B"


@pytest.mark.parametrize("width", [336, 368, 600])
def test_four_stand_across_of_one_size_and_all_are_whole(grid: ChoiceGrid, width: int) -> None:
    grid.show_coders(3)
    grid.show()
    grid.resize(QSize(width, grid.sizeHint().height()))
    QApplication.processEvents()
    placed = [button.geometry() for button in grid.buttons.values()]
    assert all(grid.rect().contains(place) for place in placed)
    assert not any(a.intersects(b) for at, a in enumerate(placed) for b in placed[:at])
    assert len({place.top() for place in placed}) == 3 and len({place.left() for place in placed}) == ACROSS
    assert len({place.height() for place in placed}) == 1
    assert max(place.width() for place in placed) - min(place.width() for place in placed) <= 1
    assert all(button.sizeHint().width() <= button.width() for button in grid.buttons.values())


def _verbs(case: Case, coders: int = 2) -> set[str]:
    (one,) = settle([case], [])
    return set(applicable(one, coders))


def test_what_applies_follows_from_the_case() -> None:
    always = {"take", "none", "defer", "relabel", "join", "add"}
    assert _verbs(only_case(span("A1", 0, 5), layers="AB")) == always
    assert _verbs(only_case(span("A1", 0, 5), span("B1", 0, 5, "warning"))) == always | {"fill", "split"}
    on_places = always | {"fill", "split", "union", "intersection", "majority"}
    assert _verbs(only_case(span("A1", 0, 5), span("B1", 0, 9))) == on_places
    assert applicable(None, 2) == {"add"} and applicable(None, 1) == frozenset()
