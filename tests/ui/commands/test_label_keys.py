"""Each label has its key while it is in use, and none that a command has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.operations.codebook import codebook
from annotator.ui.commands.commands import COMMANDS, CommandScope, meet
from annotator.ui.commands.key_table import keys_in_force
from annotator.ui.commands.label_keys import LabelKeys, taken_keys, with_free_keys
from annotator.ui.kit import theme, themes
from tests.ui.windows import Stage, make_project

LABELS = [Label(id=LabelId(f"l{key}"), name=f"Q&A {key}", key=key, definition=f"What {key} is.") for key in "ab1"]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made


def test_a_key_codes_with_its_label_while_the_keys_count(window: QWidget) -> None:
    coded: list[str] = []
    keys = LabelKeys(window, coded.append)
    keys.show_labels([*LABELS, Label(id=LabelId("none"), name="No key")])
    for key in "b1ax":
        QTest.keySequence(window, QKeySequence(key))
    assert coded == ["lb", "l1", "la"]
    keys.enable(False)
    QTest.keySequence(window, QKeySequence("a"))
    keys.enable(True)
    keys.actions[-1].trigger()
    assert coded[3:] == ["none"] and keys.actions[-1].shortcut().isEmpty()


def test_another_codebook_takes_the_keys_of_the_one_before_away(window: QWidget) -> None:
    coded: list[str] = []
    keys = LabelKeys(window, coded.append)
    keys.show_labels(LABELS)
    keys.show_labels([LABELS[0].model_copy(update={"id": LabelId("other")})])
    for key in "ab":
        QTest.keySequence(window, QKeySequence(key))
    assert coded == ["other"] and window.actions() == keys.actions and len(keys.actions) == 1
    keys.clear()
    QTest.keySequence(window, QKeySequence("a"))
    assert coded == ["other"] and window.actions() == [] == keys.actions


def test_a_label_is_called_and_drawn_in_the_menu_as_it_is(window: QWidget, qapp: object) -> None:
    keys = LabelKeys(window, lambda _: None)
    keys.show_labels(LABELS)
    assert [action.text() for action in keys.actions] == [f"Code as Q&&A {key}" for key in "ab1"]
    assert [action.toolTip() for action in keys.actions] == [f"What {key} is." for key in "ab1"]
    before = [action.icon().pixmap(16).toImage() for action in keys.actions]
    theme.apply(qapp, themes.DARK)  # type: ignore[arg-type]  # pytest-qt's application
    keys.refresh_theme()
    after = [action.icon().pixmap(16).toImage() for action in keys.actions]
    assert all(one != other for one, other in zip(before, after, strict=True))


LETTERS = [*"abcdefghijklmnopqrstuvwxyz123456789", ""]
OWN = st.dictionaries(
    st.sampled_from([command.id for command in COMMANDS]), st.sampled_from([*LETTERS[:-1], "F8"]), max_size=5
)


@given(st.lists(st.sampled_from(LETTERS), max_size=8), OWN)
def test_a_label_keeps_its_key_unless_a_command_that_counts_while_coding_has_it(
    keys: list[str], settings: dict[str, str]
) -> None:
    in_force = keys_in_force(settings)
    labels = [Label(id=LabelId(f"l{at}"), name=f"L{at}", key=key) for at, key in enumerate(keys)]
    found = with_free_keys(labels, taken_keys(in_force))
    while_coding = {
        QKeySequence(key).toString()
        for command in COMMANDS
        if meet(command.place, CommandScope.CODE)
        for key in in_force[command.id]
    }
    for before, after in zip(labels, found, strict=True):
        assert after.key == ("" if QKeySequence(before.key).toString() in while_coding else before.key)
        assert after == before.model_copy(update={"key": after.key})


def test_a_label_may_have_any_letter_and_codes_with_it_while_the_letter_decides_in_adjudicate(
    stage: Stage, tmp_path: Path
) -> None:
    stage.open(make_project(tmp_path / "letters.annot"), "Ana")
    labels = tuple(Label(id=LabelId(f"l{key}"), name=f"Label {key}", key=key) for key in "abnplouixrw1")
    window = stage.window
    assert window.session.run(codebook.save, Codebook(labels=labels)) == 2
    stage.press("Space", "x")
    assert stage.spans() == [("France", "lx")]
    stage.press("Ctrl+4")
    stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
    before = window.session.project.journal.count()
    stage.press("a", "b", "n", "x", "1")
    assert window.session.project.journal.count() == before


def test_a_label_whose_key_the_settings_gave_to_a_command_goes_without_and_the_strip_says_so(
    stage: Stage, tmp_path: Path
) -> None:
    stage.window.actions_.set_keys({"help.label": "2"})
    assert "2" in taken_keys(stage.window.actions_.keys)
    stage.open(make_project(tmp_path / "taken.annot"), "Ana")
    keys = [made.shortcut().toString() for made in stage.window.label_keys.actions]
    assert keys == ["1", "", "3", "4"]
