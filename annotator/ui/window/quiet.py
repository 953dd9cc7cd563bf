"""What Qt and fontconfig would tell the terminal, and nobody can do anything about, they do not.

Said otherwise it is: of letters that no font has below the text, of a home that cannot be written on the start page.
Whoever looks into Qt sets `QT_LOGGING_RULES`, which goes before what is asked for here.
"""

import locale
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.store.folders import home_folder, why_not_writable

_UNSAID = (
    "qt.text.font.db",  # each font that lacks a script
    "qt.qpa.wayland.textinput",  # a keyboard that went
    "qt.qpa.theme.dbus",  # no bus, as over ssh: the theme is then the one that is set
    "qt.qpa.theme.gnome",
)


@contextmanager
def quiet_surroundings() -> Iterator[None]:
    """While the window is there: a locale that Qt can use, and a place where fontconfig can keep what it finds."""
    if sys.platform != "linux":
        yield
        return
    if locale.nl_langinfo(locale.CODESET).upper() not in ("UTF-8", "UTF8"):
        # Qt would take it by itself, and say at length that it did.
        os.environ["LC_ALL"] = "C.UTF-8"
    with _cache_of_fonts():
        yield


def silence() -> None:
    """Let Qt leave unsaid what helps nobody; before there is an application."""
    from PySide6.QtCore import QLoggingCategory  # noqa: PLC0415 - it is asked only once Qt is known to load

    QLoggingCategory.setFilterRules("\n".join(f"{category}=false" for category in _UNSAID))


@contextmanager
def _cache_of_fonts() -> Iterator[None]:
    """Where the user's folder for caches cannot be written, give fontconfig another: it would complain of each font."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not why_not_writable(named if named.is_absolute() else home_folder() / ".cache"):
        yield
        return
    try:
        folder = TemporaryDirectory(prefix="annotator-cache-", ignore_cleanup_errors=True)
    except OSError:  # it has to be done without
        yield
        return
    with folder as name:
        os.environ["XDG_CACHE_HOME"] = name
        yield
