"""Pictures of every workspace, to be looked at: `python -m tests.pictures --every FOLDER`.

At three sizes (the largest once more at two device pixels to one), in four themes, with texts in Latin, Arabic and
Chinese letters. Nothing is compared by a program: what is cut, crowded or unreadable an eye sees at once.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from annotator.model.coder import TeamRole
from annotator.operations.feedback import releases
from annotator.operations.people import people
from annotator.operations.sample import FILE, make_sample
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.commands.commands import CommandScope
from annotator.ui.explore.figures import ExploreView
from annotator.ui.explore.workspace import ExploreWorkspace
from annotator.ui.kit.theme import ThemeChoice
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.main_window import MainWindow

SIZES = ((1280, 700), (1440, 900), (2560, 1440))
DOUBLED = ((1280, 720),)
"""Where two device pixels are one: the largest again."""
THEMES = {
    "light": ThemeChoice.LIGHT,
    "dark": ThemeChoice.DARK,
    "contrast": ThemeChoice.LIGHT_CONTRAST,
    "dark-contrast": ThemeChoice.DARK_CONTRAST,
}
TEXTS = {"latin": "Joint Communiqué", "arabic": "بيان", "chinese": "外交部长"}
"""How the title of a text of the sample begins, by what its letters are."""
_OF_TEXTS = (CommandScope.CODE, CommandScope.ADJUDICATE, CommandScope.FEEDBACK)
_PAGES = (
    CommandScope.DOCUMENTS,
    CommandScope.PASSAGES,
    CommandScope.AGREEMENT,
    CommandScope.CODEBOOK,
    CommandScope.ACTORS,
)
_FIGURES_MS, _SETTLED_MS = 9000, 350
"""Until the intervals of Agreement are there; until a window has settled after a change."""


def main(folder: Path, place: Path, only: str = "") -> None:
    """Write the pictures into a folder, by way of an empty one; `only`: those whose names have this in them."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    is_doubled = app.devicePixelRatio() > 1
    for size in DOUBLED if is_doubled else SIZES:
        _take(folder, place / f"{size[0]}", size, only)
    if not is_doubled:
        doubled = os.environ | {"QT_SCALE_FACTOR": "2"}
        command = [sys.executable, "-m", "tests.pictures", "--every", str(folder), "--only", only]
        subprocess.run(command, env=doubled, check=True)


def _take(folder: Path, place: Path, size: tuple[int, int], only: str) -> None:
    """Take the pictures of a size: one window, which wears each theme in turn."""
    make_sample(place)
    with Project.open(place / FILE) as project:
        project.person = people.coder_for(project, "Dana").id
        releases.release(project)
    window = MainWindow(Session(), Preferences(place / "settings"))
    window.resize(*size)
    window.show()
    ratio = f"@{window.devicePixelRatio():.0f}x" if window.devicePixelRatio() > 1 else ""
    end = f"{size[0]}x{size[1]}{ratio}"
    for name, go in _views(window, place):
        if not any(only in f"{name}-{theme}-{end}" for theme in THEMES):
            continue
        go()
        for theme, choice in THEMES.items():
            if only in f"{name}-{theme}-{end}":
                window.preferences.put(window.preferences.value.model_copy(update={"theme": choice}))
                wait(_SETTLED_MS)
                window.grab().save(str(folder / f"{name}-{theme}-{end}.png"))
    window.close()


def _views(window: MainWindow, place: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is to be seen, and how one comes there."""
    yield "start", partial(wait, _SETTLED_MS)
    _sit_down(window, place)
    for scope in _OF_TEXTS:
        for script, title in TEXTS.items():
            yield f"{scope.value}-{script}", partial(_show_text, window, scope, title)
    for scope in _PAGES:
        yield scope.value, partial(_show_page, window, scope)
    explore = window.workspaces.of(ExploreWorkspace)
    for figure in ExploreView:
        yield f"explore-{figure.name.lower()}", partial(_show_figure, window, explore, figure)


def _sit_down(window: MainWindow, place: Path) -> None:
    project = Project.open(place / FILE)
    coder = project.coders.named("Chloé")
    assert coder is not None
    people.set_roles(project, coder.id, [TeamRole.LEAD])
    window.session.open(project)
    window.session.set_coder(project.coders.get(coder.id))
    window.session.has_asked = True


def _show_text(window: MainWindow, scope: CommandScope, title: str) -> None:
    """Show a text in a workspace, a span or a case of it at hand."""
    window.page.show_place(scope)
    found = next(info.id for info in window.documents.model.documents if title in info.title)
    window.show_document(found)
    wait(1500 if scope is CommandScope.ADJUDICATE else 600)
    if scope is CommandScope.CODE:
        window.coding.reader.setFocus()
        for _ in range(3):
            window.coding.moves.go_span(1)
    wait(600)


def _show_page(window: MainWindow, scope: CommandScope) -> None:
    window.page.show_place(scope)
    if scope is CommandScope.AGREEMENT:
        window.page.workspace.take_keyboard()
        reveal = getattr(window.page.workspace, "reveal", None)
        if reveal is not None:
            reveal()
        wait(_FIGURES_MS)
    wait(800)


def _show_figure(window: MainWindow, explore: ExploreWorkspace, figure: ExploreView) -> None:
    window.page.show_place(CommandScope.EXPLORE)
    explore.page.show_figure(figure)
    wait(1500)
    view = explore.page.view
    if figure is ExploreView.TABLE and view.at is not None:
        view.opened.emit(view.at)  # with the passages at the right
        wait(800)


def wait(duration_ms: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()
