"""The border of the window: what nobody caught is logged and said, never a traceback in the user's face.

Qt calls Python from slots and from overridden methods; what is raised there reaches `sys.excepthook` and nobody else.
A method that is called for every paint may raise a hundred times a second, so one dialog is shown at a time.
"""

import contextlib
import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QWidget

from annotator import __version__
from annotator.log import log_handler
from annotator.model.errors import UserError
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog

_MOST_LOGGED = 100
"""Errors of one run that are logged: what raises on every paint must not fill the disk."""


class CrashHandler:
    """Stands in for `sys.excepthook` while the window is open. `log`: the file that our own errors are written to."""

    def __init__(self, window: QWidget, log: Path) -> None:
        self._window, self._log = window, log
        self._handler: logging.Handler = logging.NullHandler()
        self._former = sys.excepthook
        self._logged = 0
        self._is_shown = False

    def install(self) -> None:
        """Begin to watch; a log that cannot be written is done without."""
        with contextlib.suppress(OSError):
            self._handler = log_handler(self._log)
        logging.getLogger().addHandler(self._handler)
        self._former, sys.excepthook = sys.excepthook, self._meet

    def uninstall(self) -> None:
        """Give way to whoever watched before."""
        sys.excepthook = self._former
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def _meet(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._window.close()
            return
        if not isinstance(error, UserError) and self._logged < _MOST_LOGGED:
            self._logged += 1
            story = "".join(traceback.format_exception(kind, error, trace))
            logging.getLogger("annotator").error("annotator %s\n%s", __version__, story)
        if not self._is_shown:
            self._is_shown = True
            # In front of the dialog that may be open, since that one would stay out of reach behind it.
            dialog = ErrorDialog.of(error, QApplication.activeModalWidget() or self._window)
            dialog.finished.connect(self._on_closed)
            open_dialog(dialog)

    def _on_closed(self) -> None:
        self._is_shown = False
