"""A screen in memory: the same figures in a real X server, where pixels travel and fonts come from the system."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_SIZE = "4000x2200x24"
"""Room for a window of 3800x2000."""


def missing() -> str:
    """Return why there can be no such screen, empty where there can."""
    return "" if shutil.which("Xvfb") else "Xvfb is not installed (on Debian: apt-get install xvfb)"


@contextmanager
def xvfb() -> Iterator[str]:
    """Start an X server without a screen and yield its display; it ends with the block."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start; it ended with {server.wait(10)}.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)
