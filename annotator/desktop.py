"""The composition root: settings, application, session and window are made here and passed down."""

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from annotator import __version__
from annotator.cli.main import log_file
from annotator.model.errors import UserError
from annotator.ui import missing_libraries


def run_window(path: Path | None) -> str:
    """Open the window on a project (None: its start page) until it is closed; return why it cannot be, or nothing."""
    if not missing_libraries.has_display():
        return "There is no display: start this on a desktop, or under a virtual one (xvfb-run)."
    try:
        # Only now: where a library of the system is missing, the import itself fails.
        from PySide6.QtGui import QGuiApplication  # noqa: F401, PLC0415
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415
    except ImportError as error:
        return missing_libraries.explain(error) + "."
    if missing_libraries.needs_x11() and (missing := missing_libraries.missing_xcb_libraries()):
        # Qt would end the process, and name the wrong library.
        return missing_libraries.sentence(missing) + "."
    return _run(QApplication(["annotator"]), path)


def _run(app: object, path: Path | None) -> str:
    # Qt is known to load from here on.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from annotator.ui import settings  # noqa: PLC0415
    from annotator.ui.main_window import MainWindow  # noqa: PLC0415
    from annotator.ui.preferences import Preferences  # noqa: PLC0415
    from annotator.ui.session import Session  # noqa: PLC0415

    assert isinstance(app, QApplication)
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("annotator")
    preferences = Preferences(settings.config_folder())
    window = MainWindow(Session(), preferences)
    _install_border(window)
    window.show()
    if preferences.notice:
        window.strip.say(preferences.notice)
    if path is not None:
        window.projects.open(path)
    app.exec()
    return ""


def _install_border(window: object) -> None:
    """Show and log what nobody caught: an error of the program, never a traceback in the user's face."""
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415

    from annotator.ui.dialogs.error import ErrorDialog  # noqa: PLC0415
    from annotator.ui.flows.projects import open_dialog  # noqa: PLC0415

    assert isinstance(window, QWidget)
    logging.basicConfig(filename=log_file(), level=logging.WARNING)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            window.close()
            return
        if not isinstance(error, UserError):
            logging.error("annotator %s\n%s", __version__, "".join(traceback.format_exception(kind, error, trace)))
        open_dialog(ErrorDialog.of(error, window))

    sys.excepthook = hook
