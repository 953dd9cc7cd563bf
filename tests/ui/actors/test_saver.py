"""What was typed is saved in its order, the later state of an actor alone, and what a rule forbids comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.store.project import Project
from annotator.ui.actors.loader import RegisterView
from annotator.ui.actors.saver import Saver
from annotator.ui.actors.verbs import RegisterVerbs
from annotator.ui.background.session import Session
from tests.projects import make_desk
from tests.ui.actors.desks import enter, registered, settle
from tests.ui.windows import Stage


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


FRANCE = Actor(id=ActorId("fra"), name="France", kind=ActorKind.STATE, codes={"iso3": "FRA"})
CHINA = Actor(id=ActorId("chn"), name="China", kind=ActorKind.STATE, codes={"iso3": "CHN"})


def called(actor: Actor, name: str) -> Actor:
    return actor.model_copy(update={"name": name})


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    desk = make_desk(tmp_path)
    for actor in (FRANCE, CHINA):
        actors.add(desk.project, actor)
    made = Session()
    made.open(desk.project)
    made.set_coder(desk.ana, desk.layer)
    yield made
    made.close()


@pytest.fixture
def saver(session: Session, qtbot: QtBot) -> Iterator[Saver]:
    window = QWidget()
    qtbot.addWidget(window)
    verbs = RegisterVerbs(session, lambda: None, RegisterView, window)
    yield Saver(session, verbs, window)


def names(session: Session) -> set[str]:
    return {actor.name for actor in session.project.actors.all()}


def test_of_an_actor_that_waits_twice_only_the_later_state_is_saved(
    saver: Saver, session: Session, qtbot: QtBot
) -> None:
    saved: list[Actor] = []
    saver.saved.connect(saved.append)
    before = len(session.project.history(100))
    for actor in (called(CHINA, "Zhongguo"), called(FRANCE, "Gau"), called(FRANCE, "Gaul")):
        saver.save(actor)
    qtbot.waitUntil(lambda: len(saved) == 2)
    assert [actor.name for actor in saved] == ["Zhongguo", "Gaul"] and names(session) == {"Zhongguo", "Gaul"}
    assert len(session.project.history(100)) == before + 2


def test_what_a_rule_forbids_comes_back_with_its_sentence_and_the_next_one_is_saved(
    saver: Saver, session: Session, qtbot: QtBot
) -> None:
    saved: list[Actor] = []
    refused: list[tuple[str, str]] = []
    saver.saved.connect(saved.append)
    saver.refused.connect(lambda actor, sentence: refused.append((actor.id, sentence)))
    saver.save(FRANCE.model_copy(update={"codes": {"iso3": "CHN"}}))
    saver.save(called(CHINA, "Zhongguo"))
    qtbot.waitUntil(lambda: len(saved) == 1)
    assert [id for id, _ in refused] == ["fra"] and "used twice" in refused[0][1]
    assert names(session) == {"France", "Zhongguo"}


def test_what_was_refused_can_be_asked_for_again(saver: Saver, session: Session, qtbot: QtBot) -> None:
    refused: list[str] = []
    saver.refused.connect(lambda actor, sentence: refused.append(actor.id))
    wrong = FRANCE.model_copy(update={"codes": {"iso3": "CHN"}})
    saver.save(wrong)
    qtbot.waitUntil(lambda: len(refused) == 1)
    saver.save(wrong)
    qtbot.waitUntil(lambda: len(refused) == 2)
    actors.remove(session.project, CHINA.id, None)
    saver.save(wrong)
    qtbot.waitUntil(lambda: session.project.actors.get("fra").codes == {"iso3": "CHN"})


def test_all_that_waits_is_saved_before_a_project_is_closed(saver: Saver, session: Session) -> None:
    saver._waiting[CHINA.id] = called(CHINA, "Zhongguo")
    saver.save_all_now(called(FRANCE, "Gaul"))
    assert names(session) == {"Zhongguo", "Gaul"} and saver._waiting == {}
    saver.save_all_now(None)
    assert names(session) == {"Zhongguo", "Gaul"}
