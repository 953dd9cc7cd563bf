"""A field for a path: whatever is typed is a path or nothing, and a choice that is cancelled changes nothing."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.path_field import PathField
from tests.examples import examples

NAMES = st.text(st.sampled_from("aB .é高~"), min_size=1, max_size=8)


def made(qtbot: QtBot, chosen: Path | None = None, asked: list[Path | None] | None = None) -> PathField:
    def choose(parent: QWidget, current: Path | None) -> Path | None:
        if asked is not None:
            asked.append(current)
        return chosen

    field = PathField("Where it goes", choose)
    qtbot.addWidget(field)
    field.show()
    return field


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
@given(parts=st.lists(NAMES.filter(lambda name: name.strip() == name), min_size=1, max_size=3))
def test_a_path_comes_back_as_it_was_given(qtbot: QtBot, parts: list[str]) -> None:
    field = made(qtbot)
    path = Path("/", *parts)
    field.set_path(path)
    assert field.path == path
    field.set_path(None)
    assert field.path is None and field.edit.text() == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", None),
        ("  ", None),
        (" a.txt ", Path("a.txt")),
        ("~", Path.home()),
        ("~no such person/a", Path("~no such person/a")),
    ],
)
def test_what_is_typed_is_a_path_or_nothing(qtbot: QtBot, typed: str, expected: Path | None) -> None:
    field = made(qtbot)
    field.edit.setText(typed)
    assert field.path == expected


def test_the_choice_begins_at_what_stands_there_and_is_told(qtbot: QtBot) -> None:
    asked: list[Path | None] = []
    field = made(qtbot, Path("/b.txt"), asked)
    field.set_path(Path("/a.txt"))
    with qtbot.waitSignal(field.changed):
        field.button.click()
    assert field.path == Path("/b.txt") and asked == [Path("/a.txt")]
    cancelled = made(qtbot, None)
    cancelled.set_path(Path("/a.txt"))
    with qtbot.assertNotEmitted(cancelled.changed):
        cancelled.button.click()
    assert cancelled.path == Path("/a.txt")


def test_typing_replaces_the_name_and_leaves_folder_and_ending(qtbot: QtBot) -> None:
    field = made(qtbot)
    field.set_path(Path("/some.where/project.annot"))
    field.activateWindow()
    field.select_name()
    QTest.keyClicks(field.edit, "new")
    assert field.path == Path("/some.where/new.annot")
