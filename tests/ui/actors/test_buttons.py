"""The buttons at the foot of the form: each does its command, and only what can be done is offered."""

from itertools import product
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.actors.buttons import FormButtons
from tests.ui.actors.desks import enter, settle
from tests.ui.windows import Stage


@pytest.mark.parametrize(("has_actor", "is_changed", "is_busy"), list(product([False, True], repeat=3)))
def test_only_what_can_be_done_is_offered(qtbot: QtBot, has_actor: bool, is_changed: bool, is_busy: bool) -> None:
    buttons = FormButtons()
    qtbot.addWidget(buttons)
    buttons.show()
    buttons.show_state(has_actor, is_changed, is_busy)
    assert buttons.save.isEnabled() == buttons.revert.isVisible() == (has_actor and is_changed)
    for each in (buttons.merge, buttons.split, buttons.remove):
        assert each.isVisible() == has_actor and each.isEnabled() != is_busy


def test_what_is_typed_is_saved_and_taken_back_by_its_button(stage: Stage, acts: Path) -> None:
    workspace = enter(stage, acts)
    buttons, form = workspace.buttons, workspace.form
    name = form.name.text()
    form.name.setText("Typed")
    assert buttons.save.isEnabled()
    buttons.revert.click()
    assert form.name.text() == name and not buttons.save.isEnabled()
    form.name.setText("Typed")
    buttons.save.click()
    settle(stage, workspace)
    assert workspace.actor is not None and workspace.actor.name == "Typed" and not buttons.save.isEnabled()
