"""What is done to the register: each verb one step that says what it touches, one thing at a time."""

import json
from pathlib import Path

from PySide6.QtCore import Qt

from annotator.model.actor import ActorKind
from annotator.model.ids import ActorId
from annotator.ui.actors.dialogs import NewActor, NewActorDialog, PlaceDialog, SplitActorDialog
from annotator.ui.dialogs.base import Dialog
from tests.ui.actors.desks import enter, place, registered, settle, undo
from tests.ui.windows import Stage


def test_a_new_actor_is_registered_and_shown(stage: Stage, acts: Path) -> None:
    workspace = enter(stage, acts)
    stage.press("Ctrl+Shift+N")
    dialog = stage.dialog(NewActorDialog)
    dialog.name.setText("france")
    assert "There is a state of this name" in dialog._known.text()
    dialog.name.setText("Contact Group")
    dialog.kind.setCurrentIndex(dialog.kind.findData(ActorKind.GROUP.value))
    stage.press("Return")
    stage.without_dialog()
    settle(stage, workspace)
    assert registered(stage)["Contact Group"].kind is ActorKind.GROUP
    assert workspace.actor is not None and workspace.actor.name == "Contact Group"
    undo(stage, workspace)
    assert "Contact Group" not in registered(stage)


def test_merging_says_what_it_touches_and_is_one_step(stage: Stage, acts: Path) -> None:
    workspace = enter(stage, acts)
    workspace.show_actor(ActorId("rus"))
    stage.press("Ctrl+M")
    assert "Also affected: 2 slots." in place(stage, "china")
    settle(stage, workspace)
    assert set(registered(stage)) == {"China", "France"} and registered(stage)["China"].aliases == ("Russia",)
    assert workspace.actor is not None and workspace.actor.name == "China"
    undo(stage, workspace)
    assert set(registered(stage)) == {"China", "France", "Russia"}


def test_who_is_used_is_removed_when_another_takes_the_place(stage: Stage, acts: Path) -> None:
    workspace = enter(stage, acts)
    workspace.show_actor(ActorId("rus"))
    workspace.register.list.setFocus()
    stage.press("Del")
    assert "in 2 slots." in place(stage, "France")
    settle(stage, workspace)
    assert set(registered(stage)) == {"China", "France"} and registered(stage)["France"].aliases == ()


def test_who_is_used_nowhere_is_removed_when_it_is_confirmed(stage: Stage, acts: Path) -> None:
    workspace = enter(stage, acts)
    workspace.verbs._register(NewActor("Atlantis", ActorKind.STATE))
    settle(stage, workspace)
    stage.window.actions_.actions["actors.remove"].trigger()
    dialog = stage.dialog(Dialog)
    assert not isinstance(dialog, PlaceDialog)
    dialog.accept()
    stage.without_dialog()
    settle(stage, workspace)
    assert "Atlantis" not in registered(stage) and stage.said == "Removed: Atlantis"


def test_splitting_takes_what_is_ticked(stage: Stage, acts: Path) -> None:
    workspace = enter(stage, acts)
    workspace.show_actor(ActorId("rus"))
    settle(stage, workspace)
    workspace.form.aliases.setPlainText("Moscow\nRSFSR")
    stage.press("Ctrl+S")
    settle(stage, workspace)
    stage.window.actions_.actions["actors.split"].trigger()
    dialog = stage.dialog(SplitActorDialog)
    dialog.name.setText("Soviet Russia")
    dialog.aliases.setData(dialog.aliases.index(1), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    dialog.uses.setData(dialog.uses.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.said.text() == "1 alias, 0 mentions and 1 slot go."
    assert dialog.accept_button is not None
    dialog.accept_button.click()
    stage.without_dialog()
    settle(stage, workspace)
    actors = registered(stage)
    assert actors["Russia"].aliases == ("Moscow",) and actors["Soviet Russia"].aliases == ("RSFSR",)
    used = stage.window.session.project.actors.in_use()
    assert used[actors["Russia"].id].links == used[actors["Soviet Russia"].id].links == 1


def test_registers_go_out_and_come_in(stage: Stage, acts: Path, tmp_path: Path) -> None:
    workspace = enter(stage, acts)
    workspace.verbs.export_to(tmp_path / "out.json")
    settle(stage, workspace)
    assert stage.said == "Wrote 3 actors to out.json"
    content = json.loads((tmp_path / "out.json").read_text("utf-8"))
    content["actors"][0]["aliases"] = ["Zhongguo"]
    (tmp_path / "in.json").write_text(json.dumps(content), "utf-8")
    workspace.verbs.import_from(tmp_path / "in.json")
    settle(stage, workspace)
    assert [actor.aliases for actor in registered(stage).values() if actor.aliases] == [("Zhongguo",)]
    (tmp_path / "bad.json").write_text('{"actors": [{"id": "x", "name": "X", "kind": "planet"}]}', "utf-8")
    workspace.verbs.import_from(tmp_path / "bad.json")
    settle(stage, workspace)
    assert stage.said.startswith("bad.json: actor 1 (“x”): kind: “planet” is not among ")


"""x"""


def test_while_something_is_being_done_nothing_else_is_begun(stage: Stage, acts: Path) -> None:
    workspace = enter(stage, acts)
    workspace.verbs.add_shipped()
    assert workspace.verbs.is_busy
    workspace.verbs.add_shipped()
    assert stage.said.startswith("The register is still being changed")
    settle(stage, workspace)
    assert not workspace.verbs.is_busy and len(registered(stage)) > 400
    undo(stage, workspace)
    assert set(registered(stage)) == {"China", "France", "Russia"}
