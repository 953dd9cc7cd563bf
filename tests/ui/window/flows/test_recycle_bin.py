"""The recycle bin in the window, by keys alone: things go into it, are found there and put back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.model.coder import TeamRole
from annotator.operations.people import people
from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.recycle_bin import RecycleBinDialog
from annotator.ui.dialogs.removal import RemovalDialog
from annotator.ui.kit.picker import Picker
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Stage:
    path = make_project(tmp_path / "talks.annot")
    code_as(path, "Ana", ("France", "actor"), ("urged China", "appeal"))
    code_as(path, "Ben", ("urged China", "appeal"))
    stage.open(path, "Ana")
    return stage


def command(stage: Stage, words: str) -> None:
    """Do a command by its name, as the palette finds it."""
    stage.press("Ctrl+K")
    picker = stage.dialog(Picker)
    stage.write(words)
    stage.qtbot.waitUntil(lambda: bool(picker.field.text()))
    stage.press("Return")


def in_bin(stage: Stage, until: Callable[[RecycleBinDialog], bool]) -> RecycleBinDialog:
    command(stage, "Recycle bin")
    dialog = stage.dialog(RecycleBinDialog)
    stage.qtbot.waitUntil(lambda: until(dialog))
    return dialog


def test_a_document_is_removed_looked_for_put_back_and_undone_by_keys(ana: Stage) -> None:
    project = ana.window.session.project
    titles = [info.title for info in project.documents.all()]
    command(ana, "Remove the document")
    ana.dialog(Dialog)
    ana.press("Return")
    ana.without_dialog()
    assert [info.title for info in project.documents.all()] == titles[1:] and project.spans.count() == 0
    dialog = in_bin(ana, lambda found: found.chosen is not None)
    model = dialog.table.model()
    said = [model.index(0, column).data() for column in range(4)]
    assert said == [titles[0], "document", "3 codings of 2 coders", "Ana"]
    ana.press("Return")
    ana.qtbot.waitUntil(lambda: dialog.chosen is None)
    assert dialog.message.text() == f"{titles[0]} is back, with what hung on it."
    ana.press("Esc")
    ana.without_dialog()
    assert [info.title for info in project.documents.all()] == titles and project.spans.count() == 3
    ana.press("Ctrl+Z")
    ana.qtbot.waitUntil(lambda: project.spans.count() == 0)
    in_bin(ana, lambda found: found.chosen is not None)
    ana.press("Esc")
    ana.without_dialog()
    ana.press("Ctrl+Z")
    assert project.spans.count() == 3 and [info.title for info in project.documents.all()] == titles
    in_bin(ana, lambda found: found.message.text() == "The recycle bin is empty.")
    ana.press("Esc")
    assert project.check() == []


def test_a_person_goes_by_keys_and_a_filter_finds_them(ana: Stage) -> None:
    project = ana.window.session.project
    command(ana, "Remove the document")
    ana.dialog(Dialog)
    ana.press("Return")
    ana.without_dialog()
    command(ana, "Remove a person or")
    dialog = ana.dialog(RemovalDialog)
    assert dialog.chosen is not None and dialog.chosen.why_not and dialog.remove_button is not None
    assert not dialog.remove_button.isEnabled()
    ana.press("Down", "Return")
    ana.without_dialog()
    assert [one.name for one in project.coders.all()] == ["Ana"]
    found = in_bin(ana, lambda found: found.chosen is not None)
    found.filter.setFocus()
    ana.write("coder ben")
    assert found.chosen is not None and found.table.model().rowCount() == 1
    ana.press("Return")
    ana.qtbot.waitUntil(lambda: "Ben is back" in found.message.text())
    assert [one.name for one in project.coders.all()] == ["Ana", "Ben"]
    ana.press("Esc")


def test_a_coder_removes_and_puts_back_their_own_layer_and_is_told_what_is_for_others(
    stage: Stage, tmp_path: Path
) -> None:
    path = make_project(tmp_path / "talks.annot")
    code_as(path, "Ben", ("urged China", "appeal"))
    code_as(path, "Ana", ("urged China", "appeal"))
    stage.open(path, "Ana", role=TeamRole.CODER)
    project = stage.window.session.project
    own = next(one for one in project.coders.all() if one.name == "Ana")
    stage.window.session.did(people.add_layer, own.id, "again")
    command(stage, "Remove a person or")
    dialog = stage.dialog(RemovalDialog)
    rows = {row.said: bool(row.why_not) for row in dialog._rows}
    assert rows == {"Ben": True, "Ana": True, "The layer Ben of Ben": True, "The layer Ana of Ana": False} | {
        "The layer again of Ana": False
    }
    dialog.list.setCurrentRow(len(rows) - 1)
    stage.press("Return")
    stage.without_dialog()
    assert len(project.layers.of_coder(own.id)) == 1
    found = in_bin(stage, lambda found: found.chosen is not None)
    stage.press("Return")
    stage.qtbot.waitUntil(lambda: "again is back" in found.message.text())
    assert len(project.layers.of_coder(own.id)) == 2
    stage.press("Esc")
