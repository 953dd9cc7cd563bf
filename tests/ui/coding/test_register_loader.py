"""What is made of the register is made once for each version of it, and only where somebody asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.coding.register_loader import MadeOfRegister
from tests.ui.windows import make_project


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session()
    made.open(Project.open(make_project(tmp_path / "register.annot", coders=["Ana"])))
    made.set_coder(made.coders()[0])
    yield made
    made.close()


class Names(MadeOfRegister[list[str]]):
    """The names of all actors; `made` counts how often they were read."""

    def __init__(self, session: Session) -> None:
        self.made = 0
        self.owner = QObject()
        super().__init__(session, self._names, self.owner)

    def _names(self, project: Project) -> list[str]:
        self.made += 1
        return [actor.name for actor in project.actors.all()]


def register(session: Session, name: str) -> None:
    actors.add(session.project, Actor(id=ActorId(name.lower()), name=name, kind=ActorKind.STATE))


def test_it_is_made_once_however_often_it_is_asked_for(session: Session) -> None:
    register(session, "France")
    names, ready = Names(session), list[object]()
    names.ready.connect(lambda: ready.append(names.value))
    assert names.value is None and names.made == 0
    for _ in range(3):
        names.ask()
    names.wait()
    assert names.value == ["France"] and names.made == 1 and ready == [["France"]]


def test_another_register_is_read_anew_only_where_somebody_asked_and_the_old_one_stays_meanwhile(
    session: Session,
) -> None:
    names = Names(session)
    names.renew()
    assert names.made == 0
    names.wait()
    register(session, "China")
    names.renew()
    assert names.value == []
    names.wait()
    assert names.value == ["China"] and names.made == 2


def test_after_a_reset_nothing_of_the_project_before_is_there_or_comes(session: Session, qtbot: QtBot) -> None:
    register(session, "France")
    names = Names(session)
    names.ask()
    names.reset()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert names.value is None
    session.close()
    names.ask()
    assert names.value is None and names.made <= 1
