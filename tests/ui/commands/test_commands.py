"""The table of commands is whole and sound."""

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from annotator.ui.commands.commands import BY_ID, COMMANDS, Command, CommandScope, CommandState, Fact, meet
from annotator.ui.commands.key_table import keys_in_force
from annotator.ui.settings.settings import RENAMED
from tests.ui.windows import Stage, code_as, make_project

LABEL_KEYS = {QKeySequence(key).toString() for key in "123456789abcdefghijklmnopqrstuvwxyz"}
OPEN = CommandState(
    CommandScope.CODE, frozenset(fact for fact in Fact if fact.known_to in ("window", CommandScope.CODE))
)


def portable(keys: tuple[str, ...]) -> set[str]:
    return {QKeySequence(key).toString() for key in keys}


def test_every_command_has_a_handler_and_every_handler_a_command(stage: Stage) -> None:
    assert set(stage.window._handlers()) == set(BY_ID)


def test_no_command_of_coding_has_a_key_that_a_label_may_have() -> None:
    # Letters decide cases in Adjudicate, where no label's key counts.
    for command in COMMANDS:
        if meet(command.place, CommandScope.CODE):
            assert not portable(command.keys) & LABEL_KEYS, command.id


def test_a_key_from_the_settings_is_taken_from_whoever_had_it() -> None:
    keys = keys_in_force({"code.note": "F8", "edit.undo": "Ctrl+,", "no.command": "Ctrl+F1", "code.doubt": "F8"})
    assert keys["code.note"] == ("F8",) and keys["code.stop_edge"] == () and keys["code.doubt"] == ()
    assert keys["edit.undo"] == ("Ctrl+,",) and keys["edit.preferences"] == ()
    assert keys["help.shortcuts"] == ("Ctrl+F1",)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_can_be_used_only_where_it_belongs(command: Command) -> None:
    assert command.usable(CommandState()) == (
        command.place is CommandScope.ANYWHERE and not command.id.startswith("edit.undo")
    )
    assert command.usable(OPEN) == meet(command.place, CommandScope.CODE)


def test_a_command_names_facts_of_the_window_and_of_the_workspace_that_it_belongs_to() -> None:
    for command in COMMANDS:
        known = {"window", command.place.value if command.place.is_workspace else "window"}
        assert {fact.known_to for fact in (command.when, command.checked) if fact is not None} <= known, command.id
    named = {fact for command in COMMANDS for fact in (command.when, command.checked)}
    assert named | {Fact.PROJECT} == {*Fact, None}


OF_ALL = {"project.export"}
"""Commands of all places that do something of its own in one: in Passages what is found is exported."""


def test_a_workspace_says_what_it_knows_itself_and_names_its_own_commands(stage: Stage, tmp_path: Path) -> None:
    path = make_project(tmp_path / "facts.annot")
    code_as(path, "Ana", ("France", "actor"))
    code_as(path, "Ben", ("China", "actor"))
    window = stage.open(path, "Ana").window
    for place in (place for place in CommandScope if place.is_workspace):
        stage.press(BY_ID[f"view.{place}"].keys[0])
        stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
        workspace = window.workspaces.at(place)
        assert {fact.known_to for fact in workspace.facts()} <= {place.value}
        named = workspace.titles().keys() - OF_ALL
        assert all(BY_ID[id].place is place and BY_ID[id].is_named for id in named)


def test_a_command_has_its_handler_in_the_workspace_that_its_prefix_names_or_else_in_none(stage: Stage) -> None:
    handled = {each.place.value: set(each.handlers()) for each in stage.window.workspaces.all}
    for command in COMMANDS:
        prefix = command.id.partition(".")[0]
        owners = {place for place, ids in handled.items() if command.id in ids}
        assert owners == {prefix} & set(handled), command.id


def test_a_command_that_was_renamed_is_found_under_its_id_of_today_alone() -> None:
    assert set(RENAMED.values()) <= set(BY_ID) and not set(RENAMED) & set(BY_ID)
