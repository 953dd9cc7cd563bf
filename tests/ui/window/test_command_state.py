"""What holds of the open project is what the commands are told, with a text and without one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.ui.commands.commands import CommandScope, Fact
from annotator.ui.window.command_state import command_state
from tests.ui.windows import Stage, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, at the first of two documents."""
    yield stage.open(make_project(tmp_path / "small.annot"), "Ana")


def test_what_can_be_undone_and_done_again_has_a_title_and_is_a_fact_in_whichever_workspace(ana: Stage) -> None:
    window = ana.window

    def told() -> tuple[str | None, str | None]:
        state = command_state(window.session, window.page)
        titles = state.titles.get("edit.undo"), state.titles.get("edit.redo")
        assert (Fact.UNDO in state.facts, Fact.REDO in state.facts) == tuple(map(bool, titles))
        assert state.place is window.place and {Fact.PROJECT, Fact.DOCUMENT, Fact.PLAIN} <= state.facts
        assert (Fact.TEXT in state.facts) == (window.page.workspace.pane is not None)
        return titles

    ana.press("Space", "1")
    coded = told()
    assert coded[0] == "Undo: Code as Appeal" and coded[1] is None
    for place in (CommandScope.DOCUMENTS, CommandScope.CODEBOOK, CommandScope.HISTORY):
        window.page.show_place(place)
        assert told() == coded
    window.page.show_place(CommandScope.CODE)
    ana.press("Ctrl+Z")
    undone = told()
    assert undone[1] == "Redo: Code as Appeal" and undone[0] != coded[0]
