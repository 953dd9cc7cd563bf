"""The bundle of dist/ by keys: every workspace, and in it by its name every command that asks for more.

Which windows came is told at the end of the run, with a picture of each; nothing may be written to the terminal or
into the log of errors, and the program goes on to the end. What cannot be used in the sample is not asked for more.
"""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotator.operations.sample import FILE, SampleReport
from annotator.ui.commands.commands import COMMANDS, WORKSPACE_KEYS, Command, CommandScope
from annotator.ui.window.missing_libraries import missing_for
from tests import virtual_screen
from tests.bundling.in_dist import PROGRAM, WHY_NOT
from tests.stranger.conftest import TOLD
from tests.stranger.story import PICTURES
from tests.virtual_screen import VirtualScreen, wait_for
from tools.bundling.smoke import Bundle

LACKING = WHY_NOT or virtual_screen.missing() or " ".join(missing_for("xcb"))
PALETTE, WHO, _ITSELF = "Go to or do", "Who is coding", "Ukraine – Annotator$"
_PATIENCE_S = 120.0
_COMES_WITHIN_S = 5.0
"""After so long a command that opened nothing is taken for one that opens nothing here."""
_FEWEST = 25
"""Windows of different titles that the sample has at least, whatever a slow machine misses."""


class Walk:
    """A window on the sample, and the titles of what was opened over it."""

    def __init__(self, stack: ExitStack, bundle: Bundle, project: Path) -> None:
        self.screen = VirtualScreen(stack)
        self.seen: set[str] = set()
        self._said = stack.enter_context((bundle.folder / "said.txt").open("w+"))
        own = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": self.screen.display, "TMPDIR": str(bundle.folder)}
        command = [str(bundle.window), "open", str(project)]
        self.program = subprocess.Popen(command, env=bundle.environment | own, stdout=self._said, stderr=self._said)
        stack.callback(virtual_screen.end, self.program)
        self.screen.focus(WHO, _PATIENCE_S)
        self.screen.press("End", "Return")  # Dana, who leads
        wait_for(lambda: not self.screen.windows(WHO), "the question to go", _PATIENCE_S)

    def alone(self) -> None:
        """Escape from whatever stands over the window."""

        def is_alone() -> bool:
            over = self._over()
            for window in over.values():
                self._press_in(window, "Escape")
            return not over

        wait_for(is_alone, "the dialogs to go", _PATIENCE_S)
        self.screen.focus(_ITSELF, _PATIENCE_S)

    def _press_in(self, window: str, key: str) -> None:
        """Press a key in a window, which may go meanwhile."""
        self.screen._xdotool("windowfocus", window)
        self.screen.press(key)

    def go_to(self, place: CommandScope) -> None:
        """Go to a workspace by its key."""
        self.alone()
        self.screen.press(WORKSPACE_KEYS[place].lower())

    def give(self, command: Command) -> None:
        """Give a command by its name, and keep a picture of the window that comes of it, if one does."""
        wait_for(self._has_palette, "the palette", _PATIENCE_S)
        self.screen.focus(PALETTE, _PATIENCE_S)
        self.screen.write(f">{command.title.rstrip('…')}")
        self.screen.press("Return")
        for title in self._coming(PALETTE) - self.seen:
            self.seen.add(title)
            self.screen.keep(PICTURES / "every dialog" / f"{command.id}.png")

    def _has_palette(self) -> bool:
        """Ask for the palette, and return whether it has come; what the command before it opened late goes first."""
        self.alone()
        self.screen.press("Escape")  # from a menu, which has no title
        self.screen.press("ctrl+shift+p")  # the other key deletes to the end of the line where one writes
        return PALETTE in self._coming()

    def _coming(self, before: str = "") -> set[str]:
        """Return the titles of what comes over the window, without what was there before."""
        until = time.monotonic() + _COMES_WITHIN_S
        while not (found := self._over().keys() - {before}) and time.monotonic() < until:
            time.sleep(0.1)
        return found

    def _over(self) -> dict[str, str]:
        """Return the windows over that of the program by their titles."""
        named = {self.screen._xdotool("getwindowname", each).strip(): each for each in self.screen.windows(".")}
        named = {name.removesuffix(" — Annotator"): each for name, each in named.items()}
        return {name: each for name, each in named.items() if name and not re.search(_ITSELF, name)}

    def ended(self) -> str:
        """Leave, and return what was written to the terminal and logged."""
        self.alone()
        wait_for(self._has_left, "the program to end", _PATIENCE_S)
        self._said.seek(0)
        logs = [log.read_text("utf-8") for log in Path(self._said.name).parent.glob("annotator-error-*.log")]
        return self._said.read() + "".join(logs)

    def _has_left(self) -> bool:
        self.screen.press("ctrl+q")
        return self.program.poll() is not None


def asking(place: CommandScope) -> Iterator[Command]:
    """Yield the commands of a workspace that ask for more, with those of everywhere in the first."""
    everywhere = (CommandScope.ANYWHERE, CommandScope.PROJECT) if place is CommandScope.CODE else ()
    yield from (each for each in COMMANDS if each.title.endswith("…") and each.place in (place, *everywhere))


@pytest.mark.skipif(bool(LACKING), reason=LACKING)
def test_every_workspace_and_every_dialog_opens_by_keys(sample_made: SampleReport, tmp_path: Path) -> None:
    folder = shutil.copytree(sample_made.path.parent, tmp_path / "sample")
    with ExitStack() as stack:
        walk = Walk(stack, Bundle(PROGRAM, PROGRAM, tmp_path), folder / FILE)
        for place in WORKSPACE_KEYS:
            walk.go_to(place)
            for command in asking(place):
                walk.give(command)
                assert walk.program.poll() is None, f"{command.id} ended the program"
        written = walk.ended()
    TOLD.append(f"every dialog: {len(walk.seen)} windows: {', '.join(sorted(walk.seen))}")
    assert walk.program.returncode == 0 and written == ""
    assert len(walk.seen) >= _FEWEST, sorted(walk.seen)
