"""Every command that asks for more, by whoever is at the desk: something opens, or one sentence says why not.

Together those who may nothing, little and all meet each command in the usual run; under `make torture` each meets all.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from annotator.model.coder import Coder, TeamRole
from annotator.operations.project import earlier
from annotator.store.project import Project
from annotator.ui.commands.commands import COMMANDS, Command
from annotator.ui.window.main_window import MainWindow
from tests.examples import share_of
from tests.operations.small_team import NAMES, make_team
from tests.ui.copies import as_copy
from tests.ui.windows import Stage, make_project

ASKING = [command for command in COMMANDS if command.title.endswith("…")]


def _as(role: TeamRole) -> Callable[[Stage, Path], object]:
    return lambda stage, folder: stage.open(_team(folder), NAMES[role], asked=False, role=None)


def _team(folder: Path) -> Path:
    team = make_team(folder)
    team.project.close()
    return team.project.path


def _nobody(stage: Stage, folder: Path) -> None:
    stage.open(_team(folder))


def _without_texts(stage: Stage, folder: Path) -> None:
    stage.open(make_project(folder / "new.annot", ()), "Lea")


def _of_a_copy(stage: Stage, folder: Path) -> None:
    stage.window.projects.open(as_copy(make_project(folder / "talks.annot", coders=["Lea", "Ana"]), "Ana", (0,)))
    stage.activate()


def _to_read(stage: Stage, folder: Path) -> None:
    _look_at(stage, Project.open_to_read(_team(folder), "It is open for reading only."))


def _as_it_was(stage: Stage, folder: Path) -> None:
    with Project.open(_team(folder)) as project:
        project.person = _lead_of(project).id
        reading = earlier.copied(project, project.journal.latest(), asks=True)
    _look_at(stage, earlier.opened(reading))


def _look_at(stage: Stage, project: Project) -> None:
    """Look at a project that cannot be written, as whoever leads it."""
    stage.window.projects.take_over(project)
    stage.window.session.set_coder(_lead_of(project))
    _alone(stage.window)


def _lead_of(project: Project) -> Coder:
    return next(coder for coder in project.coders.all() if TeamRole.LEAD in coder.roles)


DESKS: dict[str, Callable[[Stage, Path], object]] = {
    **{f"a {role.value}": _as(role) for role in TeamRole},
    "nobody": _nobody,
    "a lead of no texts": _without_texts,
    "a coder in their copy": _of_a_copy,
    "a reader": _to_read,
    "a reader of what was": _as_it_was,
    "the start page": lambda stage, folder: None,
}
"""Who is at the desk, and at which project."""


@pytest.fixture
def asked_for_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The titles under which the system was asked for files; it says that none was chosen."""
    asked: list[str] = []

    def none_chosen(parent: QWidget | None, title: str, *more: object) -> tuple[object, str]:
        asked.append(title)
        return "", ""

    def no_folder(parent: QWidget | None, title: str, *more: object) -> str:
        asked.append(title)
        return ""

    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, none_chosen)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *all: ([], none_chosen(*all)[1]))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", no_folder)
    yield asked


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so: each meets every command
@pytest.mark.parametrize("who", DESKS)
def test_each_command_opens_something_or_says_in_a_sentence_why_not(
    stage: Stage, tmp_path: Path, asked_for_files: list[str], who: str
) -> None:
    DESKS[who](stage, tmp_path)
    for command in share_of(ASKING, [*DESKS].index(who), len(DESKS)):
        _give(stage, command, asked_for_files)
    if stage.window.session.is_open:
        stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)


def _give(stage: Stage, command: Command, asked_for_files: list[str]) -> None:
    """Give a command where it can be used, as far as whoever is at the desk gets there."""
    window, said = stage.window, list[str]()
    window.strip.say("")
    if command.place.is_workspace and window.session.is_open:
        window.page.show_place(command.place)
        stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
        if window.place is not command.place:
            _is_sentence(stage.said, command)
            return
    window.bring_up_to_date()
    item = next((one for one in window.actions_.pick_items() if one.id == command.id), None)
    if item is None:
        return  # a project, or a part of one, that this is not for: nothing offers it
    if not item.enabled:
        assert item.why.strip(), f"{command.id} is grey, and nothing says why"
        return
    asked_for_files.clear()
    window.session.refused.connect(said.append)
    before = _state(window)
    stage.action(command.id).trigger()

    def answers() -> None:
        opened = asked_for_files or _over(window) or _state(window) != before
        assert opened or said or stage.said, f"{command.id} does nothing, and says nothing"

    stage.qtbot.waitUntil(answers)
    stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
    window.session.refused.disconnect(said.append)
    for sentence in filter(None, [*said, stage.said]):
        _is_sentence(sentence, command)
    _alone(window)


def _is_sentence(said: str, command: Command) -> None:
    assert said[-1:].strip() and "\n" not in said and "Traceback" not in said, f"{command.id}: {said!r}"


def _state(window: MainWindow) -> tuple[object, ...]:
    """Return what a command may open within the window: a part of it, or where the keyboard goes."""
    parts = frozenset(part for part in window.findChildren(QWidget) if part.isVisible())
    return window.place, QApplication.focusWidget(), parts


def _over(window: MainWindow) -> Sequence[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible()]


def _alone(window: MainWindow) -> None:
    """Escape from whatever stands over the window."""
    while (
        over := QApplication.activePopupWidget() or QApplication.activeModalWidget() or next(iter(_over(window)), None)
    ):
        QTest.keyClick(over, Qt.Key.Key_Escape)
        over.close()
        QApplication.processEvents()
    window.activateWindow()
