"""What files ask of a system, held against what the tools of the system itself say of them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy
import pytest

from tools.bundling.freezing import elf

if sys.platform != "linux":
    pytest.skip("only Linux has such files", allow_module_level=True)

HERE = Path(numpy.__file__).parents[1]
FOLDERS = [HERE / "numpy", HERE / "numpy.libs", HERE / "lxml", HERE / "PySide6" / "Qt" / "plugins" / "platforms"]


def test_what_is_installed_and_runs_here_asks_for_no_newer_glibc_than_there_is_here() -> None:
    name, _, here = str(os.confstr("CS_GNU_LIBC_VERSION")).partition(" ")
    assert name == "glibc"
    found = [elf.newest_glibc(folder) for folder in FOLDERS]
    assert all((2, 2) <= needs.glibc <= tuple(map(int, here.split("."))) for needs in found)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_readelf_says_the_same_of_every_file(folder: Path) -> None:
    if shutil.which("readelf") is None:
        pytest.skip("readelf is not installed (binutils)")
    files = list(elf.needs_of(folder))
    assert files
    for needs in files:
        said = subprocess.run(["readelf", "-dVW", needs.path], capture_output=True, text=True, check=True).stdout
        wanted = said.partition("Version needs section")[2]
        versions = [tuple(map(int, found.split("."))) for found in re.findall(r"Name: GLIBC_([\d.]+)", wanted)]
        assert max([(0,), *versions]) == needs.glibc
        assert set(re.findall(r"\(NEEDED\)\s+Shared library: \[(.+?)\]", said)) == needs.libraries


def test_what_a_folder_brings_is_not_asked_of_the_system(tmp_path: Path) -> None:
    for file in (HERE / "PySide6" / "Qt" / "plugins" / "platforms").glob("*xcb.so"):
        shutil.copy(file, tmp_path / file.name)
    wanted = elf.system_libraries(tmp_path)
    assert {"libc.so.6", "libQt6Gui.so.6", "libQt6XcbQpa.so.6"} <= wanted
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libQt6Gui.so.6").symlink_to("elsewhere")
    assert elf.system_libraries(tmp_path) == wanted - {"libQt6Gui.so.6"}


def test_other_files_ask_for_nothing_and_a_folder_of_them_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("\x7fEL")
    assert elf.system_libraries(tmp_path) == frozenset() and not list(elf.needs_of(tmp_path))
    with pytest.raises(ValueError, match="empty"):
        elf.newest_glibc(tmp_path)


def test_a_mark_of_glibc_that_nobody_knows_is_not_passed_over(tmp_path: Path) -> None:
    (library,) = (HERE / "PySide6" / "Qt" / "plugins" / "platforms").glob("*xcb.so")
    content = library.read_bytes()
    name = b"GLIBC_2.2.5\0"
    assert name in content
    (tmp_path / "odd.so").write_bytes(content.replace(name, b"GLIBC_ABI_X\0"))
    with pytest.raises(ValueError, match=r"“GLIBC_ABI_X” is not known"):
        elf.newest_glibc(tmp_path)
