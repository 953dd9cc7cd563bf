"""The table of commands is whole and sound, and menus, palette and help are readings of it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.operations.codebook import codebook, labels
from annotator.ui.commands.action_set import shortcut_rows
from annotator.ui.commands.commands import BY_ID, COMMANDS, Command, CommandScope, CommandState, Fact, meet
from annotator.ui.commands.key_table import TABLE, keys_in_force
from annotator.ui.commands.label_keys import taken_keys
from annotator.ui.commands.menus import menu_at_pointer
from annotator.ui.kit.picker import Picker
from annotator.ui.settings.settings import RENAMED
from tests.ui.windows import Stage, code_as, make_project

LABEL_KEYS = {QKeySequence(key).toString() for key in "123456789abcdefghijklmnopqrstuvwxyz"}
OPEN = CommandState(
    CommandScope.CODE, frozenset(fact for fact in Fact if fact.known_to in ("window", CommandScope.CODE))
)
IN_TEXTS = (command.id for command in COMMANDS if command.place is CommandScope.TEXT)
FIELDS = (
    "actors.remove",
    "codebook.remove",
    "code.delete",
    "code.card",
    "adjudicate.next_open",
    "feedback.next_document",
    *IN_TEXTS,
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


def test_a_label_may_have_any_letter_and_codes_with_it_while_the_letter_decides_in_adjudicate(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(make_project(tmp_path / "letters.annot"), "Ana")
    labels = tuple(Label(id=LabelId(f"l{key}"), name=f"Label {key}", key=key) for key in "abnplouixrw1")
    window = stage.window
    assert window.session.run(codebook.save, Codebook(labels=labels)) == 2
    stage.press("Space", "x")
    assert stage.spans() == [("France", "lx")]
    stage.press("Ctrl+2")
    stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
    before = window.session.project.journal.count()
    stage.press("a", "b", "n", "x", "1")
    assert window.session.project.journal.count() == before


def test_a_key_from_the_settings_is_taken_from_whoever_had_it() -> None:
    keys = keys_in_force({"code.note": "F8", "edit.undo": "Ctrl+,", "no.command": "F1", "code.doubt": "F8"})
    assert keys["code.note"] == ("F8",) and keys["code.stop_edge"] == () and keys["code.doubt"] == ()
    assert keys["edit.undo"] == ("Ctrl+,",) and keys["edit.preferences"] == ()
    assert keys["help.shortcuts"] == ("F1",)


def test_a_label_whose_key_the_settings_gave_to_a_command_goes_without_and_the_strip_says_so(
    stage: Stage, tmp_path: Path
) -> None:
    stage.window.actions_.set_keys({"help.label": "2"})
    assert "2" in taken_keys(stage.window.actions_.keys)
    stage.open(make_project(tmp_path / "taken.annot"), "Ana")
    keys = [made.shortcut().toString() for made in stage.window.label_keys.actions]
    assert keys == ["1", "", "3", "4"]


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


@pytest.mark.parametrize("place", [place for place in CommandScope if place.is_workspace])
def test_a_workspace_says_what_it_knows_itself_and_names_its_own_commands(
    stage: Stage, tmp_path: Path, place: CommandScope
) -> None:
    path = make_project(tmp_path / "facts.annot")
    code_as(path, "Ana", ("France", "actor"))
    code_as(path, "Ben", ("China", "actor"))
    window = stage.open(path, "Ana").window
    stage.press(BY_ID[f"view.{place}"].keys[0])
    stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
    workspace = window.workspaces.at(place)
    assert {fact.known_to for fact in workspace.facts()} <= {place.value}
    assert all(BY_ID[id].place is place and BY_ID[id].is_named for id in workspace.titles())


def test_a_command_has_its_handler_in_the_workspace_that_its_prefix_names_or_else_in_none(stage: Stage) -> None:
    handled = {each.place.value: set(each.handlers()) for each in stage.window.workspaces.all}
    for command in COMMANDS:
        prefix = command.id.partition(".")[0]
        owners = {place for place, ids in handled.items() if command.id in ids}
        assert owners == {prefix} & set(handled), command.id


def test_a_command_that_was_renamed_is_found_under_its_id_of_today_alone() -> None:
    assert set(RENAMED.values()) <= set(BY_ID) and not set(RENAMED) & set(BY_ID)


def test_the_menus_hold_every_command_once_in_the_order_of_the_table(stage: Stage) -> None:
    found: dict[str, list[QAction]] = {}
    for entry in stage.window.menuBar().actions():
        menu = entry.menu()
        assert isinstance(menu, QMenu)
        found[entry.text()] = [action for action in menu.actions() if not action.isSeparator()]
    actions = stage.window.actions_.actions
    for menu_title, listed in found.items():
        assert listed == [actions[command.id] for command in COMMANDS if command.menu == menu_title]
    mnemonics = [title[title.index("&") + 1].lower() for title in found]
    assert len(set(mnemonics)) == len(mnemonics)


def test_the_palette_lists_every_command_and_does_what_is_chosen(stage: Stage) -> None:
    stage.press("Ctrl+K")
    picker = stage.dialog(Picker)
    shown = {item.id for item in picker.model.items}
    hidden = {f"adjudicate.take_{letter}" for letter in "abcdefgh"} | {f"adjudicate.reason_{n}" for n in range(1, 10)}
    assert shown == set(BY_ID) - {"edit.palette"} - hidden
    enabled = {item.id for item in picker.model.items if item.enabled}
    assert enabled == {id for id in shown if BY_ID[id].place is CommandScope.ANYWHERE}
    size = stage.window.preferences.value.text_px
    stage.write("larger")
    stage.press("Return")
    stage.without_dialog()
    assert stage.window.preferences.value.text_px == size + 1


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


@pytest.mark.parametrize("id", FIELDS)
def test_keys_that_a_button_or_a_line_to_type_in_needs_count_in_the_text_alone(stage: Stage, id: str) -> None:
    homes = stage.window.workspaces.shortcut_scopes()
    assert set(homes) == set(FIELDS)
    assert set(homes[id]) <= set(stage.window.actions_.actions[id].associatedObjects())
    assert stage.window not in stage.window.actions_.actions[id].associatedObjects()


def test_the_menu_at_the_pointer_offers_labels_in_code_and_decisions_in_adjudicate(
    stage: Stage, tmp_path: Path
) -> None:
    window = stage.open(make_project(tmp_path / "menu.annot"), "Ana").window
    for place, first in ((CommandScope.CODE, window.label_keys.actions), (CommandScope.ADJUDICATE, [])):
        menu = menu_at_pointer(window, place, window.actions_, first)
        texts = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert texts[: len(first)] == [action.text() for action in first]
        assert texts[-1] == "Definition of the label"
        assert ("Delete the span" in texts) == (place is CommandScope.CODE)
        menu.deleteLater()


def test_the_menu_at_the_pointer_begins_in_adjudicate_with_the_spans_of_the_coders_who_are_compared(
    stage: Stage, tmp_path: Path
) -> None:
    path = make_project(tmp_path / "takes.annot")
    code_as(path, "Ana", ("France", "actor"))
    code_as(path, "Ben", ("China", "actor"))
    window = stage.open(path, "Ana").window
    stage.press("Ctrl+2")
    stage.qtbot.waitUntil(lambda: window.adjudication.current is not None)
    window.adjudication.menu_requested.emit(window.mapToGlobal(window.rect().center()))
    menu = window.findChildren(QMenu)[-1]
    texts = [action.text() for action in menu.actions() if action.isVisible() and not action.isSeparator()]
    assert texts[:3] == ["Take Ana’s span", "Take Ben’s span", BY_ID["adjudicate.union"].title]
    assert menu.activeAction() is window.actions_.actions["adjudicate.take_a"]
    menu.close()
