"""What goes into the bundle, and what of Qt stays out: asked by `packaging/annotator.spec`, on all three systems.

PyInstaller takes every plugin of the Qt modules that are used, and every library of the building machine that one of
them may load. The window draws by its own hand, so most of them serve nothing, and bring GTK, databases and QML along.
"""

import posixpath
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath

from annotator.licences import parts
from tools.bundling.names import COMMAND
from tools.bundling.places import ROOT

Entry = tuple[str, str, str]
"""A file of the bundle, as PyInstaller lists it: its place in it, where it comes from, and its type."""

DATA = (
    (str(ROOT / "resources"), "annotator/_resources"),
    (str(ROOT / "schemas"), "annotator/_schemas"),
    (str(ROOT / "seeds"), "annotator/_seeds"),
    (str(ROOT / "tools" / "actors" / "SOURCES.md"), "annotator/_resources"),
    (str(ROOT / "CITATION.cff"), "annotator/_resources"),
)
"""Files and folders with the folder of the bundle that they go into; the same as in a wheel, see pyproject.toml."""

WITH_DATA = ("py3langid", "sentencex", "dateparser", "hijridate", "tzdata")
"""Packages that read files of their own: models of languages, abbreviations, time zones."""

EXCLUDED = (
    *("tkinter", "readline", "curses", "pip", "setuptools", "pkg_resources", "wheel", "ensurepip", "idlelib", "pydoc"),
    "multiprocessing",
    *("unittest", "doctest", "pdb", "lib2to3", "turtledemo", "test", "pandas", "PIL", "IPython", "matplotlib"),
    *("lxml.objectify", "lxml.isoschematron", "lxml.html", "lxml.sax", "lxml.builder"),
    *("rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.distance.metrics_cpp_avx2"),
    *("rapidfuzz.process_cpp", "rapidfuzz.process_cpp_impl", "rapidfuzz.process_cpp_avx2"),
    *("yaml.cyaml", "yaml._yaml"),
    *(f"numpy.{name}" for name in ("fft", "f2py", "testing", "_core._multiarray_tests")),
    *(f"PySide6.{name}" for name in ("QtNetwork", "QtQml", "QtQuick", "QtTest", "QtSql", "QtOpenGL", "QtDBus")),
)
"""Modules that others import where they find them, and do without. GNU readline, and so what is linked to it, is under
the GPL. rapidfuzz has each function once more for newer processors, which serves who compares thousands at once; of it,
numpy and PyYAML goes besides what the program never calls, or what is there in Python too and not called often."""

REPLACEABLE = ("PySide6", "shiboken6", "psycopg", "psycopg_binary")
"""Packages under the LGPL: their modules lie beside the executable and not in it, where anybody can replace them."""

PLUGINS: Mapping[str, tuple[str, ...]] = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qxdgdesktopportal",),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg", "qjpeg", "qgif", "qico", "qicns"),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
}
"""The plugins of Qt that stay, by their folder, without what a system puts before and behind their names."""

LEFT_TO_THE_SYSTEM = frozenset(
    (
        *("libstdc++.so.6", "libgcc_s.so.1", "libz.so.1", "libuuid.so.1"),
        *("libglib-2.0.so.0", "libgthread-2.0.so.0", "libdbus-1.so.3", "libfontconfig.so.1", "libfreetype.so.6"),
        *("libX11.so.6", "libX11-xcb.so.1", "libxcb.so.1"),
        *("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1"),
    )
)
"""Libraries of Linux that are never taken along: every desktop has them, and what it loads into the program (drivers,
themes, fonts) needs them at least as new as its own."""

_OF_INSTALLING = ("INSTALLER", "REQUESTED", "direct_url.json")
"""What pip writes into metadata of how a package was installed."""


HOOKS = ("pyi_rth_multiprocessing", "pyi_rth_inspect", "pyi_rth_pkgutil")
"""What PyInstaller would run at each start, of a command too, and takes as long as the rest of it: for processes of
multiprocessing, for whoever reads the sources of modules, and for whoever lists those of a package."""
_HOOKS_OF_OTHERS = ("pyi_rth_pyside6", "pyi_rth_cryptography_openssl")
"""On Linux PySide6 tells Qt itself where its plugins are, and OpenSSL has none; on Windows and macOS they do more."""


