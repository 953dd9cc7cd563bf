"""Who codes sees nobody else's work by any one key: not in Code, and elsewhere only after saying so."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.model.actor import Actor, ActorKind
from annotator.model.coder import LayerKind, TeamRole
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.adjudication import adjudicate
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.actors.workspace import ActorsWorkspace
from annotator.ui.commands.commands import WORKSPACE_KEYS, CommandScope
from tests.ui.named_keys import all_texts
from tests.ui.windows import FIRST, Stage, code_as, make_project

OTHERS = ("no force will be used", "It warned", "Ruritania")
"""What only Ben has coded, what only gold has, and whom Ben proposes for the register."""


@pytest.fixture
def blind(stage: Stage, tmp_path: Path) -> Stage:
    """Ana at the desk, who has asked nothing; Ben has coded otherwise, and there is gold."""
    path = make_project(tmp_path / "blind.annot", [FIRST])
    code_as(path, "Ana", ("urged", "appeal"), done=True)
    code_as(path, "Ben", ("urged", "appeal"), (OTHERS[0], "commitment"), done=True)
    with Project.open(path) as project:
        ben = people.person_named(project, "Ben").id
        people.set_roles(project, ben, [TeamRole.CODER])
        project.person = ben
        actors.add(project, Actor(id=ActorId(OTHERS[2]), name=OTHERS[2], kind=ActorKind.STATE, aliases=("Ana",)))
        project.person = None
        document = project.documents.all()[0]
        start = FIRST.index("It warned")
        layers = [layer for layer in project.layers.all() if layer.kind is LayerKind.CODER]
        adjudicate.add(project, document.id, "warning", [(start, start + len("It warned"))], layers)
    return stage.open(path, "Ana", asked=False)


def settled(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    QApplication.processEvents()


@pytest.mark.parametrize("place", [place for place in WORKSPACE_KEYS if place is not CommandScope.CODE])
def test_from_every_workspace_the_key_of_code_leads_to_ones_own_spans_alone(blind: Stage, place: CommandScope) -> None:
    blind.action(f"view.{place}").trigger()
    settled(blind)
    blind.press("Ctrl+2")
    settled(blind)
    assert blind.window.place is CommandScope.CODE and not blind.window.session.has_asked
    page = blind.reader.sheet.page
    assert page is not None
    (mark,) = page.marks
    assert FIRST[mark.start : mark.stop] == "urged" and not blind.reader.sheet.lanes.titles


@pytest.mark.parametrize("place", WORKSPACE_KEYS)
def test_no_workspace_shows_what_others_coded_before_it_was_asked_for(blind: Stage, place: CommandScope) -> None:
    blind.action(f"view.{place}").trigger()
    settled(blind)
    said = [text for _, text in all_texts(seen=True) if "France urged China" not in text]
    assert [text for text in said if any(quote in text for quote in OTHERS)] == []


def offered(stage: Stage) -> list[set[str]]:
    """Return whom the card, the mentions, the palette and the workspace Actors offer, each by its own model."""
    coding = stage.window.coding
    for made in (coding.acts.index, coding.mentions.finder):
        made.ask()
    settled(stage)
    index, finder = coding.acts.index.value, coding.mentions.finder.value
    assert index is not None and finder is not None
    mentioned = {actor for one in finder.find(f"In {OTHERS[2]}.") for actor in one.actors}
    palette = {actor.id for actor in stage.window.choices._named()[1]}
    listed = {actor.id for actor in stage.window.workspaces.of(ActorsWorkspace).register.model.actors}
    return [set(index.by_id), set(mentioned), set(palette), set(listed)]


def test_a_proposal_is_offered_to_its_coder_and_to_who_asked_and_is_gone_for_the_next_at_the_desk(blind: Stage) -> None:
    session = blind.window.session
    ana, ben = (next(one for one in session.coders() if one.name == name) for name in ("Ana", "Ben"))
    blind.action("view.actors").trigger()
    for person, asks, seen in ((ana, False, False), (ben, False, True), (ana, False, False), (ana, True, True)):
        if asks:
            session.see_others("here")
        else:
            session.set_coder(person)
        assert offered(blind) == [{OTHERS[2]} if seen else set()] * 4
