"""The workspace Actors in the real window: found, changed, merged, split and removed by keys, all undoable."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.operations.project.new_project import new_project
from annotator.resources import resource
from annotator.store.project import Project
from annotator.ui.actors.dialogs import NewActor, NewActorDialog, PlaceDialog, SplitActorDialog
from annotator.ui.actors.list_panel import EMPTY
from annotator.ui.actors.workspace import ActorsWorkspace
from annotator.ui.acts.actor_field import ActorField
from annotator.ui.dialogs.base import Dialog
from tests.projects import default_codebook
from tests.ui.explore.places import make_acts
from tests.ui.test_names import nameless_of
from tests.ui.windows import Stage

_Key = Qt.Key


def shipped_actors() -> list[object]:
    """Return the actors of the register that comes with the program."""
    found: list[object] = json.loads(resource("actors.json").read_text(encoding="utf-8"))["actors"]
    return found


def enter(stage: Stage, path: Path) -> ActorsWorkspace:
    """Open a project, go to the actors, and wait for the register."""
    stage.open(path, "Ana")
    stage.press("Ctrl+6")
    found = stage.window.workspaces.of(ActorsWorkspace)
    settle(stage, found)
    return found


def settle(stage: Stage, workspace: ActorsWorkspace) -> None:
    """Wait until nothing is read or done any more."""

    def is_quiet() -> bool:
        timers = workspace._later, workspace._uses_later, workspace.saver._next
        busy = workspace.reading.is_busy or workspace.uses_reading.is_busy or workspace.verbs.is_busy
        return not busy and not any(timer.isActive() for timer in timers) and not stage.window.session.tasks.busy

    stage.qtbot.waitUntil(is_quiet)


def undo(stage: Stage, workspace: ActorsWorkspace) -> None:
    """Undo the latest step; in a line to type in the key would undo the typing."""
    workspace.register.new_button.setFocus()
    stage.press("Ctrl+Z")
    settle(stage, workspace)


def registered(stage: Stage) -> dict[str, Actor]:
    """Return the actors of the project by name."""
    return {actor.name: actor for actor in stage.window.session.project.actors.all()}


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    """France, China and Russia in the slots of six acts."""
    return make_acts(tmp_path / "acts.annot")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A project with the register that is shipped."""
    new_project(tmp_path / "shipped.annot", default_codebook(), "Ana", with_actors=True).close()
    return tmp_path / "shipped.annot"


def test_an_empty_register_says_what_would_fill_it_and_is_filled(stage: Stage, tmp_path: Path) -> None:
    new_project(tmp_path / "a.annot", default_codebook(), "Ana").close()
    workspace = enter(stage, tmp_path / "a.annot")
    assert workspace.register.empty.isVisible() and workspace.register.empty.text() == EMPTY
    workspace.register.shipped_button.click()
    settle(stage, workspace)
    count = len(shipped_actors())
    assert count > 400 and len(workspace.register.model.actors) == count
    assert f"{count} actors were added" in stage.said
    undo(stage, workspace)
    assert workspace.register.empty.text() == EMPTY and workspace.actor is None