def hidden_imports(modules_of: Callable[[str], list[str]]) -> list[str]:
    """Return modules that are imported by name only. `modules_of`: PyInstaller's `collect_submodules`."""
    packages = ("annotator", "dateparser.data.date_translation_data", "keyring.backends")
    return [name for package in packages for name in modules_of(package)]


def beside(system: str = sys.platform) -> dict[str, str]:
    """Return how PyInstaller is to collect modules that lie beside the executable, as files that need no unpacking.

    Those are what must be replaceable and, on Linux, what each command imports before it does anything, of others than
    us: to unpack these took a sixth of what `--help` takes. Raises `CalledProcessError` where that cannot be asked.
    """
    return dict.fromkeys((*REPLACEABLE, *(_imported_at_start() if system == "linux" else ())), "pyc")


def _imported_at_start() -> list[str]:
    asked = [sys.executable, "-c", "import sys, annotator.cli.main; print(*sorted(sys.modules))"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in said.split() if name.partition(".")[0] not in (COMMAND, "__main__")]


def distributions() -> Iterator[str]:
    """Yield the distributions whose metadata the program reads: for About, and since keyring looks for its backends."""
    yield from (part.name for part in parts()[1:] if part.name not in EXCLUDED)


def trimmed(binaries: Iterable[Entry], needed_by: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return the libraries that stay: without plugins that serve nothing, and what only these need.

    `needed_by`: the names of the libraries that a file asks for itself.
    """
    staying = {_name(entry): entry for entry in binaries if _may_stay(entry)}
    reached = {name for name, entry in staying.items() if not _is_only_needed(entry)}
    waiting = [*reached]
    while waiting:
        asked = {*needed_by(staying[waiting.pop()][1])}
        new = [name for name in staying if name not in reached and PurePath(name).name in asked]
        reached.update(new)
        waiting += new
    return [entry for name, entry in staying.items() if name in reached]


def without_hooks(scripts: Iterable[Entry], system: str = sys.platform) -> list[Entry]:
    """Return the scripts that run at the start of a system's programs."""
    dropped = (*HOOKS, *(_HOOKS_OF_OTHERS if system == "linux" else ()))
    return [entry for entry in scripts if entry[0] not in dropped]


def without_dangling(entries: Iterable[Entry]) -> list[Entry]:
    """Return what stays of files and links to them: no link whose file is gone."""
    entries = [*entries]
    there = {PurePath(place).as_posix() for place, _, kind in entries if kind != "SYMLINK"}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _target(entry) in there]


def trimmed_data(datas: Iterable[Entry]) -> list[Entry]:
    """Return the other files that stay.

    Without Qt's translations (the window is in English), sources, and the time zones of pytz: dateparser would read one
    that its settings name, and ours name none; others' come with tzdata.
    """
    return [entry for entry in datas if not _is_of_no_use(PurePath(entry[0]))]


def _name(entry: Entry) -> str:
    return PurePath(entry[0]).as_posix()


def _target(entry: Entry) -> str:
    """Return the place in the bundle that a link leads to; PyInstaller gives it as seen from the link."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(_name(entry)), PurePath(entry[1]).as_posix()))


def _may_stay(entry: Entry) -> bool:
    path = PurePath(entry[0])
    if path.name in LEFT_TO_THE_SYSTEM:
        return False
    if path.parent.parent.name != "plugins":
        return True
    return path.stem.removeprefix("lib") in PLUGINS.get(path.parent.name, ())


def _is_only_needed(entry: Entry) -> bool:
    """Whether a library stands there since another is linked to it: one of Qt's, or one of the building machine's.

    Python itself is loaded by the program that starts it, which is not among the entries.
    """
    path = PurePath(entry[0])
    if entry[2] != "BINARY" or path.name.lower().removeprefix("lib").startswith("python"):
        return False
    return path.parent == PurePath() or path.parts[-3:-1] == ("Qt", "lib")


def _is_of_no_use(path: PurePath) -> bool:
    if "PySide6" in path.parts and ("translations" in path.parts or path.suffix == ".typed"):
        return True
    if path.is_relative_to("pytz/zoneinfo"):
        return True
    return path.suffix in (".pyx", ".pxd", ".pyi", ".h", ".c", ".cpp") or path.name in _OF_INSTALLING
