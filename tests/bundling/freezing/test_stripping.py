"""Symbols for debuggers taken out: what is loaded stays loadable, Qt and what is no library stays as it was."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import regex
import yaml

from tools.bundling.freezing.elf import is_loadable
from tools.bundling.freezing.stripping import strip

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("strip"), reason="strip, of binutils on Linux, is not installed"
)


def hashes(folder: Path) -> dict[str, str]:
    """Return what the files of a folder hold."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_modules_get_smaller_and_can_still_be_imported_and_a_second_time_nothing_changes(tmp_path: Path) -> None:
    inside = tmp_path / "_internal"
    for package in (regex, yaml):
        shutil.copytree(Path(str(package.__file__)).parent, inside / package.__name__)
    (inside / "PySide6").mkdir()
    (library,) = (inside / "regex").glob("_regex.*.so")
    shutil.copy(library, inside / "PySide6" / "libleft.so")
    (inside / "text.so").write_text("no library")
    mode, before = library.stat().st_mode, hashes(inside)
    assert strip(tmp_path) >= 0
    after = hashes(inside)
    changed = {name for name in before if before[name] != after[name]}
    assert {*before} == {*after} and all(name.endswith(".so") for name in changed)
    assert not {"PySide6/libleft.so", "text.so"} & changed and library.stat().st_mode == mode
    code = "import regex, yaml; print(regex.__file__, yaml.CSafeLoader, regex.sub('a+', 'b', 'caat'))"
    ran = {**os.environ, "PYTHONPATH": str(inside)}
    done = subprocess.run([sys.executable, "-c", code], env=ran, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(str(inside)) and done.stdout.endswith("cbt\n")
    assert strip(tmp_path) == 0 and hashes(inside) == after


DAMAGES = """#!{python}
import sys
from elftools.elf.elffile import ELFFile
_, _, _, made, library = sys.argv
with open(library, "rb") as file:
    whole = bytearray(file.read())
    elf = ELFFile(file)
    at = elf["e_phoff"] + elf["e_phentsize"] * [one["p_type"] for one in elf.iter_segments()].index("PT_LOAD")
whole[at + 8 : at + 16] = (16).to_bytes(8, "little")  # where in the file what is loaded begins
open(made, "wb").write(whole[:-64])
"""


def test_a_library_that_strip_damages_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, programs = tmp_path / "_internal", tmp_path / "bin"
    inside.mkdir()
    programs.mkdir()
    (library,) = Path(str(regex.__file__)).parent.glob("_regex.*.so")
    (inside / library.name).write_bytes(library.read_bytes() + bytes(64))
    (programs / "strip").write_text(DAMAGES.format(python=sys.executable))
    (programs / "strip").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    before = hashes(inside)
    assert strip(tmp_path) == 0 and hashes(inside) == before
    assert is_loadable(inside / library.name)
