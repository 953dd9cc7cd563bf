"""The form of an actor: only looked at it changes nothing; what is typed is kept until it is right and saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.acts.finding import ActorIndex
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.ui.actors.draft import draft_of
from annotator.ui.actors.form import ActorForm
from annotator.ui.actors.loader import RegisterView
from tests.examples import examples
from tests.ui.actors.desks import enter, registered, settle, undo
from tests.ui.actors.test_draft import GROUP, actors
from tests.ui.windows import Stage


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


UNION = Actor(id=GROUP, name="European Union", kind=ActorKind.GROUP)
FRANCE = Actor(id=ActorId("fra"), name="France", kind=ActorKind.STATE, codes={"iso3": "FRA", "gtd": "69"})


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[ActorForm]:
    made = ActorForm()
    qtbot.addWidget(made)
    made.set_view(RegisterView(ActorIndex([UNION, FRANCE])))
    made.show()
    yield made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
@given(actor=actors)
def test_an_actor_that_is_only_looked_at_is_not_saved(form: ActorForm, actor: Actor) -> None:
    actor = actor.model_copy(update={"aliases": tuple(one for one in actor.aliases if one != actor.name)})
    form.show_actor(actor)
    assert not form.is_changed and form.to_save() is None and form.draft().actor(actor.id) == actor
    form.name.setText(f"{actor.name} II")
    assert form.to_save() == actor.model_copy(update={"name": f"{actor.name} II"})
    form.revert()
    assert not form.is_changed and form.name.text() == actor.name


def test_what_is_wrong_is_not_saved_and_said_at_its_field(form: ActorForm) -> None:
    form.show_actor(FRANCE)
    form.name.setText(" ")
    assert form.is_changed and form.to_save() is None
    assert form.name.accessibleDescription().startswith("An actor needs a name")
    assert form.state.text() == "Not saved yet." and form.state.isVisible()
    form.name.setText("France")
    assert form.name.accessibleDescription() == "" and not form.state.isVisible()


def test_what_was_typed_while_it_was_saved_stays_typed(form: ActorForm) -> None:
    form.show_actor(FRANCE)
    form.name.setText("Gaul")
    saved = form.to_save()
    assert saved is not None
    form.aliases.setPlainText("Gallia")
    form.saved(saved)
    assert form.base == saved and form.aliases.items() == ("Gallia",)
    assert form.to_save() == saved.model_copy(update={"aliases": ("Gallia",)})
    form.saved(form.to_save() or saved)
    assert not form.is_changed and form.to_save() is None


def test_an_actor_changed_elsewhere_is_shown_unless_something_is_being_written(form: ActorForm) -> None:
    form.show_actor(FRANCE)
    gaul = FRANCE.model_copy(update={"name": "Gaul"})
    form.refresh(gaul)
    assert form.name.text() == "Gaul" and not form.is_changed
    form.name.setText("Gallia")
    form.refresh(FRANCE)
    assert form.name.text() == "Gallia" and form.base == gaul


def test_a_draft_that_was_put_aside_comes_back_with_its_faults(form: ActorForm) -> None:
    form.show_actor(FRANCE)
    form.other_codes.setPlainText("nonsense")
    draft = form.draft()
    form.show_actor(UNION)
    form.show_actor(FRANCE)
    form.show_draft(draft)
    assert form.is_changed and "nonsense" in form.other_codes.accessibleDescription()
    assert draft != draft_of(FRANCE)


def test_leaving_a_field_or_enter_asks_for_it_to_be_saved(form: ActorForm, qtbot: QtBot) -> None:
    form.show_actor(FRANCE)
    form.activateWindow()
    form.take_keyboard()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
        with qtbot.waitSignal(form.left):
            QTest.keyClick(form.name, key)


def test_without_an_actor_there_is_no_form(form: ActorForm) -> None:
    form.show_actor(None)
    assert form._nobody.isVisible() and not form._body.isVisible()
    assert not form.is_changed and form.to_save() is None
