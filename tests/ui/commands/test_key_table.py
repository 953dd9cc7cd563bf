"""The table of keys is whole: what the reader answers to is in it, and it keeps to the conventions of each system."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from annotator.ui.commands.commands import COMMANDS, meet, with_shift
from annotator.ui.commands.key_table import IN_TEXT, ROWS, TABLE, keys_in_force
from annotator.ui.reader import keys

LEFT_RIGHT, UP_DOWN, ENDS = ("Left", "Right"), ("Up", "Down"), ("Home", "End")
"""Keys of the caret; with Shift each of them selects."""
EVERYWHERE = {
    "Ctrl+Z": "edit.undo",
    "Ctrl+Shift+Z": "edit.redo",
    "Ctrl+Q": "program.quit",
    "Ctrl+F": "edit.find",
    "Ctrl+,": "edit.preferences",
    "Ctrl++": "view.larger",
    "Ctrl+-": "view.smaller",
}
"""Keys that mean the same on every system, and the command that may have each."""
# GNOME's Human Interface Guidelines, "Standard Keyboard Shortcuts"; Microsoft, "Keyboard shortcuts in Windows".
# The End of the text fields of X11 is Ctrl+E too, from Emacs; neither names it, and End does the same.
ELSEWHERE_CARET = {
    *LEFT_RIGHT,
    *UP_DOWN,
    *ENDS,
    *("PgUp", "PgDown", "Ctrl+Left", "Ctrl+Right", "Ctrl+Home", "Ctrl+End"),
}
ELSEWHERE = {
    **dict.fromkeys(("Alt+F4", "Alt+Space", "Alt+Tab", "Alt+Shift+Tab", "Alt+Esc", "Alt+F9", "Alt+F10", "Shift+F10")),
    **dict.fromkeys(("Ctrl+W", "Ctrl+F4", "Ctrl+X", "Ctrl+V", "Alt+F8", "Alt+F7", "Ctrl+Alt+Del")),
    **dict.fromkeys(("Ctrl+Alt+Left", "Ctrl+Alt+Right", "Ctrl+Alt+Up", "Ctrl+Alt+Down", "Ctrl+Esc", "Ctrl+Shift+Esc")),
    "Ctrl+Y": "edit.redo",
    "F1": "help.manual",
    "Ctrl+F1": "help.shortcuts",
    "F10": "view.menu",
    "F11": "view.page",
    "F3": "edit.find_next",
    "Shift+F3": "edit.find_previous",
}
# Apple, "Mac keyboard shortcuts"; Ctrl is the command key, Alt option, Meta control.
MAC_CARET = {
    *LEFT_RIGHT,
    *UP_DOWN,
    *ENDS,
    *("PgUp", "PgDown", "Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down"),
    *("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"),
    *(f"Meta+{letter}" for letter in "AEFBNPV"),
}
MAC = {
    **dict.fromkeys(("Ctrl+H", "Ctrl+Alt+H", "Ctrl+M", "Ctrl+Alt+M", "Ctrl+W", "Ctrl+Alt+W", "Ctrl+X", "Ctrl+V")),
    **dict.fromkeys(("Ctrl+Tab", "Ctrl+Shift+Tab", "Ctrl+`", "Ctrl+Space", "Ctrl+Alt+Space", "Ctrl+Alt+Esc")),
    **dict.fromkeys(("Ctrl+Shift+Q", "Ctrl+Alt+D", "Ctrl+Shift+3", "Ctrl+Shift+4", "Ctrl+Shift+5", "Meta+Ctrl+F")),
    **dict.fromkeys(("Meta+Up", "Meta+Down", "Meta+Left", "Meta+Right", "Ctrl+.")),
    **dict.fromkeys(f"Meta+{letter}" for letter in "DHKOT"),
    "Ctrl+Y": "view.history",
    "Ctrl+?": "help.manual",
    "Ctrl+G": "edit.find_next",
    "Ctrl+Shift+G": "edit.find_previous",
}
SYSTEMS = pytest.mark.parametrize("on_mac", [False, True], ids=["elsewhere", "mac"])
MAC_PARAGRAPHS = {
    "Alt+Down": "move.next_paragraph",
    "Alt+Up": "move.previous_paragraph",
    "Alt+Shift+Down": "move.extend_paragraph",
    "Alt+Shift+Up": "move.extend_back_paragraph",
}
"""Commands that do what the system means by the key."""


def portable(found: tuple[str, ...]) -> set[str]:
    return {QKeySequence(key).toString() for key in found}


def conventions(on_mac: bool) -> dict[str, str | None]:
    """Return the keys that mean something on a system, each with the command that may have it."""
    caret = MAC_CARET if on_mac else ELSEWHERE_CARET
    selecting = {with_shift(key) for key in caret}
    plain: dict[str, str | None] = dict.fromkeys(
        (*caret, *selecting, "Ctrl+A", "Ctrl+C", "Ctrl+Ins", "Tab", "Shift+Tab")
    )
    found = plain | EVERYWHERE | (MAC | MAC_PARAGRAPHS if on_mac else ELSEWHERE)
    return {QKeySequence(key).toString(): command for key, command in found.items()}


def clashes(replaced: dict[str, str], on_mac: bool) -> list[tuple[str, str]]:
    force = {id: portable(found) for id, found in keys_in_force(replaced, on_mac).items()}
    return [
        (one.id, other.id)
        for one, other in combinations(TABLE, 2)
        if force[one.id] & force[other.id] and meet(one.place, other.place)
    ]


def test_all_that_the_reader_answers_to_by_itself_is_a_row_of_the_table(qapp: QApplication) -> None:
    assert {row.standard for row in TABLE} - {None} == set(keys.OWN)
    assert len({row.standard for row in TABLE if row.standard}) == len([row for row in TABLE if row.standard])


def test_the_rows_of_the_text_have_the_keys_that_this_system_has_for_them(qapp: QApplication) -> None:
    for row in IN_TEXT:
        if row.standard is not None:
            systems = {key.toString() for key in QKeySequence.keyBindings(row.standard)}
            assert portable(row.own_keys()) <= systems, row.id


def test_ids_and_titles_are_unique_and_every_key_is_one_that_qt_knows() -> None:
    assert len(ROWS) == len(TABLE) == len({row.title for row in TABLE})
    for row in TABLE:
        for key in (*row.keys, *(row.mac or ())):
            assert QKeySequence(key).count() == 1 and QKeySequence(key).toString(), (row.id, key)


@SYSTEMS
def test_no_key_means_two_things_at_one_place(on_mac: bool) -> None:
    assert clashes({}, on_mac) == []


@SYSTEMS
@given(
    replaced=st.dictionaries(
        st.sampled_from(list(ROWS)), st.sampled_from(["Right", "F7", "u", "Ctrl+C", "1", "", "garbage"])
    )
)
def test_whatever_the_settings_say_no_key_means_two_things(on_mac: bool, replaced: dict[str, str]) -> None:
    assert clashes(replaced, on_mac) == []


@SYSTEMS
def test_no_command_has_a_key_that_means_something_else_on_the_system(on_mac: bool) -> None:
    meant = conventions(on_mac)
    for command in COMMANDS:
        for key in portable(command.own_keys(on_mac)) & meant.keys():
            assert meant[key] == command.id, f"{key} of {command.id}"


PRINTED = [chr(code) for code in range(0x21, 0x7F)]
# By AltGr, which is Ctrl with Alt, people type @ € { [ | \\ ą; the keys of input methods are those of Microsoft Pinyin
# and of the list of languages.
TYPED_ELSEWHERE = {
    *(f"{modifiers}{sign}" for modifiers in ("Ctrl+Alt+", "Ctrl+Alt+Shift+") for sign in PRINTED),
    *("Ctrl+Space", "Ctrl+.", "Ctrl+Shift+0", "Ctrl+Shift+F", "Ctrl+Alt+Tab"),
}
# Option with a key types a character of its own, å or ∂; F11 shows the desktop, Control with F1 to F8 moves the focus.
TYPED_ON_A_MAC = {
    *(f"{modifiers}{sign}" for modifiers in ("Alt+", "Alt+Shift+") for sign in (*PRINTED, "Space")),
    *("F11", "Meta+Space", "Meta+Alt+Space", *(f"Meta+F{number}" for number in range(1, 9))),
}


@SYSTEMS
def test_no_row_has_a_key_that_types_a_character_or_that_the_system_takes_before_us(on_mac: bool) -> None:
    taken = portable(tuple(TYPED_ON_A_MAC if on_mac else TYPED_ELSEWHERE))
    found = {row.id: portable(row.own_keys(on_mac)) & taken for row in TABLE}
    assert {id: keys for id, keys in found.items() if keys} == {}


@pytest.mark.parametrize(("id", "key"), [("view.history", "Ctrl+H"), ("move.next_sentence", "Alt+Right")])
def test_a_key_that_shadows_a_convention_would_be_found(id: str, key: str) -> None:
    # Keys of other systems that a Mac means something else by.
    assert key in ROWS[id].own_keys(on_mac=False)
    assert key in conventions(on_mac=True) and conventions(on_mac=True)[key] != id


@SYSTEMS
def test_undo_copy_and_the_like_have_the_systems_own_keys(on_mac: bool) -> None:
    for key, id in conventions(on_mac).items():
        assert id is None or key in portable(ROWS[id].own_keys(on_mac)), key


def test_the_caret_goes_by_words_and_to_the_ends_as_on_the_system() -> None:
    assert ROWS["text.move_word_right"].own_keys(on_mac=False) == ("Ctrl+Right",)
    assert ROWS["text.move_word_right"].own_keys(on_mac=True) == ("Alt+Right",)
    assert ROWS["text.select_end"].own_keys(on_mac=True) == ("Ctrl+Shift+Down", "Shift+End")
    assert ROWS["edge.word_left"].own_keys(on_mac=True) == ROWS["text.move_word_left"].own_keys(on_mac=True)
