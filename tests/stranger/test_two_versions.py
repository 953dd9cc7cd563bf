"""Two versions of the bundle at once, on one project and with the same settings; the newer differs by its number alone.

A double click opens another window of whichever version is installed for that: both have the project open, and say so.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator import __version__
from annotator.store.sittings.presence import Presence
from annotator.ui.settings.settings import FILE_NAME
from annotator.ui.window.missing_libraries import missing_for
from tests.bundling.in_dist import PROGRAM, needs_bundle
from tests.virtual_screen import VirtualScreen, end, missing, wait_for
from tools.bundling.places import BUNDLE
from tools.bundling.smoke import Bundle

if sys.platform != "linux":
    pytest.skip("bundles of Linux are tried by an X server", allow_module_level=True)

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing()),
    pytest.mark.skipif(bool(missing_for("xcb")), reason=f"needs {', '.join(missing_for('xcb'))}"),
]
NEWER = f"{__version__.rpartition('.')[0]}.9"
FROM_LATER = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('annotator', 'from_2031', 'now')"
_STREAM = b"\x78\x9c"
"""How what zlib packed begins, as PyInstaller lets it pack modules."""
_LONGEST = 1 << 16
_PATIENCE_S = 300.0


class TwoVersions(NamedTuple):
    """The bundle and a newer one, with the same settings and one project."""

    older: Bundle
    newer: Bundle
    project: Path


def renumbered(program: bytes) -> bytes:
    """Return a program whose package has the newer number in place of its own."""
    at = -1
    while (at := program.find(_STREAM, at + 1)) >= 0:
        unpacking = zlib.decompressobj()
        try:
            module = unpacking.decompress(program[at : at + _LONGEST])
        except zlib.error:
            continue
        if __version__.encode() in module and b"annotator/__init__.py" in module:
            length = len(program[at : at + _LONGEST]) - len(unpacking.unused_data)
            packed = zlib.compress(module.replace(__version__.encode(), NEWER.encode()), level=9)
            assert len(packed) <= length, "it does not fit in its place"
            # What stands behind the end of what was packed is not looked at.
            return program[:at] + packed.ljust(length, b"\0") + program[at + length :]
    raise AssertionError("the package of the program is not in it")


@pytest.fixture
def both(tmp_path: Path) -> TwoVersions:
    """Two versions, and a project that the older one made."""
    program = tmp_path / "newer" / PROGRAM.name
    program.parent.mkdir()
    (program.parent / "_internal").symlink_to(BUNDLE / "_internal")
    program.write_bytes(renumbered(PROGRAM.read_bytes()))
    program.chmod(0o755)
    (tmp_path / "work").mkdir()
    older, newer = (Bundle(each, each, tmp_path / "work") for each in (PROGRAM, program))
    older.run("new", "shared.annot", "--coder", "Ana")
    return TwoVersions(older, newer, older.folder / "shared.annot")


@contextmanager
def opened(bundle: Bundle, project: Path) -> Iterator[None]:
    """Have a bundle's window open on a project, on a screen of its own; it is left by keys, ends well, says nothing."""
    asked = ["Who is coding", *(["About this project"] if Presence(project).others() else [])]
    itself = f"{project.stem} – Annotator"
    with ExitStack() as stack:
        screen = VirtualScreen(stack)
        environment = bundle.environment | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": screen.display}
        said = stack.enter_context((bundle.folder / f"said by {bundle.program.parent.name}").open("w+"))
        # As a file manager does it on a double click.
        process = subprocess.Popen([bundle.window, project.as_uri()], env=environment, stdout=said, stderr=said)
        stack.callback(end, process)
        for title in asked:
            screen.focus(title, _PATIENCE_S)
            # Once: a second one might meet the next dialog.
            screen.press("Escape")
            wait_for(partial(_has_gone, screen, title), f"“{title}” to go", _PATIENCE_S)
        screen.focus(itself, _PATIENCE_S)
        yield
        screen.focus(itself, _PATIENCE_S)
        wait_for(lambda: _has_ended(screen, process), "the program to end", _PATIENCE_S)
        assert process.returncode == 0
        said.seek(0)
        assert said.read() == ""


def _has_gone(screen: VirtualScreen, title: str) -> bool:
    return not screen.windows(title)


def _has_ended(screen: VirtualScreen, process: "subprocess.Popen[bytes]") -> bool:
    """Press the key that ends the program, and return whether it has."""
    screen.press("ctrl+q")
    return process.poll() is not None


def written_by(bundle: Bundle, project: Path) -> str:
    return str(json.loads(bundle.run("info", project, "--json"))["written_by"])


@needs_bundle
def test_both_work_in_one_project_at_once_and_nothing_is_lost(both: TwoVersions) -> None:
    both.newer.run("--version", says=f"annotator {NEWER}")
    with opened(both.older, both.project), opened(both.newer, both.project):
        assert len(Presence(both.project).others()) == 2
        for number, bundle in enumerate([both.older, both.newer, both.older, both.newer]):
            (bundle.folder / f"{number}.txt").write_text(f"France urges restraint, the {number}. time.")
            bundle.run("import", both.project, f"{number}.txt")
    for bundle in (both.older, both.newer):
        bundle.run("check", both.project, says="is sound")
        assert json.loads(bundle.run("info", both.project, "--json"))["documents"] == 4
    assert not both.project.with_name(f"{both.project.name}-wal").exists()


@needs_bundle
def test_the_head_says_which_wrote_last_and_what_only_the_newer_can_read_names_it(both: TwoVersions) -> None:
    assert written_by(both.newer, both.project) == __version__
    (both.newer.folder / "a.txt").write_text("China urges restraint.")
    both.newer.run("import", both.project, "a.txt")
    assert written_by(both.older, both.project) == NEWER
    shutil.copy(both.project, both.project.with_name("later.annot"))
    with closing(sqlite3.connect(both.project.with_name("later.annot"))) as connection, connection:
        connection.execute(FROM_LATER)
    asked = [str(both.older.program), "info", "later.annot"]
    done = subprocess.run(asked, cwd=both.older.folder, env=both.older.environment, capture_output=True, text=True)
    assert done.returncode and f"annotator {NEWER} wrote it; get {NEWER} or a newer one to open it" in done.stderr


@needs_bundle
def test_settings_that_both_have_open_are_those_of_both_afterwards(both: TwoVersions) -> None:
    file = both.older.folder / "settings" / FILE_NAME
    file.parent.mkdir()
    file.write_text(json.dumps({"measure": 58, "from_a_later_version": [1]}))
    other = both.project.with_name("other.annot")
    both.newer.run("new", other)
    with opened(both.older, both.project), opened(both.newer, other):
        pass
    kept = json.loads(file.read_text())
    assert (kept["measure"], kept["from_a_later_version"]) == (58, [1])
    assert {Path(project["path"]).name for project in kept["recent"]} == {"shared.annot", "other.annot"}
