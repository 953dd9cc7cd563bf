"""What a copy of the bundle runs in the place of its window: every dialog, workspace and icon, shown by what is in it.

Its Python, its modules and its Qt are those of the bundle; of this folder come the lists of what there is to show, and
this. It says as JSON what was shown, and what Qt and Python said on the way.
"""

import json
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from ssl import OPENSSL_VERSION
from types import TracebackType
from typing import Any

from psycopg import pq
from PySide6.QtCore import QEvent, QEventLoop, QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.desktop import first_window
from annotator.model.coder import TeamRole
from annotator.operations.people import people
from annotator.resources import resource
from annotator.store.project import Project
from annotator.ui.commands.commands import CommandScope
from annotator.ui.kit.icons import icon
from annotator.ui.window.application import Application
from annotator.ui.window.main_window import MainWindow
from annotator.ui.window.quiet import silence
from annotator.ui.window.workspaces import WORKSPACES
from tests.ui.dialogs.made import DESKS, FOLDERS, MADE

ENOUGH = 4
"""Colours of a picture with something on it: paper, ink, and what lies between them at the edge of a letter."""
_EVERY = 3
SAID: list[str] = []


def main(project: Path) -> None:
    """Show all of it, with a project of which the first coder leads, and print what came of it."""
    qInstallMessageHandler(_hear)
    sys.excepthook = _catch
    silence()
    app = Application(["annotator"])
    FOLDERS.append(project.parent)
    window = first_window()
    report = {
        "dialogs": dict(_dialogs()),
        "workspaces": dict(_workspaces(window, project)),
        "icons": len(_icons()),
        "blank icons": [name for name in _icons() if colours(icon(name).pixmap(24).toImage()) < 2],
        "image formats": sorted(str(bytes(each.data()), "ascii") for each in QImageReader.supportedImageFormats()),
        "platform": QGuiApplication.platformName(),
        "psycopg": pq.__impl__,
        "openssl": OPENSSL_VERSION,
    }
    for desk in DESKS:
        desk.close()
    app.processEvents()
    sys.stdout.write(json.dumps({**report, "said": SAID, "from outside": _outside()}))


def colours(image: QImage) -> int:
    """Return how many colours a picture has, of every third pixel."""
    columns = range(0, image.width(), _EVERY)
    return len({image.pixel(x, y) for x in columns for y in range(0, image.height(), _EVERY)})


def _dialogs() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, make in MADE.items():
        shown = make()
        shown.show()
        QApplication.processEvents()
        kind, drawn = type(shown).__name__, colours(shown.grab().toImage())
        _press(shown, Qt.Key.Key_Tab)
        _press(shown, Qt.Key.Key_Escape)
        QApplication.processEvents()
        yield name, {"kind": kind, "colours": drawn, "closed by Escape": shown.isHidden()}
        shown.close()
        shown.deleteLater()


def _press(shown: QWidget, key: Qt.Key) -> None:
    target = shown.focusWidget() or shown
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def _workspaces(window: MainWindow, path: Path) -> Iterator[tuple[CommandScope, int]]:
    project = Project.open(path)
    session = window.session
    lead = project.coders.all()[0]
    people.set_roles(project, lead.id, [TeamRole.LEAD])
    session.open(project)
    session.set_coder(project.coders.get(lead.id))
    session.has_asked = True
    window.resize(1280, 700)
    window.show()
    for place in (kind.place for kind in WORKSPACES):
        session.see_others(place)
        window.page.show_place(place)
        _until_done(window)
        yield place, colours(window.grab().toImage()) if window.place is place else 0
    window.close()


def _until_done(window: MainWindow) -> None:
    QApplication.processEvents()
    while window.session.tasks.busy:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    QApplication.processEvents()


def _icons() -> list[str]:
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


def _outside() -> list[str]:
    """Return the modules that are files outside of the bundle, but for those of the tests."""
    inside = Path(sys.executable).parent
    files = {name: Path(str(getattr(module, "__file__", None))) for name, module in sys.modules.items()}
    tests = ("tests", "__main__")
    return [
        name
        for name, file in files.items()
        if file.is_file() and not file.is_relative_to(inside) and name.partition(".")[0] not in tests
    ]


def _hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # The platform that is no screen says of itself what it cannot do.
    if not message.startswith("This plugin does not support"):
        SAID.append(f"{kind.name}: {message}")


def _catch(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    SAID.append("".join(traceback.format_exception(kind, error, trace)))


if __name__ == "__main__":
    main(Path(sys.argv[-1]))
