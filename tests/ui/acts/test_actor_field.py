"""The line that says an actor: what is typed names one once it is whole, and who fits is offered below."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.acts.finding import ActorIndex
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.ui.acts.actor_field import OFFERED, ActorField
from tests.ui.acts.desks import type_letters


def _actor(id: str, name: str, *aliases: str, kind: ActorKind = ActorKind.STATE, iso: str = "") -> Actor:
    return Actor(id=ActorId(id), name=name, kind=kind, aliases=aliases, codes={"iso3": iso} if iso else {})


REGISTER = [
    _actor("chn", "China", "Beijing", "中国", iso="CHN"),
    _actor("egy", "Egypt", "مصر", iso="EGY"),
    _actor("kor", "South Korea", "Korea", iso="KOR"),
    _actor("prk", "North Korea", "Korea", iso="PRK"),
    _actor("min", "Minister", kind=ActorKind.OFFICE),
    _actor("min-2", "Minister", kind=ActorKind.PERSON),
    *(_actor(f"g{number}", f"Group {number}", kind=ActorKind.NON_STATE) for number in range(OFFERED + 20)),
]


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[ActorField]:
    """A field that has the keyboard, beside another."""
    window = QWidget()
    qtbot.addWidget(window)
    box, made = QVBoxLayout(window), ActorField()
    box.addWidget(made)
    box.addWidget(QLineEdit())
    made.set_index(ActorIndex(REGISTER))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.setFocus()
    yield made
    if made._completer is not None:
        made._popup.hide()


def write(field: ActorField, text: str) -> None:
    """Type something in place of all that stands there."""
    field.setFocus()
    field.clear()
    type_letters(text)


def offered(field: ActorField) -> list[str]:
    """Return the lines of the list below."""
    model = field._popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("typed", ["China", "china", " CHINA", "Beijing", "中国", "CHN", "chn"])
def test_whoever_is_typed_whole_is_named_by_name_alias_and_code(field: ActorField, typed: str) -> None:
    write(field, typed)
    assert field.actor == "chn" and field.problem == ""
    field.clear()
    write(field, typed[:-1])
    assert field.actor is None and f"“{typed[:-1].strip()}”" in field.problem


def test_of_several_who_are_called_so_none_is_named_before_one_is_chosen(field: ActorField, qtbot: QtBot) -> None:
    for typed, ids in (("Korea", {"kor", "prk"}), ("Minister", {"min", "min-2"})):
        write(field, typed)
        assert field.actor is None and "or several are; choose one of those offered" in field.problem
        chosen = set[ActorId | None]()
        for row in range(2):
            write(field, typed)
            with qtbot.waitSignal(field.changed):
                field._on_chosen(field._popup.model().index(row, 0))
            chosen.add(field.actor)
            assert field.problem == ""
        assert chosen == ids, "two of one name are told apart by their rows"


def test_who_fits_is_offered_with_what_they_were_found_by_and_their_kind(field: ActorField) -> None:
    write(field, "Beij")
    assert field._popup.isVisible() and offered(field) == ["China · “Beijing” · state"]
    write(field, "Minister")
    assert offered(field) == ["Minister · office", "Minister · person"]
    write(field, "Group")
    assert len(offered(field)) == OFFERED
    write(field, "Nobody at all")
    assert not field._popup.isVisible() and "“Nobody at all”" in field.problem


def test_each_letter_is_told_and_what_is_shown_is_not(field: ActorField, qtbot: QtBot) -> None:
    told: list[ActorId | None] = []
    field.changed.connect(lambda: told.append(field.actor))
    write(field, "Egypt")
    assert told == [None, None, "egy", None, "egy"], "on the way the letters are a code"
    told.clear()
    field.show_actor(ActorId("chn"))
    field.show_actor(None)
    assert told == [] and field.text() == "" and field.problem == ""


def test_an_alias_is_shown_as_its_name_once_one_goes_on_and_what_is_nobody_stays(field: ActorField) -> None:
    other = next(line for line in field.window().findChildren(QLineEdit) if line is not field)
    for typed, shown in (("مصر", "Egypt"), ("Atlantis", "Atlantis")):
        write(field, typed)
        field._popup.hide()  # as it goes by itself where one clicks elsewhere
        other.setFocus()
        assert field.text() == shown


def test_one_who_is_gone_from_the_register_is_shown_by_what_was_typed_or_by_the_id(field: ActorField) -> None:
    field.show_actor(ActorId("gone"))
    assert (field.text(), field.actor) == ("gone", "gone")
    field.show_actor(ActorId("gone"), "as it was typed")
    assert field.text() == "as it was typed"
    field.set_index(ActorIndex([_actor("gone", "Back again")]))
    field.show_actor(ActorId("gone"))
    assert field.text() == "Back again"


def test_to_take_all_letters_away_names_nobody_and_is_no_mistake(field: ActorField) -> None:
    write(field, "China")
    for _ in range(5):
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.actor is None and field.problem == "" and not field._popup.isVisible()
