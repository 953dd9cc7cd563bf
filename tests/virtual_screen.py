"""A screen in memory with a keyboard: an X server of the tests' own, ended with whoever asked for it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

PATIENCE_S = 60.0
_REST_S = 0.05
_SCREEN = ["-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset", "-r"]
"""Without repeats: of a key that a busy machine is slow to let go, there would be many."""
_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["grab"])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def missing() -> str:
    """Return which programs this machine lacks for such a screen, an empty string for none."""
    lacking = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    return f"needs {' and '.join(lacking)}" if lacking else ""


class VirtualScreen:
    """A screen of 1400 by 900 with nothing on it, and no window manager; `display` is its name, e.g. ":99"."""

    def __init__(self, stack: ExitStack, *, anybody: bool = False) -> None:
        """`anybody`: other users of this machine may show windows on it too."""
        reading, writing = os.pipe()
        source = stack.enter_context(os.fdopen(reading))
        command = ["Xvfb", "-displayfd", str(writing), *_SCREEN, *(["-ac"] if anybody else [])]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(command, pass_fds=[writing], stdout=quiet, stderr=quiet)
        stack.callback(end, server)
        os.close(writing)
        number = source.readline().strip()
        assert number, "Xvfb did not start"
        self.display = f":{number}"

    def windows(self, title: str) -> list[str]:
        """Return the windows on the screen whose title has this in it."""
        return self._xdotool("search", "--onlyvisible", "--name", title).split()

    def focus(self, title: str, patience_s: float = PATIENCE_S) -> None:
        """Wait for a window and give it the keyboard, as no window manager does here."""

        def is_given() -> bool:
            found = self.windows(title)[-1:]
            for window in found:
                self._xdotool("windowfocus", "--sync", window)
            return bool(found)

        wait_for(is_given, f"a window “{title}”", patience_s)

    def press(self, *keys: str) -> None:
        """Press keys on the keyboard of the screen."""
        self._xdotool("key", "--delay", "20", *keys)

    def write(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "20", text)

    def keep(self, picture: Path) -> None:
        """Save what is to be seen as a picture."""
        picture.parent.mkdir(parents=True, exist_ok=True)
        here = {key: value for key, value in os.environ.items() if not key.startswith("QT_")}
        command = [sys.executable, "-c", _GRAB, str(picture)]
        environment = here | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        subprocess.run(command, env=environment, capture_output=True, check=True, timeout=500)

    def _xdotool(self, *arguments: str) -> str:
        environment = os.environ | {"DISPLAY": self.display}
        done = subprocess.run(
            ["xdotool", *arguments], env=environment, capture_output=True, text=True, timeout=PATIENCE_S
        )
        return done.stdout


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a process, in earnest where it does not end when asked."""
    for how in (process.terminate, process.kill):
        if process.poll() is None:
            how()
        with suppress(subprocess.TimeoutExpired):
            process.wait(3)


def wait_for(true: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
    """Wait for something that another process does."""
    until = time.monotonic() + patience_s
    while not true():
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(_REST_S)
