"""The window by roles: what one may not do is not offered, or grey with a reason, and no verb of it is begun."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.model.coder import TeamRole
from annotator.model.verbs.verb import Verb
from annotator.operations.people import people, roles
from annotator.operations.people.roles import RULE, VERB_ACTS, Right
from annotator.store.project import Project
from annotator.ui.commands.acts_of_commands import act_of
from annotator.ui.commands.commands import COMMANDS, WORKSPACE_KEYS, CommandScope
from annotator.ui.dialogs.people_dialog import PeopleDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.documents.details_dialog import DetailsDialog
from annotator.ui.window.main_window import MainWindow
from tests.operations.people.test_roles import any_of
from tests.operations.small_team import NAMES, make_team
from tests.ui.named_keys import all_texts
from tests.ui.windows import Stage


@pytest.fixture
def file(tmp_path: Path) -> Path:
    team = make_team(tmp_path)
    team.project.close()
    return team.project.path


def sat(stage: Stage, file: Path, role: TeamRole, asked: bool = False) -> Stage:
    return stage.open(file, NAMES[role], asked, role=None)


def place_of(window: MainWindow) -> CommandScope:
    return window.place


def settled(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    QApplication.processEvents()


@pytest.mark.parametrize("role", TeamRole)
def test_each_cell_of_the_table_holds_in_the_window(stage: Stage, file: Path, role: TeamRole) -> None:
    window = sat(stage, file, role).window
    session, may = window.session, {act for act in Right if role in RULE[act].roles}
    offered = {view for each in window.header.places.buttons if each.isVisible() for view in each.views}
    assert offered == {place for place in WORKSPACE_KEYS if (act := act_of(f"view.{place}")) is None or act in may}, (
        "the header shows the workspaces that the role has"
    )
    items = {item.id: item for item in window.actions_.pick_items()}
    for command in COMMANDS:
        act = act_of(command.id)
        if act is not None and act not in may and command.id in items:
            item = items[command.id]
            assert not item.enabled and item.why.startswith("for whoever leads"), command.id
        elif command.place is CommandScope.PROJECT and command.when is None and command.id in items:
            assert items[command.id].enabled, command.id
    before = session.project.journal.latest()
    refused: list[str] = []
    session.refused.connect(refused.append)
    for act in Right:
        refused.clear()
        assert session.allows(act) is (act in may) and bool(refused) is (act not in may)
    for kind, act in VERB_ACTS.items():
        if act not in may and not kind.is_noted:
            refused.clear()
            assert not session.did(_begin, kind) and RULE[act].title in refused[0], kind
    assert session.project.journal.latest() == before


def _begin(project: Project, kind: type[Verb]) -> None:
    with project.transact(any_of(kind)):
        raise AssertionError("the rule is asked before the step is open")


def test_a_task_in_the_background_obeys_too(stage: Stage, file: Path) -> None:
    session = sat(stage, file, TeamRole.CODER).window.session
    errors: list[Exception] = []
    session.in_background(lambda project, _: people.add_coder(project, "Newton"), errored=errors.append)
    settled(stage)
    assert "ask Lea" in str(errors[0])


@pytest.mark.parametrize("place", WORKSPACE_KEYS)
def test_a_coder_sees_nothing_of_others_in_any_workspace_and_cannot_ask(
    stage: Stage, file: Path, place: CommandScope
) -> None:
    window = sat(stage, file, TeamRole.CODER).window
    window.page.show_place(place)
    settled(stage)
    shown = place not in (CommandScope.ADJUDICATE, CommandScope.AGREEMENT)
    assert place_of(window) is (place if shown else CommandScope.CODE)
    window.session.see_others(place)
    assert not window.session.may_see_others and not window.session.has_asked
    said = " ".join(text for _, text in all_texts(seen=True))
    assert "Gold" not in said and "All coders" not in said and "Show it all the same" not in said


def test_whoever_gets_another_role_keeps_what_that_has_alone(stage: Stage, file: Path) -> None:
    window = sat(stage, file, TeamRole.ADJUDICATOR).window
    session = window.session
    stage.press("Ctrl+4")
    settled(stage)
    assert place_of(window) is CommandScope.ADJUDICATE and not window.page.is_veiled
    lea, adam, cleo = session.coders()
    with Project.open(file, lea.id) as other:
        people.set_roles(other, adam.id, [TeamRole.CODER])
    session.set_coder(next(one for one in session.coders() if one.id == adam.id))
    settled(stage)
    assert place_of(window) is CommandScope.CODE and not window.session.may_see_others
    session.set_coder(lea)
    stage.press("Ctrl+5")
    settled(stage)
    assert place_of(window) is CommandScope.AGREEMENT and window.page.is_veiled, "a lead is asked"
    stage.press("Return")
    settled(stage)
    session.set_coder(cleo)
    settled(stage)
    assert place_of(window) is CommandScope.CODE
    session.set_coder(lea)
    assert session.may_see_others, "a lead is asked once"


def test_a_lead_changes_roles_in_the_dialog_and_others_read_it(stage: Stage, file: Path) -> None:
    window = sat(stage, file, TeamRole.LEAD).window
    lea, adam, cleo = window.session.coders()
    stage.action("project.people").trigger()
    dialog = stage.dialog(PeopleDialog)
    dialog.ticks[lea.id, TeamRole.LEAD].setChecked(False)
    assert not dialog.accept_button.isEnabled()
    dialog.ticks[cleo.id, TeamRole.LEAD].setChecked(True)
    dialog.ticks[lea.id, TeamRole.CODER].setChecked(True)
    dialog.name.setText(" Zoë ")
    dialog.shared.setChecked(True)
    dialog.accept()
    stage.without_dialog()
    found = {one.name: one.roles for one in window.session.coders()}
    assert found == {
        "Lea": (TeamRole.CODER,),
        "Adam": (TeamRole.ADJUDICATOR,),
        "Cleo": (TeamRole.CODER, TeamRole.LEAD),
        "Zoë": (TeamRole.CODER,),
    }
    assert roles.why_not(window.session.project, Right.CODEBOOK, adam.id) == ""
    stage.action("project.people").trigger()
    read = stage.dialog(PeopleDialog)
    assert not read.accept_button.isEnabled() and not any(tick.isEnabled() for tick in read.ticks.values())
    assert "ask Cleo" in " ".join(text for _, text in all_texts(seen=True))
    read.close()


def test_a_coder_neither_adds_people_nor_describes_documents(stage: Stage, file: Path) -> None:
    window = sat(stage, file, TeamRole.CODER).window
    window.projects.ask_who()
    who = stage.dialog(WhoDialog)
    assert not who.name.isVisible() and not who.rename_button.isVisible()
    assert any("Lea" in text and "added" in text for _, text in all_texts(seen=True))
    who.close()
    window.document_flows.details()
    details = stage.dialog(DetailsDialog)
    lines = [field.line for field in details.form.fields.values()]
    assert lines and all(isinstance(line, QLineEdit) and line.isReadOnly() for line in lines)
    assert "ask Lea" in details.form.why.text()
    details.close()


def test_what_a_coder_exports_is_their_own(stage: Stage, file: Path) -> None:
    dialog = sat(stage, file, TeamRole.CODER).window.seldom.exchange.ask_export()
    assert [dialog.layer.itemText(at) for at in range(dialog.layer.count())] == ["Cleo alone"]
    dialog.close()


def test_nobody_at_the_desk_may_nothing_and_sees_nothing(stage: Stage, file: Path) -> None:
    session = stage.open(file).window.session
    assert session.refused_acts.keys() == set(Right) and not session.may_see_others
    assert session.refused_acts[Right.SEE].startswith("Say first who you are")
