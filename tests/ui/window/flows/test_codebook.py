"""The codebook from the window: at the label that is at hand, loaded as a step that can be undone, saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.ui.codebook.dialogs import SaveDialog
from annotator.ui.codebook.workspace import CodebookWorkspace
from annotator.ui.commands.commands import CommandScope
from annotator.ui.dialogs.codebook_dialog import CodebookDialog
from annotator.ui.dialogs.error import ErrorDialog
from tests.projects import default_codebook
from tests.ui.windows import Stage, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk."""
    yield stage.open(make_project(tmp_path / "book.annot"), "Ana")


def test_the_definition_of_the_label_at_hand_is_a_key_away(ana: Stage) -> None:
    ana.press("Space", "3", "F5")
    dialog = ana.dialog(CodebookDialog)
    assert dialog.list.currentRow() == 2
    dialog.close()
    ana.without_dialog()


def test_a_codebook_is_loaded_changes_the_keys_at_once_and_can_be_taken_back(
    ana: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Codebook(labels=(*default_codebook().labels, Label(id=LabelId("praise"), name="Praise", key="p")))
    (tmp_path / "new.json").write_text(book.to_json(), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "new.json"), ""))
    ana.press("Ctrl+B")
    assert ana.window.place is CommandScope.CODEBOOK
    ana.window.workspaces.of(CodebookWorkspace).editor.book.load_button.click()
    assert len(ana.window.strip.buttons) == 4
    ana.press("Ctrl+S")
    ana.dialog(SaveDialog)
    ana.press("Return")
    ana.without_dialog()
    ana.qtbot.waitUntil(lambda: len(ana.window.strip.buttons) == 5)
    ana.qtbot.waitUntil(lambda: not ana.window.session.tasks.busy)
    assert ana.said == "Codebook version 2 is in force" and len(ana.window.strip.buttons) == 5
    ana.press("Ctrl+2", "Space", "p")
    assert ana.spans() == [("France", "praise")]
    ana.press("Ctrl+Z", "Ctrl+Z")
    assert len(ana.window.strip.buttons) == 4
    ana.press("Space", "p")
    assert ana.spans() == []


def test_a_bad_codebook_is_refused_and_the_old_one_stays(ana: Stage, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"labels": [{"id": "Nö"}]}', encoding="utf-8")
    assert not ana.window.workspaces.of(CodebookWorkspace).saving.load(tmp_path / "bad.json")
    ana.dialog(ErrorDialog).close()
    ana.without_dialog()
    assert len(ana.window.strip.buttons) == 4


def test_the_codebook_is_saved_as_it_is(ana: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "saved.json"), ""))
    ana.press("Ctrl+B")
    ana.window.actions_.actions["codebook.write"].trigger()
    assert Codebook.from_json((tmp_path / "saved.json").read_bytes()) == default_codebook()
