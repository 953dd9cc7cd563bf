"""The desks that most tests of Adjudicate sit down at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.coding import acts, annotate
from annotator.store.project import Project
from annotator.ui.adjudication.queue_view import QueueView
from tests.projects import write_once
from tests.ui.adjudication.desks import KEYED, OTHER, TEXT, enter, look
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of three coders who differ at seven places of the first text and at one of the second."""
    made = tmp_path / "three.annot"
    write_once(made, "three who differ", _differ)
    return made


def _differ(made: Path) -> None:
    make_project(made, [TEXT, OTHER])
    code_as(made, "Ana", ("China", "actor"), ("urged France", "appeal"), ("warned Russia", "warning"))
    code_as(made, "Ana", ("Both will help", "commitment"), ("Rome", "actor"), ("All", "actor"))
    code_as(made, "Ben", ("China", "actor"), ("urged France to talk", "appeal"), ("warned Russia", "appeal"))
    code_as(made, "Ben", ("will help Kyiv", "commitment"), ("met", "commitment"))
    code_as(made, "Cleo", ("China", "actor"), ("urged France", "appeal"), ("warned Russia", "warning"))
    code_as(made, "Cleo", ("will help", "commitment"), ("said", "appeal"))
    code_as(made, "Ana", ("Paris", "actor"), document=1)
    code_as(made, "Ben", ("Beijing", "actor"), ("Paris", "actor"), document=1)


@pytest.fixture
def table(stage: Stage, path: Path) -> Iterator[Stage]:
    """Ana at the table, in the workspace Adjudicate, the coders compared."""
    stage.open(path, "Ana")
    enter(stage)
    yield stage


@pytest.fixture
def spoken(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana and Ben code one act alike but for its addressee: China for Ana, China and Russia for Ben."""
    path = make_project(tmp_path / "acts.annot", ["France urged China and Russia to talk."])
    with Project.open(path) as project:
        for name in ("France", "China", "Russia"):
            actors.add(project, Actor(id=ActorId(name.lower()), name=name, kind=ActorKind.STATE))
    for coder, addressees in (("Ana", ("china",)), ("Ben", ("china", "russia"))):
        (act,) = code_as(path, coder, ("urged China and Russia", "appeal"))
        with Project.open(path) as project:
            project.person = project.layers.get(act.layer).coder
            annotate.set_attribute(project, act.id, "force", "urges")
            for role, actor in (("speaker", "france"), *(("addressee", actor) for actor in addressees)):
                acts.fill_slot(project, act.id, role, acts.SlotFiller(actor=ActorId(actor)))
    stage.open(path, "Ana")
    enter(stage)
    yield stage


@pytest.fixture
def keyed_path(tmp_path: Path) -> Path:
    """A project of three coders, with places for each of the keys."""
    made = tmp_path / "keys.annot"
    write_once(made, "places for keys", _with_places)
    return made


def _with_places(made: Path) -> None:
    make_project(made, [KEYED])
    code_as(made, "Ana", ("urged France", "appeal"), ("France warned", "warning"), ("Both", "actor"), ("met", "actor"))
    code_as(made, "Ben", ("urged France to talk", "appeal"), ("warned Russia", "appeal"), ("help Kyiv", "actor"))
    code_as(made, "Cleo", ("urged France to talk now", "appeal"))


@pytest.fixture
def keyed(stage: Stage, keyed_path: Path) -> Iterator[Stage]:
    """Ana at the desk, the cases in the order of the text."""
    stage.open(keyed_path, "Ana")
    look(stage, QueueView("document"))
    yield stage
