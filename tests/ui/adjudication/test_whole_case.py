"""In the real window a case of three coders who differ in six things is whole, and fifty cases move no verb."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.operations.actors import actors
from annotator.operations.coding import acts, annotate
from annotator.store.project import Project
from annotator.ui.adjudication.queue_view import QueueView
from tests.ui.adjudication.desks import enter, look, settled
from tests.ui.windows import Stage, code_as, make_project

ACT = "urged the parties to the conflict to come back to the table"
TEXT = f"The spokesperson {ACT} before the winter, and called on all to help. Nothing else was said."
SCALE = os.environ.get("QT_SCALE_FACTOR", "1")
CODED = {
    "Ana": (ACT, "urges", "positive", "new", "france"),
    "Ben": (f"{ACT} before the winter", "calls on", "negative", "reaffirmed", "china"),
    "Chloé": (f"spokesperson {ACT}", "demands", "", "", "russia"),
}


def differing(folder: Path) -> Path:
    """Write a project in which three coders differ about one act in six things."""
    path = make_project(folder / "six.annot", [TEXT])
    with Project.open(path) as project:
        for name in ("France", "China", "Russia"):
            actors.add(project, Actor(id=ActorId(name.lower()), name=name, kind=ActorKind.STATE))
    for coder, (quote, force, polarity, novelty, actor) in CODED.items():
        (act,) = code_as(path, coder, (quote, "appeal"), done=True)
        with Project.open(path) as project:
            project.person = project.layers.get(act.layer).coder
            for name, value in (("force", force), ("polarity", polarity), ("novelty", novelty)):
                if value:
                    annotate.set_attribute(project, act.id, name, value)
            others = {"france": "china", "china": "russia", "russia": "france"}
            for role, who in (("speaker", actor), ("addressee", others[actor])):
                acts.fill_slot(project, act.id, role, acts.SlotFiller(actor=ActorId(who)))
    return path


def is_whole(part: QWidget) -> bool:
    """Whether all of a widget is on the screen."""
    return part.isVisible() and part.visibleRegion().boundingRect().size() == part.size()


def test_a_case_of_three_coders_and_six_rows_is_whole_at_1280(stage: Stage, tmp_path: Path) -> None:
    stage.window.resize(1280, 700)
    stage.open(differing(tmp_path), "Dana")
    enter(stage)
    stage.qtbot.waitUntil(lambda: stage.window.width() == 1280)
    for _ in range(5):
        QApplication.processEvents()
    panel = stage.window.adjudication.panel
    assert stage.window.size().toTuple() == (1280, 700) and stage.window.devicePixelRatio() == float(SCALE)
    assert len(panel.table.cells.columns) == 3 and panel.table.cells.rowCount() == 6
    for part in (panel.where, panel.table, *panel.choices.buttons.values(), panel.reason.field):
        assert is_whole(part), part
    rows = panel.table.cells.rowCount()
    assert panel.table.visualRect(panel.table.cells.index(rows - 1, 1)).bottom() < panel.table.viewport().height()


@pytest.mark.skipif(SCALE != "1", reason="this is what the other runs at a scale factor of 2")
def test_it_is_whole_on_a_screen_of_2560_by_1400_at_a_scale_factor_of_2() -> None:
    ask = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__, "-k", "whole_at_1280"]
    root = Path(__file__).parents[3]
    doubled = os.environ | {"QT_SCALE_FACTOR": "2", "PYTHONPATH": str(root)}
    done = subprocess.run(ask, env=doubled, cwd=root, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0 and "1 passed" in done.stdout, done.stdout + done.stderr


def places_of_verbs(stage: Stage) -> tuple[QRect, ...]:
    """Return where the verbs stand in the window."""
    verbs = stage.window.adjudication.panel.choices.buttons.values()
    return tuple(QRect(each.mapTo(stage.window, QPoint()), each.size()) for each in verbs)


def test_over_fifty_cases_of_all_kinds_no_verb_moves(stage: Stage, tmp_path: Path) -> None:
    words = [f"word{number:02}" for number in range(120)]
    path = make_project(tmp_path / "fifty.annot", [" ".join(words)])
    labels = ("appeal", "warning", "commitment", "actor")
    first = [(f"{words[2 * at]} {words[2 * at + 1]}", labels[at % 4]) for at in range(55)]
    second = [(words[2 * at], labels[at % 3]) for at in range(55) if at % 5]
    code_as(path, "Ana", *first, done=True)
    code_as(path, "Ben", *second, done=True)
    code_as(path, "Chloé", *first[::3], done=True)
    stage.window.resize(1280, 700)
    stage.open(path, "Dana")
    look(stage, QueueView("kind"))
    seen, titles = set(), set()
    for _ in range(50):
        QApplication.processEvents()
        seen.add(tuple(place.getRect() for place in places_of_verbs(stage)))
        titles.add(stage.window.adjudication.right.title.text())
        stage.press("n")
        settled(stage)
    assert len(seen) == 1 and len(titles) > 2
