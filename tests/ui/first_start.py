"""A first start of the program, in a process of its own: `python -m tests.ui.first_start [PROJECT]`.

By keys alone: from the start page to the sample (or the project that is named), who is coding, a sentence coded. What
was said on the way is written to standard output as JSON; where something does not come, the last line says what.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import desktop

if TYPE_CHECKING:
    from annotator.ui.window.main_window import MainWindow

_PATIENCE_S = 120
_REST_MS = 20


class FirstStart:
    """Walks through a window that is being shown, once its event loop runs."""

    def __init__(self, window: "MainWindow", project: Path | None) -> None:
        self._window, self._project = window, project
        self.told: dict[str, Any] = {"said": [], "refused": [], "failed": []}
        window.session.said.connect(self.told["said"].append)
        window.session.refused.connect(self.told["refused"].append)
        window.preferences.failed.connect(self.told["failed"].append)

    def walk(self) -> None:
        """Do all of it, and close the window."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QApplication

        window, told = self._window, self.told
        self._wait("the window", window.isVisible)
        told["platform"] = QApplication.platformName()
        told["notice"] = window.start.notice.text() if window.start.notice.isVisible() else ""
        if self._project is None:
            window.start.sample_button.setFocus()
            self._press(window.start.sample_button, Qt.Key.Key_Return)
        else:
            window.projects.open(self._project)
        self._wait("who is coding", lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        told["dialog"] = dialog.windowTitle()
        self._press(dialog, Qt.Key.Key_Return)
        self._wait("a coder", lambda: window.session.coder is not None)
        told["message"] = window.strip.message.text()
        told["fits"] = window.screen().geometry().contains(window.frameGeometry())
        self._code()
        told["file"] = str(window.session.path)
        line = window.coding.pane.font_line
        line.look()
        told["fonts"] = line.message.text()
        window.close()
        QApplication.quit()

    def _code(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window = self._window
        self._wait("a document", lambda: window.document is not None)
        self._wait("the sheet", lambda: window.reader.isVisible())
        before = window.session.next_steps()[0]
        window.activateWindow()
        window.reader.setFocus()
        self._rest(100)
        # A screen that only shows has no seat with a keyboard, and gives no window the focus.
        is_keyed = window.isActiveWindow()
        for _ in range(2):
            self._press(window.reader, Qt.Key.Key_Space) if is_keyed else self._do("move.select_more")
        QTest.keyClicks(window.reader, "1") if is_keyed else window.label_keys.actions[0].trigger()
        self.told["keyed"] = is_keyed
        self._wait("what was coded", lambda: window.session.next_steps()[0] != before)
        self.told["undo"] = window.session.next_steps()[0]

    def _do(self, command: str) -> None:
        self._window.actions_.actions[command].trigger()
        self._rest(50)

    def _press(self, widget: Any, key: Any) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClick(widget.focusWidget() or widget, key)
        self._rest(50)

    def _wait(self, what: str, comes: Callable[[], bool]) -> None:
        for _ in range(_PATIENCE_S * 1000 // _REST_MS):
            if comes():
                return
            self._rest(_REST_MS)
        raise SystemExit(f"{what} did not come; {json.dumps(self.told)}")

    def _rest(self, ms: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()  # QTest.qWait would hold the lock that the work in the background needs
        QTimer.singleShot(ms, loop.quit)
        loop.exec()


def main() -> int:
    """Run the program and walk through it."""
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    made = desktop.first_window
    walks: list[FirstStart] = []

    def first_window() -> "MainWindow":
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        window = made()
        walks.append(FirstStart(window, project))

        def walk() -> None:
            try:
                walks[0].walk()
            except SystemExit as error:
                sys.stderr.write(f"{error}\n")
                QApplication.exit(1)

        QTimer.singleShot(0, walk)
        return window

    desktop.first_window = first_window
    problem = desktop.run_window([])
    sys.stdout.write(json.dumps({"problem": problem} | (walks[0].told if walks else {})))
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
