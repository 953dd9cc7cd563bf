"""The window opens without what is seldom needed: the libraries of readers and hub load longer than all the rest."""

import subprocess
import sys

HEAVY = (
    *("lxml", "pypdfium2", "markdown_it", "charset_normalizer", "jsonschema", "yaml", "psycopg", "keyring"),
    *("sqlite_utils", "numpy", "annotator.store.recovery.salvage", "annotator.store.erasing.erased_copy"),
)
OPENED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from annotator.ui.window.main_window import MainWindow
from annotator.ui.settings.preferences import Preferences
from annotator.ui.background.session import Session
app = QApplication([])
window = MainWindow(Session(), Preferences(Path(sys.argv[1])))
window.show()
app.processEvents()
print(*(name for name in sys.argv[2:] if name in sys.modules))
window.close()
"""


def test_the_window_opens_without_what_is_seldom_needed(tmp_path: object) -> None:
    command = [sys.executable, "-c", OPENED, str(tmp_path), *HEAVY]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500, check=True)
    assert done.stdout.split() == []
