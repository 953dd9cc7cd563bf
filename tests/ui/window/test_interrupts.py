"""Ctrl+C on the terminal closes the window, though Qt waits and nobody moves the mouse."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

_WINDOW = """
import signal, sys
from PySide6.QtCore import QTimer
from annotator.__main__ import main
from annotator.ui.background import garbage
from annotator.ui.window import application

garbage.EVERY_MS = 1_000_000_000  # Python would run, and hear of the signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs in the background of a shell ignores it

class Told(application.Application):
    def exec(self):
        QTimer.singleShot(0, lambda: print("waits", flush=True))
        return super().exec()

application.Application = Told
sys.exit(main())
"""
_LONGEST_S = 500


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_closes_a_window_that_waits(tmp_path: Path) -> None:
    # The start page: with a project open, what looks for others lets Python run now and then.
    folders = {"ANNOTATOR_CONFIG": str(tmp_path), "ANNOTATOR_DATA": str(tmp_path), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", _WINDOW],
        env=os.environ | folders | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as window:
        assert window.stdout is not None
        try:
            assert window.stdout.readline() == b"waits\n"
            time.sleep(2)  # until Python has nothing left to do
            window.send_signal(signal.SIGINT)
            _, said = window.communicate(timeout=_LONGEST_S)
        finally:
            window.kill()
    assert (window.returncode, b"Traceback" in said) == (0, False)
