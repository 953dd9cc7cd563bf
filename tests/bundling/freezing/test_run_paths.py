"""Folders of the building machine are taken out of libraries, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from tools.bundling.freezing import elf, run_paths

if sys.platform != "linux":
    pytest.skip("only Linux has such files", allow_module_level=True)

_BESIDE = b"$ORIGIN/:$ORIGIN/Qt"
LIBRARIES = sorted(Path(str(PySide6.__file__)).parent.glob("Qt*.abi3.so"))[:6]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Libraries that look beside themselves, half of which also look into a folder of this name at the root."""
    assert len(LIBRARIES) == 6
    for number, library in enumerate(LIBRARIES):
        content = library.read_bytes()
        assert _BESIDE in content
        changed = content.replace(_BESIDE, b"/origin/:$ORIGIN/Qt") if number % 2 else content
        (tmp_path / library.name).write_bytes(changed)
    return tmp_path


def test_absolute_folders_go_and_those_beside_the_library_stay(bundle: Path) -> None:
    before = {path.name: path.read_bytes() for path in bundle.iterdir()}
    needs = [found.libraries for found in elf.needs_of(bundle)]
    assert [bool(run_paths.absolute(path)) for path in sorted(bundle.iterdir())] == [False, True] * 3
    assert run_paths.drop(bundle) == 3
    assert not any(run_paths.absolute(path) for path in bundle.iterdir())
    assert [found.libraries for found in elf.needs_of(bundle)] == needs
    changed = {path.name for path in bundle.iterdir() if path.read_bytes() != before[path.name]}
    assert changed == {library.name for library in LIBRARIES[1::2]}
    assert run_paths.drop(bundle) == 0


def test_a_library_without_its_folders_is_loaded_all_the_same(tmp_path: Path) -> None:
    for library in (Path(str(PySide6.__file__)).parent / "Qt" / "lib").glob("libicu*.so.*"):
        (tmp_path / library.name).write_bytes(library.read_bytes().replace(b"\0$ORIGIN\0", b"\0/origin\0"))
    (loaded,) = tmp_path.glob("libicui18n.so.*")
    assert run_paths.absolute(loaded) == ["/origin"] and run_paths.drop(tmp_path) == 3
    command = [sys.executable, "-c", "import ctypes, sys; ctypes.CDLL(sys.argv[1])", str(loaded)]
    beside = os.environ | {"LD_LIBRARY_PATH": str(tmp_path)}
    assert subprocess.run(command, env=beside, check=False, timeout=500).returncode == 0
