"""A project with registered actors, and the window at an act that was coded by keys."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId
from annotator.operations.actors import actors, register_files
from annotator.operations.coding import mentions
from annotator.store.project import Project
from annotator.ui.acts.card import ActCard
from annotator.ui.acts.field import RowField
from tests.projects import go_on_once
from tests.ui.windows import Stage, make_project

URGED = "Paris, 6 April. The French President urged China to use its influence. The Minister was not there.\n\nThe end."
ACT = "urged China to use its influence"


def project_with_actors(path: Path, texts: Sequence[str] = (URGED,), offered: bool = False) -> Path:
    """Write a project whose register is the one that comes with the program."""

    def register(path: Path) -> None:
        with Project.open(path) as project:
            register_files.add_shipped(project)
            mentions.offer(project, offered)

    made = make_project(path, texts)
    go_on_once(made, ("the shipped actors", offered), register)
    return made


def with_actors(project: Project, *names: tuple[str, str]) -> None:
    """Register actors by (id, name)."""
    for id, name in names:
        actors.add(project, Actor(id=ActorId(id), name=name, kind=ActorKind.STATE))


def type_letters(text: str) -> None:
    """Type letters of any script, as an input method sends them; QTest knows those of ASCII alone."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def card_of(stage: Stage) -> ActCard:
    """Return the card of the workspace Code."""
    return stage.window.coding.inspector.card.acts


def field_of(stage: Stage, row: str) -> RowField:
    """Return the line of a row."""
    return card_of(stage).lines[row].field


def offered(stage: Stage) -> list[str]:
    """Return what the list below the row offers, in order."""
    return [item.title for item in card_of(stage).popup.model.items]


def lit(stage: Stage) -> str:
    """Return what Enter would take, empty for nothing."""
    popup = card_of(stage).popup
    return popup.model.items[popup.lit].title if popup.lit >= 0 else ""


def rows(stage: Stage) -> dict[str, str]:
    """Return what fills the rows that are not empty, by the row's name."""
    QApplication.processEvents()
    return {row.name: row.said for row in card_of(stage).rows if row.fills}


def at_row(stage: Stage) -> str:
    """Return the name of the row that has the keyboard, empty for none."""
    return next((line.field.row.name for line in card_of(stage).lines.values() if line.field.hasFocus()), "")


def settled(stage: Stage) -> None:
    """Wait until nothing is read in the background any more."""
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)


def code_the_act(stage: Stage) -> None:
    """Select and code the act by keys, the caret before its first word."""
    start = stage.text.index(ACT)
    stage.reader.set_selection(start, start)
    stage.press(*["Ctrl+Shift+Right"] * 5, *["Shift+Right"] * len("influence"))
    assert stage.selected == ACT
    stage.press("1")
    assert stage.active_quote() == ACT
    QApplication.processEvents()
