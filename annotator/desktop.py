"""The composition root: settings, application, session and window are made here and passed down."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import __version__
from annotator.log import log_file
from annotator.store.folders import config_folder, why_not_writable
from annotator.ui.window import missing_libraries
from annotator.ui.window.displays import FoundDisplay, find_display
from annotator.ui.window.quiet import quiet_surroundings, silence

if TYPE_CHECKING:
    from annotator.ui.window.application import Application
    from annotator.ui.window.main_window import MainWindow

_NO_FONTS = (
    "The window cannot be opened, because there are no fonts on this system, and every letter would be an empty box; "
    "on Debian and Ubuntu, sudo apt-get install fonts-noto-core brings some."
)
_BEFORE_QT = (
    "annotator.operations.agreement.recoding",
    "annotator.operations.codebook.codebook",
    "annotator.operations.codebook.presets",
    "annotator.operations.feedback.training",
    "annotator.operations.project.history",
    "annotator.store.project",
)


def run_window(paths: Sequence[Path]) -> str:
    """Open the window on files (none: its start page) until it is closed; return why it cannot be, or nothing."""
    display = find_display()
    if display.problem:
        return display.problem
    import_before_qt()
    with quiet_surroundings():
        return _shown(display, paths)


def _shown(display: FoundDisplay, paths: Sequence[Path]) -> str:
    try:
        # Only now: where a library of the system is missing, the import itself fails.
        from PySide6.QtGui import QGuiApplication  # noqa: F401, PLC0415
        from PySide6.QtWidgets import QApplication  # noqa: F401, PLC0415
    except ImportError as error:
        return missing_libraries.explain(error) + "."
    # Qt is known to load from here on.
    from annotator.ui.window.application import Application  # noqa: PLC0415

    silence()
    app = Application(["annotator", *(("-platform", display.platform) if display.platform else ())])
    display.release()
    return _run(app, paths)


def _run(app: "Application", paths: Sequence[Path]) -> str:
    from annotator.ui.kit.icons import emblem  # noqa: PLC0415
    from annotator.ui.kit.theme import has_letters  # noqa: PLC0415
    from annotator.ui.window.crash_handler import CrashHandler  # noqa: PLC0415
    from annotator.ui.window.interrupts import heeding_interrupts  # noqa: PLC0415

    if not has_letters():
        return _NO_FONTS
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("annotator")
    app.setWindowIcon(emblem())
    window = first_window()
    window.backups.keep()
    border = CrashHandler(window, log_file())
    border.install()
    window.show()
    notice = " ".join(filter(None, (window.preferences.notice, _not_kept(window))))
    window.say(notice)
    window.projects.not_opened.connect(say_on_terminal)
    if paths:
        window.seldom.opening.open(paths)
        if notice:
            window.say(notice)  # where one looks now
    # What reads packets and invitations is loaded by the first file.
    app.open_with(lambda files: window.seldom.opening.open(files))
    with heeding_interrupts():
        app.exec()
    # The loop may have ended otherwise than by a closed window, and what closing begins comes after it.
    has_ended = window.end()
    border.uninstall()
    if not has_ended:
        os._exit(0)  # Qt aborts the program where it finds a thread running at the end
    return ""


def _not_kept(window: "MainWindow") -> str:
    """Return what is not kept here, in a sentence, which nothing else says then."""
    from annotator.ui.window.not_kept import not_kept  # noqa: PLC0415

    preferences, backups = window.preferences, window.backups
    preferences.is_kept = not why_not_writable(preferences.folder)
    backups.told_of = backups.choice.folder
    return not_kept(
        {
            preferences.folder: ["settings", "recent projects"],
            backups.choice.folder: ["backups"],
            log_file().parent: ["logged errors"],
        }
    )


def say_on_terminal(sentence: str) -> None:
    """Say what the window shows on the terminal too, where there is one; whoever clicked on a file has none."""
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"{sentence}\n")


def import_before_qt() -> None:
    """Import what the window needs and Qt does not: PySide reads the source of every module that comes after it."""
    # Pydantic would look for plugins of its own in every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with _nothing_collected():
        for name in _BEFORE_QT:
            import_module(name)


def first_window() -> "MainWindow":
    """Return the window, still hidden; there is an application already."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    from annotator.ui.background.garbage import GarbageCollector  # noqa: PLC0415

    # A full collection walks every span that is held, and stops the window for as long: up to 0.8 s with 100,000.
    gc.set_threshold(700, 0, 100_000)
    GarbageCollector()
    from annotator.ui.background.session import Session  # noqa: PLC0415
    from annotator.ui.settings.preferences import Preferences  # noqa: PLC0415
    from annotator.ui.window.main_window import MainWindow  # noqa: PLC0415
    from annotator.ui.window.window_place import fit  # noqa: PLC0415

    screen = QGuiApplication.primaryScreen()
    window = MainWindow(Session(), Preferences(config_folder(), screen=screen.size().width()))
    fit(window, window.screen().availableSize())
    gc.freeze()  # what was imported stays: the first look for garbage would go through all of it
    return window


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage while modules are imported: there is none, and looking takes a tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
