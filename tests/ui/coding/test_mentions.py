"""Mentions of registered actors in the window: only where the project says so, accepted one by one or all at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.coding import mentions
from annotator.store.project import Project
from tests.ui.acts.desks import project_with_actors, settled, with_actors
from tests.ui.windows import Stage, make_project

TEXT = "Beijing spoke. France heard Beijing, and so did Korea. France answered."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """China, France and two Koreas, which share a name."""
    made = make_project(tmp_path / "mentions.annot", [TEXT, "Nobody is named here."])
    with Project.open(made) as project:
        actors.add(project, Actor(id=ActorId("chn"), name="China", kind=ActorKind.STATE, aliases=("Beijing",)))
        with_actors(project, ("fra", "France"))
        for id, name in (("kor", "South Korea"), ("prk", "North Korea")):
            actors.add(project, Actor(id=ActorId(id), name=name, kind=ActorKind.STATE, aliases=("Korea",)))
    return made


def suggested(stage: Stage) -> list[str]:
    """Return the words that are offered."""
    return [stage.text[one.start : one.stop] for one in stage.window.coding.mentions.open.all()]


def named(stage: Stage) -> list[tuple[str, str | None]]:
    """Return (quote, actor) of the coder's mentions in reading order."""
    session = stage.window.session
    assert session.layer is not None
    return [
        (one.quote, one.actor)
        for one in session.project.spans.of_document(stage.window.document or "", session.layer.id)
    ]


def offer(stage: Stage) -> None:
    """Switch the offering on, by the command."""
    stage.window.actions_.actions["code.offer_mentions"].trigger()
    settled(stage)
    settled(stage)


def test_nothing_is_offered_until_the_project_says_so(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    settled(stage)
    assert suggested(stage) == [] and stage.action("code.offer_mentions").isCheckable()
    assert not stage.action("code.offer_mentions").isChecked()
    assert not stage.window.actions_.actions["code.accept_mention"].isEnabled()
    offer(stage)
    assert stage.action("code.offer_mentions").isChecked() and "offered · saved" in stage.said
    assert suggested(stage) == ["Beijing", "France", "Beijing", "Korea", "France"]
    assert named(stage) == []
    stage.press("Ctrl+Z")
    assert suggested(stage) == [] and not stage.action("code.offer_mentions").isChecked()


def test_the_one_at_the_caret_is_accepted_by_key_and_is_open_again_after_an_undo(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    offer(stage)
    stage.press("Alt+PgDown")
    assert stage.reader.caret == stage.text.index("France")
    assert "A mention of France" in stage.said
    stage.press("Ctrl+M")
    assert named(stage) == [("France", "fra")] and "Accepted: France · saved" in stage.said
    assert suggested(stage) == ["Beijing", "Beijing", "Korea", "France"]
    stage.press("Ctrl+Z")
    assert suggested(stage) == ["Beijing", "France", "Beijing", "Korea", "France"]
    stage.reader.set_selection(0, 0)
    stage.press("Ctrl+M")
    # “Beijing” is China's now, since a coder has said so.
    assert named(stage) == [("Beijing", "chn")]
    stage.press("Alt+PgUp")
    assert "no open mention before" in stage.said


def test_all_of_the_document_are_accepted_as_one_step_but_for_those_that_name_several(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    offer(stage)
    stage.press("Ctrl+Shift+M")
    settled(stage)
    assert named(stage) == [("Beijing", "chn"), ("France", "fra"), ("Beijing", "chn"), ("France", "fra")]
    assert stage.said == "Accepted 4 mentions · saved; 1 that names several actors is left"
    assert suggested(stage) == ["Korea"]
    stage.press("Ctrl+Z")
    assert named(stage) == [] and len(suggested(stage)) == 5


def test_one_that_names_several_asks_which(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    offer(stage)
    at = stage.text.index("Korea")
    stage.reader.set_selection(at, at)
    stage.press("Ctrl+M")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and [one.text() for one in menu.actions()] == ["North Korea", "South Korea"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert named(stage) == [("Korea", "kor")]


def test_a_change_of_the_register_and_of_the_document_is_followed(stage: Stage, path: Path) -> None:
    stage.open(path, "Ana")
    offer(stage)
    stage.press("Ctrl+PgDown")
    settled(stage)
    assert suggested(stage) == []
    stage.window.session.run(actors.add, Actor(id=ActorId("x"), name="Nobody", kind=ActorKind.PERSON))
    settled(stage)
    settled(stage)
    assert suggested(stage) == ["Nobody"]
    stage.press("Ctrl+PgUp")
    settled(stage)
    assert len(suggested(stage)) == 5


def test_where_the_property_is_on_from_the_start_the_mentions_come_by_themselves(stage: Stage, tmp_path: Path) -> None:
    stage.open(project_with_actors(tmp_path / "on.annot", ["France and Pékin."], offered=True), "Ana")
    settled(stage)
    settled(stage)
    assert suggested(stage) == ["France", "Pékin"]
    with Project.open(tmp_path / "on.annot") as project:
        assert mentions.are_offered(project)
