"""Where bundling finds things and puts them, and what stands in for the clock: two builds of a commit are alike."""

import os
import platform
import subprocess
from pathlib import Path

from annotator import __version__

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
"""What packaging needs besides Python: the spec, icons, and a folder a system."""
DIST = ROOT / "dist"
"""Where all that is made comes to lie."""
BUNDLE = DIST / "annotator"
"""The folder that runs from where it stands."""
APP = DIST / "Annotator.app"
"""The same as an app of macOS, made there alone."""
WORK = ROOT / "build" / "bundle"
"""What PyInstaller reads and leaves on its way."""
ICONS = ROOT / "build" / "icons"
"""Where `python -m tools.bundling.icons` draws."""


def version() -> str:
    """Return the version of the program, e.g. "0.4.0"."""
    return __version__


def machine() -> str:
    """Return what the processor is called in names of files, e.g. "x86_64"."""
    return platform.machine()


def commit_time() -> int:
    """Return the second at which the commit was made, by Unix time, or what SOURCE_DATE_EPOCH says.

    See https://reproducible-builds.org/specs/source-date-epoch/. Outside a checkout it is 0.
    """
    if said := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(said)
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(asked.stdout.strip() or 0)
