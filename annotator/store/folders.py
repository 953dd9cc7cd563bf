"""The folders of this user: of data and of settings, as the platform has them, without asking Qt."""

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """Return the folder of this user's data: what `ANNOTATOR_DATA` names, else the platform's."""
    if named := os.environ.get("ANNOTATOR_DATA"):
        return Path(named)
    return _place("XDG_DATA_HOME", (".local", "share"), ("Library", "Application Support")) / "annotator"


def config_folder() -> Path:
    """Return the folder of the settings: what `ANNOTATOR_CONFIG` names, else the platform's."""
    if named := os.environ.get("ANNOTATOR_CONFIG"):
        return Path(named)
    return _place("XDG_CONFIG_HOME", (".config",), ("Library", "Preferences")) / "annotator"


def _place(variable: str, on_linux: tuple[str, ...], on_mac: tuple[str, ...]) -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home.joinpath(*on_mac)
    named = os.environ.get(variable, "")
    # What is no whole path counts for nothing (XDG Base Directory Specification).
    return Path(named) if Path(named).is_absolute() else home.joinpath(*on_linux)
