"""The program as people start it: on a real X server, driven by real keys, and what is then in the file.

It needs an X server and something that presses keys; where one is missing it is skipped. Both are started here and
ended here.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotator.store.project import Project
from annotator.ui.window.missing_libraries import missing_for
from tests import virtual_screen
from tests.ui.windows import FIRST, make_project
from tests.virtual_screen import PATIENCE_S, VirtualScreen, wait_for


def _missing() -> str:
    """Return what this machine lacks, an empty string for nothing."""
    if not sys.platform.startswith("linux"):
        return "an X server is what Linux desktops have"
    libraries = missing_for("xcb")
    return virtual_screen.missing() or (f"needs {', '.join(libraries)}" if libraries else "")


class Screen(VirtualScreen):
    """A screen of its own, on which the program is started in a home of its own."""

    def __init__(self, stack: ExitStack, home: Path) -> None:
        super().__init__(stack)
        self._stack, self._home = stack, home
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "PYTHONPATH")}
        self.environment = kept | {
            "HOME": str(home),
            "ANNOTATOR_CONFIG": str(home / "config"),
            "ANNOTATOR_DATA": str(home / "data"),
            "TMPDIR": str(home),
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(home),
            "DISPLAY": self.display,
        }

    def start(self, command: list[str]) -> "subprocess.Popen[bytes]":
        """Start a program that is ended with the screen."""
        log = self._stack.enter_context((self._home / f"{Path(command[0]).name}.log").open("wb"))
        process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        self._stack.callback(virtual_screen.end, process)
        return process

    def said(self) -> str:
        """Return what the program has written to the terminal."""
        return (self._home / f"{Path(sys.executable).name}.log").read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A screen with nothing on it."""
    if missing := _missing():
        pytest.skip(missing)
    with ExitStack() as stack:
        # Short, since the path of a socket may have 107 characters.
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="screen")))
        yield Screen(stack, home)


def quotes(path: Path) -> list[tuple[str, str]]:
    """Return what is coded in the first document, read beside the program that has it open."""
    with Project.open(path) as project:
        spans = project.spans.of_document(project.documents.all()[0].id)
        return [(span.quote, span.label) for span in spans]


def test_a_span_is_coded_with_real_keys_on_a_real_screen_and_is_in_the_file(screen: Screen, tmp_path: Path) -> None:
    path = make_project(tmp_path / "real.annot", coders=["Ana"])
    # As a file manager does on a double click.
    program = screen.start([sys.executable, "-m", "annotator", path.as_uri()])
    screen.focus("Who is coding")
    screen.press("Return")
    wait_for(lambda: not screen.windows("Who is coding"), "the dialog to close")
    screen.focus("Document 1 – real – Annotator")
    screen.press("ctrl+Right", "space", "1")
    wait_for(lambda: quotes(path) == [("urged", "appeal")], "the span in the file")
    # The end moves on by a word; Ctrl goes down by itself before the arrow does.
    screen.press("F8", "ctrl+Right", "Return")
    wait_for(lambda: quotes(path) == [("urged China", "appeal")], "the edge in the file")
    screen.press("question", "ctrl+q")
    assert program.wait(PATIENCE_S) == 0
    assert screen.said() == ""
    assert [each.name for each in sorted(tmp_path.glob("real.annot*"))] == ["real.annot"]
    # The backup of the day, which the program itself makes.
    (backup,) = Path(screen.environment["ANNOTATOR_DATA"]).rglob("real *.annot")
    assert backup.name.endswith(" day.annot")
    with Project.open(path) as project:
        (span,) = project.spans.of_document(project.documents.all()[0].id)
        assert span.doubt and span.quote == FIRST[span.start : span.stop] and project.check() == []


def test_a_file_that_is_none_of_ours_is_told_in_the_window_that_was_opened_for_it(
    screen: Screen, tmp_path: Path
) -> None:
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04")
    program = screen.start([sys.executable, "-m", "annotator", str(tmp_path / "letter.docx")])
    screen.focus("That did not work")
    screen.press("Return")
    wait_for(lambda: not screen.windows("That did not work"), "the dialog to close")
    screen.focus("Annotator")
    screen.press("ctrl+q")
    assert program.wait(PATIENCE_S) == 0
    assert screen.said() == "", "there is no terminal"
