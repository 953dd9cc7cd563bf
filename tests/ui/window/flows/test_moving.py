"""Sentences, paragraphs and wider selections by keys, in the text of either workspace."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.commands.commands import COMMANDS, CommandScope
from tests.ui.windows import FIRST, Stage, code_as, make_project

MOVES = [command for command in COMMANDS if command.place is CommandScope.TEXT]


@pytest.fixture(params=["Ctrl+2", "Ctrl+4"], ids=["code", "adjudicate"])
def read(request: pytest.FixtureRequest, stage: Stage, tmp_path: Path) -> Stage:
    """A text with the work of two coders, in one of the workspaces."""
    path = make_project(tmp_path / "two.annot", [FIRST])
    code_as(path, "Ana", ("France", "actor"))
    code_as(path, "Ben", ("France", "appeal"))
    stage.open(path, "Ana")
    stage.press(request.param)
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    stage.reader.setFocus()
    stage.reader.set_selection(0, 0)
    return stage


def own(id: str) -> str:
    """Return the key of a command on this system."""
    return next(command.own_keys()[0] for command in COMMANDS if command.id == id)


def test_space_widens_the_selection_from_word_to_sentence_to_paragraph_to_text(read: Stage) -> None:
    read.reader.set_selection(FIRST.index("hina"), FIRST.index("hina"))
    seen = []
    for _ in range(5):
        read.press("Space")
        seen.append(read.selected)
    paragraph = FIRST[: FIRST.index("\n")]
    sentence = FIRST[: FIRST.index(" It warned")]
    assert [each.strip() for each in seen] == ["China", sentence, paragraph, FIRST, FIRST]


def test_sentences_are_gone_through_and_selected_by_keys(read: Stage) -> None:
    read.press(own("move.next_sentence"))
    assert read.reader.caret == FIRST.index("It warned")
    read.press(own("move.extend_sentence"))
    assert read.selected.startswith("It warned: no force will be used.")
    read.press(own("move.previous_sentence"), own("move.previous_sentence"))
    assert read.reader.caret == 0 and read.selected == ""


def test_paragraphs_are_gone_through_and_selected_by_keys(read: Stage) -> None:
    read.press(own("move.next_paragraph"))
    assert read.reader.caret == FIRST.index("All sides")
    read.press(own("move.extend_back_paragraph"))
    assert read.selected == FIRST[: FIRST.index("All sides")]


def test_the_keys_that_move_in_a_text_count_in_texts_alone(read: Stage) -> None:
    window = read.window
    for command in MOVES:
        assert window.actions_.actions[command.id].isEnabled()
    window.documents.focus_filter()
    focused = QApplication.focusWidget()
    assert focused is not None and focused is not read.reader
    read.press("Space", own("move.next_sentence"), own("move.next_paragraph"))
    assert read.reader.caret == 0 and read.selected == ""


def test_without_a_document_there_is_nothing_to_move_in(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "empty.annot", []), "Ana")
    assert not any(stage.window.actions_.actions[command.id].isEnabled() for command in MOVES)
    for command in MOVES:
        stage.window._handlers()[command.id]()
    assert stage.reader.caret == 0
