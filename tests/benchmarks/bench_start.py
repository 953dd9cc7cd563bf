"""From nothing to a usable window, and to the answer of `--help`; each in a fresh process."""

import os
import subprocess
import sys
import tempfile
from functools import partial
from statistics import median

from tests.benchmarks.figures import Figure, milliseconds

WINDOW = """
import os
from annotator.desktop import first_window, import_before_qt
import_before_qt()
from PySide6.QtWidgets import QApplication
app = QApplication([])
window = first_window()
window.show()
app.processEvents()
os._exit(0)
"""
# Libraries that every use of the program rests on; a start loads what of them it needs.
IMPORTS = "import os, PySide6.QtWidgets, pydantic, sqlite_utils; os._exit(0)"


def figures() -> list[Figure]:
    """Return the figures of starting."""
    with tempfile.TemporaryDirectory() as folder:
        # As installed: byte code is kept, in a folder of its own, whatever this process was told about it.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "ANNOTATOR_CONFIG": folder, "PYTHONPYCACHEPREFIX": folder}

        def run(*arguments: str) -> None:
            subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True)

        def spent(*commands: tuple[str, ...]) -> list[float]:
            # In turn, so that what else the machine does weighs on all alike; the first round makes the byte code.
            rounds = [[milliseconds(partial(run, *each), 1) for each in commands] for _ in range(8)][1:]
            return [median(found) for found in zip(*rounds, strict=True)]

        window, imports = spent(("-c", WINDOW), ("-c", IMPORTS))
        answer, click = spent(("-m", "annotator", "--help"), ("-c", "import click"))
    return [
        Figure("start.window", "warm", window, "ms", imports),
        Figure("start.help", "warm", answer, "ms", click),
    ]
