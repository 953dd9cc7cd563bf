"""The commands as actions: their keys, their state and their names follow the table, the settings and what is shown."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.ids import LabelId
from annotator.operations.codebook import labels
from annotator.ui.commands.action_set import ActionSet, shortcut_rows, shown_keys
from annotator.ui.commands.commands import BY_ID, COMMANDS, LETTERS, CommandScope, CommandState, Fact
from annotator.ui.commands.key_table import TABLE, keys_in_force
from annotator.ui.kit.picker import Picker
from tests.ui.windows import Stage, make_project

IN_TEXTS = (command.id for command in COMMANDS if command.place is CommandScope.TEXT)
FIELDS = (
    "actors.remove",
    "codebook.remove",
    "code.delete",
    "code.card",
    "adjudicate.next_open",
    "feedback.next_document",
    *("history.passage", "history.revert", "history.only_document", "history.remark", "history.settle", "history.then"),
    *(
        f"documents.{name}"
        for name in ("edit", "open", "remove", "filter", "sort", "columns", "new_set", "add_to_set", "take_out")
    ),
    *("documents.duplicates", "documents.board", "documents.who_codes"),
    *(f"team.{name}" for name in ("next_conflict", "leave_conflict", "take", "take_all", "each", "not_now", "forget")),
    *(f"team.choose_{letter}" for letter in LETTERS),
    "team.rename",
    *(f"passages.{name}" for name in ("open", "tick", "tick_all", "search", "group", "sort", "view", "note", "kept")),
    *IN_TEXTS,
)

IDS = st.sampled_from([command.id for command in COMMANDS])
STATES = st.builds(
    CommandState,
    st.sampled_from(CommandScope),
    st.frozensets(st.sampled_from(Fact)),
    st.dictionaries(IDS, st.text(st.sampled_from("ab &ä"), min_size=1)),
)
KEYS = st.dictionaries(IDS, st.sampled_from(["", "F8", "F9", "Ctrl+M", "Ctrl+Z", "Ctrl+Alt+K"]), max_size=4)


class Made:
    """A window with all actions, and what was done by them."""

    def __init__(self) -> None:
        self.window, self.field, self.done = QWidget(), QLineEdit(), list[str]()
        handlers: dict[str, Callable[[], object]] = {id: partial(self.done.append, id) for id in BY_ID}
        self.set = ActionSet(self.window, handlers, {}, {"code.delete": (self.field,)})


@pytest.fixture
def made(qtbot: QtBot) -> Iterator[Made]:
    found = Made()
    yield found
    found.set.set_keys({})
    for widget in (found.window, found.field):
        widget.deleteLater()


of_any = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@given(st.lists(STATES, min_size=1, max_size=4))
@of_any
def test_after_any_states_each_action_is_as_the_last_one_says(made: Made, states: list[CommandState]) -> None:
    for state in states:
        made.set.refresh(state)
    last = states[-1]
    for command in COMMANDS:
        action = made.set.actions[command.id]
        assert action.isEnabled() == command.usable(last)
        assert action.text().replace("&&", "&") == last.titles.get(command.id, command.title)
        assert action.isVisible() or command.is_named
        assert action.isCheckable() == (command.checked is not None)
        assert action.isChecked() == (command.checked in last.facts)
    offered = {item.id: (item.title, item.enabled) for item in made.set.pick_items()}
    assert offered == {
        command.id: (last.titles.get(command.id, command.title), command.usable(last))
        for command in COMMANDS
        if command.id != "edit.palette" and (not command.is_named or command.id in last.titles)
    }


@given(KEYS, KEYS)
@of_any
def test_after_any_settings_each_action_has_the_keys_in_force_and_no_older_ones(
    made: Made, before: dict[str, str], after: dict[str, str]
) -> None:
    for keys in (before, after):
        made.set.set_keys(keys)
    in_force = keys_in_force(after)
    for id, action in made.set.actions.items():
        assert action.shortcuts() == [QKeySequence(key) for key in in_force[id]]
        assert shown_keys(action) == (action.shortcuts()[0].toString(_NATIVE) if in_force[id] else "")
    assert shortcut_rows(made.set) == [(group, title, keys) for group, title, keys in shortcut_rows(made.set) if keys]
    assert [title for _, title, _ in shortcut_rows(made.set)] == [row.title for row in TABLE if in_force[row.id]]


_NATIVE = QKeySequence.SequenceFormat.NativeText


def test_each_action_does_its_own_command_once(made: Made) -> None:
    made.set.refresh(CommandState())
    for action in made.set.actions.values():
        action.setEnabled(True)
        action.trigger()
    assert made.done == list(BY_ID)


def test_a_command_that_was_refused_stays_as_it_was_though_qt_has_turned_it_over(made: Made) -> None:
    (id, *_) = [command.id for command in COMMANDS if command.checked is not None]
    fact = BY_ID[id].checked
    assert fact is not None
    for facts in (frozenset({fact}), frozenset[Fact]()):
        made.set.refresh(CommandState(BY_ID[id].place, facts))
        made.set.actions[id].setEnabled(True)
        made.set.actions[id].trigger()
        assert made.set.actions[id].isChecked() == bool(facts)


def test_keys_of_one_place_belong_to_its_widgets_and_all_others_to_the_window(made: Made) -> None:
    for id, action in made.set.actions.items():
        is_apart = id == "code.delete"
        assert action.associatedObjects() == [made.field if is_apart else made.window]
        assert (action.shortcutContext() is Qt.ShortcutContext.WidgetShortcut) == is_apart


def test_the_palette_lists_every_command_and_does_what_is_chosen(stage: Stage) -> None:
    stage.press("Ctrl+K")
    picker = stage.dialog(Picker)
    shown = {item.id for item in picker.model.items}
    letters = {f"{of}_{letter}" for of in ("adjudicate.take", "team.choose") for letter in "abcdefgh"}
    hidden = letters | {f"adjudicate.reason_{n}" for n in range(1, 10)}
    assert shown == set(BY_ID) - {"edit.palette"} - hidden
    enabled = {item.id for item in picker.model.items if item.enabled}
    assert enabled == {id for id in shown if BY_ID[id].place is CommandScope.ANYWHERE}
    size = stage.window.preferences.value.text_px
    stage.write("larger")
    stage.press("Return")
    stage.without_dialog()
    assert stage.window.preferences.value.text_px > size


def test_the_help_lists_every_command_that_has_a_key(stage: Stage) -> None:
    rows = {title for _, title, _ in shortcut_rows(stage.window.actions_)}
    assert rows == {row.title for row in TABLE if row.own_keys()}


def test_undo_and_redo_say_what_they_would_do(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "undo.annot"), "Ana")
    stage.press("Space", "1")
    assert stage.action("edit.undo").text() == "Undo: Code as Appeal" and not stage.action("edit.redo").isEnabled()
    stage.press("Ctrl+Z")
    assert stage.action("edit.redo").text() == "Redo: Code as Appeal"


def test_an_ampersand_in_a_name_is_no_key_of_the_menu(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "undo.annot"), "Ana")
    labels.rename(stage.window.session.project, LabelId("appeal"), "Q&A")
    stage.press("Space", "1")
    assert stage.action("edit.undo").text() == "Undo: Code as Q&&A"
    assert "Undo: Code as Q&A" in [item.title for item in stage.window.actions_.pick_items()]


def test_keys_that_a_button_or_a_line_to_type_in_needs_count_in_the_text_alone(stage: Stage) -> None:
    workspaces = stage.window.workspaces
    scopes = [workspaces.shortcut_scopes(workspaces.at(place)) for place in workspaces.places]
    homes = {id: [widget for each in scopes for widget in each.get(id, ())] for id in set().union(*scopes)}
    assert set(homes) == set(FIELDS)
    for id in FIELDS:
        counted = stage.window.actions_.actions[id].associatedObjects()
        assert set(homes[id]) <= set(counted) and stage.window not in counted, id


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Stage:
    return stage.open(make_project(tmp_path / "small.annot"), "Ana")


@pytest.mark.parametrize("id", [one.id for one in COMMANDS if one.place is CommandScope.CODE and one.when is Fact.SPAN])
def test_a_key_that_needs_a_span_says_so_where_none_is_selected(ana: Stage, id: str) -> None:
    for key in keys_in_force({})[id]:
        ana.window.say("")
        ana.press(key)
        assert ana.said == f"{BY_ID[id].title.rstrip('…')}: needs a span, and none is selected."


def test_the_keys_of_other_workspaces_and_of_nobody_say_nothing(ana: Stage) -> None:
    for key in ("r", "e", "n", "Shift+J", "F8"):
        ana.window.say("")
        ana.press(key)
        assert ana.said == "" or key == "F8"
    assert ana.said.startswith("Move the end of the span: ")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(state=STATES)
def test_a_key_says_why_not_only_where_no_command_of_it_can_be_used(made: Made, state: CommandState) -> None:
    made.set.refresh(state)
    for id, keys in made.set.keys.items():
        if id in BY_ID and BY_ID[id].usable(state):
            assert not any(made.set.why_not(QKeySequence(key)[0]) for key in keys)  # type: ignore[index]  # PySide has it


def test_on_a_mac_no_command_moves_into_the_menu_of_the_program_by_the_words_of_its_title(made: Made) -> None:
    roles = {id: action.menuRole() for id, action in made.set.actions.items()}
    assert {id: role for id, role in roles.items() if role is not QAction.MenuRole.NoRole} == {
        "help.about": QAction.MenuRole.AboutRole,
        "edit.preferences": QAction.MenuRole.PreferencesRole,
        "program.quit": QAction.MenuRole.QuitRole,
    }
