"""The folder that runs without Python, made by PyInstaller from `packaging/annotator.spec`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.bundling.freezing import icu_data, run_paths, stripping
from tools.bundling.places import BUNDLE, DIST, PACKAGING, ROOT, WORK, commit_time

_WITHOUT_CHANCE = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
"""Sets have the order of their hashes, and PyInstaller writes some of them."""
_PROGRAMS = ("ld", "objcopy", "objdump", "strip", "dpkg-deb")
"""What bundles of Linux are made with besides Python, of binutils and dpkg."""


def missing_programs(system: str = sys.platform) -> list[str]:
    """Return which programs are not there that bundles are made with, besides Python's own."""
    return [name for name in _PROGRAMS if shutil.which(name) is None] if system == "linux" else []


def build() -> Path:
    """Make the folder anew and return it.

    Raises `ValueError` where a program is missing that this takes, `CalledProcessError` where one fails.
    """
    if missing := missing_programs():
        raise ValueError(f"{', '.join(missing)} must be installed first, on Debian by: apt-get install binutils dpkg")
    shutil.rmtree(BUNDLE, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    places = ["--distpath", str(DIST), "--workpath", str(WORK), str(PACKAGING / "annotator.spec")]
    environment = {**os.environ, **_WITHOUT_CHANCE, "SOURCE_DATE_EPOCH": str(commit_time())}
    subprocess.run([*command, *places], cwd=ROOT, env=environment, check=True)
    if sys.platform == "linux":
        stripping.strip(BUNDLE)
        run_paths.drop(BUNDLE)
        for library in (BUNDLE / "_internal" / "PySide6" / "Qt" / "lib").glob("libicudata.so.*"):
            icu_data.trim(library)
    return BUNDLE
