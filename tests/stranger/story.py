"""What somebody does who meets the program for the first time: the sample, a span by keys, an export, and away.

All of it by keys on a screen, and read again by the program's own commands and as the file that it wrote.
"""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.stranger.bare_root import CACHE, BareRoot
from tests.virtual_screen import VirtualScreen, wait_for

SAMPLE = "/home/ana/annotator sample/china-france.annot"
PROJECT = "China and France on Ukraine – Annotator"
"""How the title of the window ends while the sample is open."""
WHO = "Who is coding"
EXPORT = "/home/ana/mine.jsonl"
QUOTE = "France’s president urged China"
"""How the span begins that is coded: the sentence with the word that is found."""
PICTURES = CACHE / "pictures"
_PATIENCE_S = 60.0


class Stranger:
    """Ana at a machine. `name`: what pictures begin with; `took`: seconds of what was done, by its name."""

    def __init__(self, root: BareRoot, name: str, stack: ExitStack) -> None:
        self.root, self.name, self._stack = root, name, stack
        self.screen = VirtualScreen(stack, anybody=True)
        self.took: dict[str, float] = {}
        self._pictures = 0
        self._log = CACHE / f"{name}.log"

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Do one thing, which ends in a picture; a failure is one line that says what failed, and where to see it."""
        begun = time.monotonic()
        try:
            yield
        except AssertionError as error:
            why = (str(error).strip() or "it is not as it should be").splitlines()[0]
            picture = self.look(f"{what} FAILED")
            pytest.fail(f"{self.name}: {what}: {why} (see {picture}) {self.written()}", pytrace=False)
        self.took[what] = time.monotonic() - begun
        if self.screen.windows("."):
            self.look(what)

    def look(self, what: str) -> Path:
        """Keep a picture of the screen, and return where."""
        self._pictures += 1
        picture = PICTURES / f"{self.name} {self._pictures:02} {what}.png"
        self.screen.keep(picture)
        return picture

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        """Start a program on the screen."""
        return self.root.start_as_ana(self._stack, self._log, *command, DISPLAY=self.screen.display)

    def written(self) -> str:
        """Return what the program that was started last wrote to the terminal."""
        return self._log.read_text("utf-8", errors="replace").strip() if self._log.exists() else ""

    def wait(self, title: str) -> None:
        """Wait for a window and give it the keyboard."""
        self.screen.focus(title, _PATIENCE_S)

    def quit(self, process: "subprocess.Popen[bytes]") -> None:
        """Leave the program by its key: it ends well, and has written nothing."""
        self.screen.press("ctrl+q")
        wait_for(lambda: process.poll() is not None, "the program to end")
        assert (process.returncode, self.written()) == (0, ""), f"it ended with {process.returncode}"

    def has(self, path: str) -> bool:
        """Whether there is a file in the machine."""
        return (self.root.files / path.lstrip("/")).exists()

    def coded(self) -> list[tuple[str, str]]:
        """Return label and quote of what was exported."""
        text = (self.root.files / EXPORT.lstrip("/")).read_text("utf-8")
        spans = (span for line in text.splitlines() for span in json.loads(line)["spans"])
        return [(span["label"], span["quote"]) for span in spans]


def code_the_sample(ana: Stranger) -> None:
    """Open the sample from the start page, code a span, export it and close: each a picture, all by keys."""
    with ana.doing("start page"):
        program = ana.start("annotator")
        ana.wait("Annotator")
    with ana.doing("sample"):
        ana.screen.press("Return")
        ana.wait(WHO)
    with ana.doing("sits down"):
        sit_down(ana)
    with ana.doing("codes a span"):
        ana.screen.press("ctrl+f")
        ana.screen.write("urged")
        ana.screen.press("Escape", "space", "1")
        asked = ("find", SAMPLE, "label:appeal coder:Dana", "--as", "Dana")
        wait_for(lambda: QUOTE in ana.root.as_ana("annotator", *asked, check=False).stdout, "the span in the file")
    with ana.doing("export"):
        _export(ana)
    assert [(label, quote[: len(QUOTE)]) for label, quote in ana.coded()] == [("appeal", QUOTE)]
    with ana.doing("close"):
        ana.quit(program)
    assert "Dana" in ana.root.as_ana("annotator", "info", SAMPLE, "--as", "Dana").stdout
    assert ana.root.as_ana("annotator", "check", SAMPLE).returncode == 0


def sit_down(ana: Stranger) -> None:
    """Answer who is coding, Dana, and go to the text."""
    ana.screen.press("End", "Return")
    wait_for(lambda: not ana.screen.windows(WHO), "the question to go")
    ana.wait(PROJECT)


def _export(ana: Stranger) -> None:
    """Write one's own spans as JSONL, which is the format that is offered first."""
    ana.screen.press("ctrl+e")
    ana.wait("Export what others coded")
    ana.screen.press("Return")
    wait_for(lambda: not ana.screen.windows("Export what others coded"), "the question to go")
    ana.wait("Export")
    ana.screen.press("alt+w", "ctrl+a")
    ana.screen.write(EXPORT)
    ana.screen.press("Return")
    wait_for(lambda: ana.has(EXPORT), "the export")
    ana.look("exported")
    ana.screen.press("Escape")
    ana.wait(PROJECT)
