"""The list of a label's parts: whatever is added, moved and taken out, the part at hand is the one in the form."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute
from annotator.model.ids import AttributeId
from annotator.ui.codebook.attribute_form import AttributeForm
from annotator.ui.codebook.parts import PartsEditor

STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "up", "down", "choose"]), st.integers(0, 3)),
    max_size=8,
)


def flag(id: str, **fields: object) -> Attribute:
    return Attribute(id=AttributeId(id), name=id.upper(), kind=AttributeKind.FLAG).model_copy(update=fields)


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[PartsEditor[Attribute]]:
    made = PartsEditor[Attribute]("attribute", "Nothing is asked.", AttributeForm())
    qtbot.addWidget(made)
    made.show()
    yield made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_done_the_part_at_hand_is_the_one_in_the_form(
    editor: PartsEditor[Attribute], steps: list[tuple[str, int]]
) -> None:
    editor.show_parts([])
    ids: list[str] = []
    at = -1
    for number, (way, place) in enumerate(steps):
        if way == "add":
            editor.add(flag(f"new{number}"))
            ids.append(f"new{number}")
            at = len(ids) - 1
        elif not ids:
            editor.shift(1)
        elif way == "remove":
            editor.remove(ids.pop(at))
            at = min(at, len(ids) - 1)
        elif way == "choose":
            at = place % len(ids)
            editor.list.setCurrentRow(at)
        else:
            to = at + (1 if way == "down" else -1)
            editor.shift(to - at)
            if 0 <= to < len(ids):
                ids.insert(to, ids.pop(at))
                at = to
        assert [part.id for part in editor.parts] == ids
        hand = editor.at_hand
        assert (hand.id if hand else None) == (ids[at] if ids else None)
        assert editor.form.isHidden() == (not ids) and editor.remove_button.isEnabled() == bool(ids)
        if hand is not None:
            assert editor.form.part == hand and editor.list.currentRow() == at


def test_the_part_at_hand_stays_at_hand_when_others_come_before_it(
    editor: PartsEditor[Attribute], qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_parts([flag("a"), flag("b")])
        editor.list.setCurrentRow(1)
        editor.show_parts([flag("c"), flag("a"), flag("b")])
    assert editor.at_hand == flag("b")
    editor.show_parts([flag("c")])
    assert editor.at_hand == flag("c")


def test_what_is_typed_in_the_form_is_in_the_list_at_once(editor: PartsEditor[Attribute]) -> None:
    editor.show_parts([flag("a"), flag("b")])
    editor.list.setCurrentRow(1)
    editor.form.required.click()
    assert editor.parts == (flag("a"), flag("b", required=True))
    assert [editor.list.item(row).text() for row in (0, 1)] == ["A   (flag)", "B   (flag, required)"]


def test_what_is_to_be_mended_is_marked_in_the_list_and_said_in_its_form(editor: PartsEditor[Attribute]) -> None:
    editor.show_parts([flag("a"), flag("b")])
    editor.say([((1, "name"), "A name is needed here.")])
    assert [editor.list.item(row).text() for row in (0, 1)] == ["A   (flag)", "B   (flag)  –  to be corrected"]
    assert editor.form.name.accessibleDescription() == ""
    editor.list.setCurrentRow(1)
    editor.say([((1, "name"), "A name is needed here.")])
    assert editor.form.name.accessibleDescription() == "A name is needed here."
    editor.say([])
    assert editor.form.name.accessibleDescription() == "" and "mended" not in editor.list.item(1).text()


def test_a_part_is_only_taken_out_by_whoever_hears_of_it(editor: PartsEditor[Attribute]) -> None:
    asked: list[str] = []
    editor.remove_requested.connect(asked.append)
    editor.show_parts([flag("a"), flag("b")])
    editor.list.setCurrentRow(1)
    editor.remove_button.click()
    assert asked == ["b"] and len(editor.parts) == 2
