"""The program does all its work in a process that is as on Windows: `like_windows.py`, `played_on_windows.py`."""

import ntpath
import os
import re
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given

from tests.like_windows import is_valid_name
from tests.model.test_file_names import ANY

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not say what is open")

_BREAKS = """
import os, sys
from pathlib import Path
from tests.like_windows import become_windows
become_windows()
folder = Path(sys.argv[1])
open_one, other, kept = folder / "open", folder / "other", folder / "kept"
for path in (open_one, other, kept):
    path.write_text("x", encoding="utf-8")
kept.chmod(0o444)
held = open_one.open("rb")
def refused(what, kind=OSError):
    try:
        what()
    except kind:
        return
    print("not refused:", what.__code__.co_firstlineno)
refused(lambda: open_one.unlink(), PermissionError)
refused(lambda: open_one.rename(folder / "new"), PermissionError)
refused(lambda: other.replace(open_one), PermissionError)
refused(lambda: other.rename(kept), FileExistsError)
refused(lambda: other.replace(kept), PermissionError)
refused(lambda: kept.unlink(), PermissionError)
refused(lambda: folder.rename(folder.with_name("moved")), PermissionError)
refused(lambda: os.open(folder, os.O_RDONLY), PermissionError)
refused(lambda: os.fsync(held.fileno()))
refused(lambda: (folder / "link").symlink_to(other))
refused(lambda: (folder / "aux.txt").mkdir())
refused(lambda: (folder / "a:b").mkdir())
refused(lambda: __import__("fcntl"), ImportError)
refused(lambda: os.geteuid(), AttributeError)
held.close()
other.replace(open_one)
open_one.unlink()
"""


def played(*arguments: str | Path) -> str:
    """Return what Python says, both ways."""
    done = subprocess.run(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=500,
        check=False,
    )
    return done.stdout


def test_the_process_refuses_what_windows_refuses(tmp_path: Path) -> None:
    assert played("-c", _BREAKS, tmp_path) == ""


def test_everything_that_replaces_moves_or_deletes_files_works_where_open_ones_stay(tmp_path: Path) -> None:
    said = played("-m", "tests.played_on_windows", tmp_path)
    wrong = [line for line in said.splitlines() if line.startswith(("WRONG ", "Traceback"))]
    assert "PLAYED" in said and not wrong, said


@pytest.mark.parametrize(
    "name",
    ["a.", "a ", "CON", "con.txt", "COM¹", "lpt9.a.b", "a:b", "a?", "a\x1f", "nul .txt", "a/b", "\ud800", "con.\n"],
)
def test_names_that_are_none_are_known(name: str) -> None:
    assert not is_valid_name(name)


@pytest.mark.parametrize("name", ["a", ".hidden", "console", "com", "COM10", "a b.txt", "räume 会议", "lpt.txt"])
def test_names_that_can_be_are_left(name: str) -> None:
    assert is_valid_name(name)


@given(ANY)
def test_python_knows_no_other_names_that_are_none(name: str) -> None:
    plain = bool(name) and not set(name) & set('<>:"|?*\\/\0') and name.isprintable() and name[-1] not in ". "
    if plain and not re.match("(?i)(com|lpt)0", name):  # which Windows took for devices once
        assert is_valid_name(name) is not _is_reserved(name)


def _is_reserved(name: str) -> bool:
    # Since Python 3.13 it is a function of the module.
    asked = getattr(ntpath, "isreserved", None)
    return bool(asked(name) if asked is not None else PureWindowsPath(name).is_reserved())