def test_typing_filters_and_enter_opens_the_form(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    for typed, found in (
        ("chine", "China"),
        ("FRA", "France"),
        ("中国", "China"),
        ("Франция", "France"),
        ("الصين", "China"),
    ):
        assert workspace.register.filter.hasFocus()
        workspace.register.filter.setText(typed)
        stage.press("Return")
        assert workspace.actor is not None and workspace.actor.name == found
        assert workspace.form.name.hasFocus() and workspace.form.name.text() == found
        stage.press("Ctrl+J")
    assert workspace.register.count.text().endswith(f" of {len(shipped_actors())}")
    workspace.register.filter.setText("zzz")
    assert workspace.register.empty.text().startswith("No actor matches")
    stage.press("Ctrl+J")
    assert workspace.register.filter.hasFocus()
    stage.press("Esc")
    assert workspace.register.list.hasFocus() and len(workspace.register.model.actors) == len(shipped_actors())


def test_what_is_typed_is_saved_when_the_field_is_left_as_one_step(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    workspace.show_actor(ActorId("state-fra"))
    stage.press("F2")
    workspace.form.name.selectAll()
    stage.write("French Republic")
    assert workspace.form.is_changed and registered(stage)["France"]
    stage.press("Tab")
    settle(stage, workspace)
    assert registered(stage)["French Republic"].id == "state-fra" and not workspace.form.is_changed
    assert workspace.register.model.row_of(ActorId("state-fra")) >= 0
    undo(stage, workspace)
    assert registered(stage)["France"] and workspace.form.name.text() == "France"


def test_what_is_wrong_stays_in_the_form_of_its_actor_until_it_is_right(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    workspace.show_actor(ActorId("state-fra"))
    form = workspace.form
    form.other_codes.setPlainText("nonsense")
    form.name.setText("French Republic")
    assert "“nonsense” is no code" in form.other_codes.accessibleDescription()
    workspace.show_actor(ActorId("state-chn"))
    assert "“France” is not saved: “nonsense” is no code" in stage.said and form.name.text() == "China"
    workspace.show_actor(ActorId("state-fra"))
    assert form.name.text() == "French Republic" and form.other_codes.toPlainText() == "nonsense"
    form.other_codes.setPlainText("gtd = 69")
    stage.press("Ctrl+S")
    settle(stage, workspace)
    assert registered(stage)["French Republic"].codes["gtd"] == "69"


def test_what_a_rule_forbids_is_refused_with_its_sentence(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    workspace.show_actor(ActorId("state-fra"))
    workspace.form.codes["iso3"].setText("CHN")
    stage.press("Ctrl+S")
    settle(stage, workspace)
    assert workspace.form.state.text().startswith("Not saved. “China”: the iso3 code “CHN” is used twice")
    assert registered(stage)["France"].codes["iso3"] == "FRA"
    workspace.form.revert()
    assert workspace.form.codes["iso3"].text() == "FRA" and not workspace.form.is_changed


def test_what_is_typed_is_saved_when_the_project_is_closed(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    workspace.show_actor(ActorId("state-fra"))
    workspace.form.name.setText("French Republic")
    stage.window.session.close()
    with Project.open(shipped) as project:
        assert project.actors.get("state-fra").name == "French Republic"


def test_memberships_are_written_in_the_table(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    workspace.show_actor(ActorId("state-che"))
    table = workspace.form.memberships
    before = table.drafts()
    workspace.form.add_button.click()
    stage.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    stage.write("european free trade association")
    editor = table.findChild(ActorField)
    assert editor is not None and editor._popup.isVisible()
    editor._popup.hide()
    QTest.keyClick(editor, _Key.Key_Return)
    settle(stage, workspace)
    assert [one.name for one in table.drafts()[len(before) :]] == ["European Free Trade Association"]
    model, since = table.model(), table.model().index(table.rowCount() - 1, 1)
    model.setData(since, "1960-13")
    assert "“1960-13” is no date" in table.accessibleDescription()
    model.setData(since, "1960-05-03")
    settle(stage, workspace)
    last = registered(stage)["Switzerland"].memberships[-1]
    assert (last.group, last.since) == ("org-efta", "1960-05-03")
    table.setCurrentCell(table.rowCount() - 1, 0)
    QTest.keyClick(table, _Key.Key_Delete)
    settle(stage, workspace)
    assert len(registered(stage)["Switzerland"].memberships) == len(before)


def test_members_are_those_of_the_day(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    workspace.show_actor(ActorId("org-eu"))
    workspace.members.day.setText("2004-04-30")
    assert workspace.members.title.text() == "15 members on 2004-04-30"
    workspace.members.day.setText("2004-05-01")
    assert workspace.members.title.text() == "25 members on 2004-05-01"
    workspace.members.day.setText("in May")
    assert "is no date" in workspace.members.problem.text() and workspace.members.model.rowCount() == 0
    workspace.members.day.setText("")
    assert "United Kingdom" in {row.title for row in workspace.members.model.rows}
    first = workspace.members.model.rows[0].title
    workspace.members.list.activated.emit(workspace.members.model.index(0))
    assert workspace.actor is not None and workspace.actor.name == first
    workspace.show_actor(ActorId("state-fra"))
    assert workspace.members.isHidden()


def test_from_a_passage_one_comes_to_its_words_in_the_text(stage: Stage, acts: Path) -> None:
    workspace = enter(stage, acts)
    workspace.show_actor(ActorId("rus"))
    settle(stage, workspace)
    assert [row.detail for row in workspace.uses.model.rows] == [
        "Addressee of: Warning · Readout of a call · Ana",
        "Addressee of: Appeal · Undated note · Ana",
    ]
    workspace.uses.list.setFocus()
    workspace.uses.list.setCurrentIndex(workspace.uses.model.index(0))
    stage.press("Return")
    assert stage.window.page.workspace is stage.window.coding and stage.active_quote() == "warned"


def test_a_coder_sees_the_passages_of_others_only_when_asking_for_all(stage: Stage, acts: Path) -> None:
    stage.open(acts, "Ben")
    stage.press("Ctrl+6")
    workspace = stage.window.workspaces.of(ActorsWorkspace)
    settle(stage, workspace)
    workspace.show_actor(ActorId("rus"))
    settle(stage, workspace)
    assert workspace.uses.model.rows == [] and workspace.uses.note.text() == "2 more in other layers."
    workspace.uses.whose.setCurrentIndex(1)
    workspace.uses.whose.activated.emit(1)
    assert len(workspace.uses.model.rows) == 2


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


def place(stage: Stage, name: str) -> str:
    """Type who takes a place in the dialog, accept it, and return what it said."""
    dialog = stage.dialog(PlaceDialog)
    said = "\n".join(label.text() for label in dialog.findChildren(type(dialog._problem)))
    dialog.field.setText(name)
    dialog.field.textEdited.emit(name)
    dialog.field._popup.hide()
    assert dialog.accept_button is not None and dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    stage.without_dialog()
    return said


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


def test_every_control_is_named(stage: Stage, shipped: Path) -> None:
    workspace = enter(stage, shipped)
    assert nameless_of(workspace) == []
    workspace.show_actor(ActorId("org-eu"))
    settle(stage, workspace)
    assert nameless_of(workspace) == []


def test_another_project_shows_nothing_of_the_last(stage: Stage, shipped: Path, acts: Path) -> None:
    workspace = enter(stage, shipped)
    assert len(workspace.register.model.actors) == len(shipped_actors())
    stage.window.session.close()
    assert workspace.register.model.actors == () or list(workspace.register.model.actors) == []
    again = enter(stage, acts)
    assert {actor.name for actor in again.register.model.actors} == {"China", "France", "Russia"}
