"""A system that lacks what a window needs: the program says what brings it, and that is installed."""

import re

from tests.stranger.story import Stranger
from tests.virtual_screen import wait_for


def bring_what_is_asked_for(ana: Stranger) -> None:
    """Install what the program names, and nothing else, until its window opens."""
    asked: set[str] = set()
    while line := _why_no_window(ana):
        found = re.fullmatch(r".* apt-get install ([\w.+ -]+)\.", line)
        assert found, f"it named no packages: {line}"
        more = set(found[1].split()) - asked
        assert more, f"it asks for what is installed: {line}"
        asked |= more
        ana.root.apt("install", "--no-install-recommends", *sorted(more))
    assert asked, "a bare system lacked nothing, which cannot be"


def _why_no_window(ana: Stranger) -> str:
    """Open the window and close it again; return the sentence that stood in its place, if one did."""
    program = ana.start("annotator")
    wait_for(lambda: program.poll() is not None or bool(ana.screen.windows("Annotator")), "a window or a sentence")
    if program.poll() is None:
        ana.wait("Annotator")
        ana.quit(program)
    return ana.written()
