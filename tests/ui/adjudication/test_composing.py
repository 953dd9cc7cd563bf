"""A case chosen part by part: letters, an actor that is typed, Enter; what comes is what each part said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.model.actor import Actor, ActorKind
from annotator.model.decision import Rule
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import acts, annotate
from annotator.store.project import Project
from annotator.ui.adjudication.queue_view import QueueView
from tests.ui.adjudication.desks import case, decisions, gold, look, settled
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def table(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana and Ben differ in an act's words, its force and its addressee; nobody has a speaker."""
    path = make_project(tmp_path / "acts.annot", ["France urged China and Russia to talk. Rome was silent."])
    with Project.open(path) as project:
        for name in ("France", "China", "Russia"):
            actors.add(project, Actor(id=ActorId(name.lower()), name=name, kind=ActorKind.STATE))
    for coder, quote, force, addressee in (
        ("Ana", "urged China", "urges", "china"),
        ("Ben", "urged China and Russia to talk", "demands", "russia"),
    ):
        (act,) = code_as(path, coder, (quote, "appeal"))
        with Project.open(path) as project:
            project.person = project.layers.get(act.layer).coder
            annotate.set_attribute(project, act.id, "force", force)
            acts.fill_slot(project, act.id, "addressee", acts.SlotFiller(actor=ActorId(addressee)))
    code_as(path, "Ana", ("Rome", "actor"))
    stage.open(path, "Ana")
    look(stage, QueueView("document"))
    yield stage


def rows(stage: Stage) -> list[str]:
    return [part.name for part in stage.window.adjudication.panel.filling.parts]


def made(stage: Stage) -> tuple[object, list[tuple[str, str | None]]]:
    """Return the force of the gold act, and who fills its slots."""
    project = stage.window.session.project
    layer = project.layers.gold()
    assert layer is not None
    (act,) = project.spans.of_document(stage.window.document or "", layer.id)
    return act.attributes.get("force"), sorted((link.role, link.actor) for link in project.links.of_spans([act.id]))


def test_each_part_is_chosen_with_a_letter_and_enter_decides(table: Stage) -> None:
    table.press("v")
    panel = table.window.adjudication.panel
    assert panel.filling.hasFocus() and not panel.table.isVisible()
    assert rows(table)[:4] == ["Passage", "Force", "Speaker", "Addressee"]
    table.press("b", "a", "Down", "a", "Return")
    assert gold(table) == [("urged China and Russia to talk", "appeal")]
    assert made(table) == ("urges", [("addressee", "china")])
    (decision,) = decisions(table)
    assert decision.rule is Rule.COMPOSED and len(decision.candidates) == 2
    assert table.said == "Decided: composed · saved" and case(table) == "Rome"
    assert table.reader.hasFocus() and panel.table.isVisible()
    table.press("Ctrl+Z")
    assert gold(table) == []


def test_a_slot_is_filled_with_an_actor_whom_one_types(table: Stage) -> None:
    table.press("v")
    settled(table)
    table.press("Down", "Down", "/")
    filling = table.window.adjudication.panel.filling
    assert filling.actor.hasFocus()
    table.write("Fran")
    table.press("Escape")
    assert filling.hasFocus() and not filling.actor.isVisible()
    table.press("/")
    table.write("France")
    table.press("Return")
    table.qtbot.waitUntil(filling.hasFocus)
    table.press("Return")
    assert made(table) == ("urges", [("addressee", "china"), ("speaker", "france")])


def test_what_is_typed_and_is_nobody_fills_nothing(table: Stage) -> None:
    table.press("v", "Down", "Down", "/")
    settled(table)
    table.write("Atlantis")
    table.press("Return")
    filling = table.window.adjudication.panel.filling
    assert filling.actor.isVisible() and decisions(table) == []


def test_letters_without_a_coder_do_nothing_and_escape_leaves_all_as_it_was(table: Stage) -> None:
    table.press("v", "x", "u", "z", "n")
    assert decisions(table) == [] and case(table).startswith("urged")
    table.press("Escape")
    panel = table.window.adjudication.panel
    assert table.reader.hasFocus() and panel.filling.isHidden() and panel.table.isVisible()
    table.press("n")
    assert case(table) == "Rome"


def test_options_are_clicked_too_and_another_passage_begins_anew(table: Stage) -> None:
    table.press("v")
    filling = table.window.adjudication.panel.filling
    filling.choose("a")
    filling.choose("b")
    assert dict(filling.composition.attributes) != {}
    where = filling.table.visualRect(filling.table.cells.index(0, 2)).center()
    QTest.mouseClick(filling.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert dict(filling.composition.attributes) == {} and filling.row == 1


def test_going_to_another_case_ends_the_choosing(table: Stage) -> None:
    table.press("v")
    workspace = table.window.adjudication
    workspace.go_to(1)
    assert workspace.panel.filling.isHidden() and case(table) == "Rome"


def test_parts_are_not_chosen_on_where_gold_or_nothing_is_at_hand(table: Stage) -> None:
    workspace, panel = table.window.adjudication, table.window.adjudication.panel
    table.press("n", "a", "v")
    assert panel.filling.isVisible()
    (found,) = (one for one in decisions(table) if one.gold)
    workspace.shown.go_to_gold(found.gold[0])
    assert not panel.filling.isVisible() and panel.table.isVisible()
    table.press("Escape", "v")
    assert {id for id, each in panel.choices.buttons.items() if each.isEnabled()} == {"reopen", "add"}
    table.press("n", "p", "v")
    assert panel.filling.isVisible()
    workspace.queue_updater.settle(adjudicate.PolicyPlan("preferred", workspace.layers[0].id))
    settled(table)
    assert workspace.current is None and not panel.filling.isVisible()
    assert {id for id, each in panel.choices.buttons.items() if each.isEnabled()} == {"add"}
