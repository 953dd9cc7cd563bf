"""The system of a Mac says by events which files to open: before the window stands, and at any time after."""

from pathlib import Path

from tests.cli.running import program

SENT = """
import sys
from pathlib import Path
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from annotator.ui.window.application import Application

first, second, third, odd = map(Path, sys.argv[1:])
app, opened = Application([]), []

def send(*paths):
    for path in paths:
        assert app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(path))))
    for _ in range(3):
        app.processEvents()

send(first, second)
assert opened == [], "nobody opens them yet"
app.open_with(opened.append)
assert opened == [[first, second]]
send()
assert len(opened) == 1, "once is enough"
send(third)
assert app.sendEvent(app, QFileOpenEvent(str(odd)))
app.processEvents()
assert opened[1:] == [[third], [odd]], opened
"""


def test_files_that_the_system_opens_are_handed_on_together_and_those_of_before_as_well(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a b.annot", "文🕊.packet", "c%20d.invitation", "e#f?.annot")]
    done = program(*paths, code=SENT)
    assert (done.returncode, done.stderr) == (0, "")
