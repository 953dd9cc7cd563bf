"""Each way to decide has a button with its key, which asks for the way."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.adjudication.ways import WAYS
from annotator.ui.adjudication.choices import CHOICES, ChoiceGrid
from annotator.ui.commands.commands import COMMANDS
from annotator.ui.commands.key_names import key_or_none, put_in_force
from annotator.ui.commands.key_table import keys_in_force


@pytest.fixture
def grid(qtbot: QtBot) -> ChoiceGrid:
    made = ChoiceGrid()
    qtbot.addWidget(made)
    return made


def test_every_button_asks_for_its_choice_and_is_a_command_too(grid: ChoiceGrid, qtbot: QtBot) -> None:
    commands = {command.id for command in COMMANDS}
    assert list(grid.buttons) == [choice for choice, _ in CHOICES]
    for choice, button in grid.buttons.items():
        assert f"adjudicate.{choice}" in commands
        with qtbot.waitSignal(grid.requested) as requested:
            button.click()
        assert requested.args == [choice]


def test_every_way_that_has_a_short_name_has_a_button_that_is_spoken_in_full(grid: ChoiceGrid) -> None:
    for way in WAYS:
        assert (way.id in grid.buttons) == bool(way.short)
        if way.short:
            button = grid.buttons[way.id]
            assert button.accessibleName() == button.toolTip() == way.spoken and button.text().endswith(way.short)


def test_a_button_names_its_key_as_it_is_now(grid: ChoiceGrid) -> None:
    for choice, title in CHOICES:
        key = key_or_none(f"adjudicate.{choice}")
        assert grid.buttons[choice].text() == f"{key.replace('Shift+', '⇧')} {title}".strip()
    put_in_force({**keys_in_force({}), "adjudicate.union": ("Ctrl+K",), "adjudicate.reopen": ()})
    assert grid.buttons["union"].text() == "Ctrl+K Union" and grid.buttons["reopen"].text() == "Reopen"


def test_where_there_is_less_room_fewer_stand_side_by_side_and_all_are_whole(grid: ChoiceGrid) -> None:
    grid.show()
    rows = {}
    for width in (grid.minimumSizeHint().width(), 2 * grid.minimumSizeHint().width()):
        grid.resize(QSize(width, 400))
        QApplication.processEvents()
        placed = [button.geometry() for button in grid.buttons.values()]
        assert all(grid.rect().contains(place) for place in placed)
        assert not any(a.intersects(b) for at, a in enumerate(placed) for b in placed[:at])
        assert all(button.width() >= button.sizeHint().width() for button in grid.buttons.values())
        rows[width] = len({place.top() for place in placed})
    narrow, wide = rows.values()
    assert (narrow, wide) == (-(-len(CHOICES) // 3), -(-len(CHOICES) // 4))
