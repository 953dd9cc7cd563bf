"""The register of a project in the real window: entered, waited for, taken back."""

import json
from pathlib import Path

from annotator.model.actor import Actor
from annotator.resources import resource
from annotator.ui.actors.dialogs import PlaceDialog
from annotator.ui.actors.workspace import ActorsWorkspace
from tests.ui.windows import Stage


def shipped_actors() -> list[object]:
    """Return the actors of the register that comes with the program."""
    found: list[object] = json.loads(resource("actors.json").read_text(encoding="utf-8"))["actors"]
    return found


def enter(stage: Stage, path: Path) -> ActorsWorkspace:
    """Open a project, go to the actors, and wait for the register."""
    stage.open(path, "Ana")
    stage.press("Ctrl+8")
    found = stage.window.workspaces.of(ActorsWorkspace)
    settle(stage, found)
    return found


def settle(stage: Stage, workspace: ActorsWorkspace) -> None:
    """Wait until nothing is read or done any more."""

    def is_quiet() -> bool:
        timers = workspace._later, workspace._uses_later, workspace.saver._next
        busy = workspace.reading.is_busy or workspace.uses_reading.is_busy or workspace.verbs.is_busy
        return not busy and not any(timer.isActive() for timer in timers) and not stage.window.session.tasks.busy

    stage.qtbot.waitUntil(is_quiet)


def undo(stage: Stage, workspace: ActorsWorkspace) -> None:
    """Undo the latest step; in a line to type in the key would undo the typing."""
    workspace.register.new_button.setFocus()
    stage.press("Ctrl+Z")
    settle(stage, workspace)


def registered(stage: Stage) -> dict[str, Actor]:
    """Return the actors of the project by name."""
    return {actor.name: actor for actor in stage.window.session.project.actors.all()}


def place(stage: Stage, name: str) -> str:
    """Type who takes a place in the dialog, accept it, and return what it said."""
    dialog = stage.dialog(PlaceDialog)
    said = "\n".join(label.text() for label in dialog.findChildren(type(dialog._problem)))
    dialog.field.setText(name)
    dialog.field.textEdited.emit(name)
    dialog.field._popup.hide()
    assert dialog.accept_button is not None and dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    stage.without_dialog()
    return said
