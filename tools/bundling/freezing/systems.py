"""What `packaging/annotator.spec` makes on each system: which programs, and the app of a Mac.

Windows and macOS get two programs in one folder: see `windows_version.py`. On a Mac PyInstaller lets a program without
a console take a place in the Dock whenever it starts, so that each process that reads a file would jump up there.
Linux gets one program, which does both.
"""

import os
import plistlib
import sys
from pathlib import Path
from typing import Any

from tools.bundling.freezing.windows_version import PROGRAMS, write
from tools.bundling.names import COMMAND, FILE_ICONS, WINDOW
from tools.bundling.places import APP, ICONS, PACKAGING, WORK, version

Options = dict[str, Any]

_OF_THE_WINDOW = {"CFBundleExecutable": WINDOW, "LSBackgroundOnly": False}


def programs(system: str = sys.platform, work: Path = WORK) -> list[Options]:
    """Return what PyInstaller’s EXE is told of each program of a system. `work`: a folder for what it reads of us."""
    shared: Options = {"exclude_binaries": True, "upx": False, "strip": False}
    if system == "win32":
        windows = {"icon": str(ICONS / "annotator.ico"), "manifest": str(PACKAGING / "windows" / "annotator.manifest")}
        return [
            {**shared, **windows, "name": name, "console": name == COMMAND, "version": str(write(work, name))}
            for name in PROGRAMS
        ]
    if system == "darwin":
        # PyInstaller signs each library as it is collected; without an identity ad hoc.
        signed = {
            "codesign_identity": os.environ.get("ANNOTATOR_CODESIGN_IDENTITY") or None,
            "entitlements_file": str(PACKAGING / "macos" / "entitlements.plist"),
        }
        return [{**shared, **signed, "name": name, "console": name == COMMAND} for name in PROGRAMS]
    return [{**shared, "name": COMMAND, "console": True}]


def data(system: str = sys.platform) -> list[tuple[str, str]]:
    """Return the files that a system finds icons in, with their folder in the bundle: an app those of its types."""
    return [(str(ICONS / f"{name}.icns"), ".") for name in FILE_ICONS] if system == "darwin" else []


def app() -> Options:
    """Return what PyInstaller’s BUNDLE is told of the app of a Mac; other systems make none of it."""
    info = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    return {
        "name": APP.name,
        "icon": str(ICONS / "annotator.icns"),
        "bundle_identifier": info["CFBundleIdentifier"],
        "version": version(),
        # PyInstaller would start the first of the two, and takes an app in which one has a console for a service.
        "info_plist": {**info, **_OF_THE_WINDOW, "CFBundleVersion": version()},
    }
