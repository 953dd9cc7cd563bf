"""Which system library a window lacks, said as the package that brings it instead of a loader's error.

PySide6 brings Qt itself, but not the libraries of the X server, of Wayland and of OpenGL that Qt loads. Where one is
missing the import fails (libEGL) or, worse, the process is aborted when the application starts (the xcb plugin). So
this is asked before either, and nothing here imports Qt.
"""

import ctypes
import re
import sys

from annotator.model.wording import one_or_many

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "fontconfig",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libzstd.so.1": "libzstd1",
}
"""Library -> Debian package, for what importing PySide6 loads."""

XCB_PACKAGES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""Library -> Debian package, for what the xcb plugin loads besides."""

WAYLAND_PACKAGES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""Library -> Debian package, for what the wayland plugin and what draws in it load besides."""

_BESIDES = {"xcb": XCB_PACKAGES, "wayland": WAYLAND_PACKAGES}

NEEDED_ON_DEBIAN = (
    "libegl1",
    "libgl1",
    "libdbus-1-3",
    "libglib2.0-0",
    "fontconfig",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)
"""What a bare Debian is to install for a window; with what these depend on, all libraries above are there."""

_LIBRARY = re.compile(r"\b(lib[\w.+-]+?\.so(?:\.\d+)*)")


def explain(error: ImportError) -> str:
    """Return one sentence for an import of PySide6 that failed: what is missing and what brings it."""
    found = _LIBRARY.search(str(error))
    if found is None:
        return f"The window cannot be opened, because Qt cannot be loaded: {error}; install the program again."
    library = found[1]
    missing = [name for name in PACKAGES if name != library and not _loads(name)]
    return sentence([library, *missing])


def missing_for(plugin: str) -> list[str]:
    """Return the libraries that Qt's plugin for X or Wayland needs and that this system lacks; none off Linux."""
    if sys.platform != "linux" or plugin not in _BESIDES:
        return []
    return [name for name in (*PACKAGES, *_BESIDES[plugin]) if not _loads(name)]


def sentence(libraries: list[str]) -> str:
    """Return the sentence that names missing libraries and the Debian packages that bring them."""
    known = {**PACKAGES, **XCB_PACKAGES, **WAYLAND_PACKAGES}
    packages = list(dict.fromkeys(known[name] for name in libraries if name in known))
    lack = one_or_many(len(libraries), "a system library that Qt needs is", "system libraries that Qt needs are")
    remedy = f"install it with: sudo apt-get install {' '.join(packages)}" if packages else "install its package"
    return f"The window cannot be opened, because {lack} missing ({', '.join(libraries)}); {remedy}"


def _loads(library: str) -> bool:
    """Whether the loader finds a library; asked of the loader itself, since only it knows all its paths."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
