"""Which display the window is shown on, asked before Qt is: where none answers, Qt ends the process.

Qt looks for Wayland first where a session has it, then for X, and tells the two kinds of failure apart for nobody. So
each is asked here as Qt would ask, by the names that the environment gives. Nothing here imports Qt.
"""

import ctypes
import os
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from annotator.model.wording import word_list
from annotator.ui.window import missing_libraries

PATIENCE_S = 20.0
"""So long an X server may take to let a program in: over a slow line that is several round trips."""
_REACHED_S = 5.0
_AGAIN_S = 0.5
"""A server that has just lost its last client begins anew, and turns away who comes meanwhile."""
_LONGEST_SOCKET = 107
"""Bytes of the path of a socket: `sun_path` of unix(7), less the zero that ends it. Qt reaches none beyond it."""
_X_DISPLAY = re.compile(r"^(?:\w+/)?(?P<host>.*):(?P<number>\d{1,5})(?:\.\d+)?$")
_OTHERWISE = "start this on a desktop, or under a virtual one (xvfb-run)"


@dataclass(frozen=True, slots=True)
class FoundDisplay:
    """`platform`: what Qt is to be told, empty where it finds it by itself. `problem`: a sentence, why none is.

    `release`: is to be called once Qt is there. Until then a line to the X server is held: one that loses its last
    client begins anew, or ends, and would keep Qt out meanwhile.
    """

    platform: str = ""
    problem: str = ""
    release: Callable[[], object] = field(default=lambda: None, compare=False)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a display says when it is asked. `reason`: why it can't be used, as a part of a sentence."""

    reason: str = ""
    release: Callable[[], object] = lambda: None


def find_display() -> FoundDisplay:
    """Return the display for a window: the one that Qt would take, or the next where that one does not answer."""
    if sys.platform != "linux":
        return FoundDisplay()
    named = os.environ.get("QT_QPA_PLATFORM", "")
    if unknown := next((way for way in named.split(";") if way and not _is_known(_plugin(way))), ""):
        return FoundDisplay(
            problem=f"The window cannot be opened, because QT_QPA_PLATFORM names “{unknown}”, which Qt does not have; "
            "leave it unset, or set it to xcb or wayland."
        )
    ways = [way for way in named.split(";") if way] or list(_usual_ways())
    reasons: list[str] = []
    lacking: list[str] = []
    for way in ways:
        answer = _ASKED.get(_plugin(way), _Answer)()
        missing = [] if answer.reason else missing_libraries.missing_for(_plugin(way))
        if not answer.reason and not missing:
            return FoundDisplay(way if way != ways[0] else "", release=answer.release)
        answer.release()
        reasons += [answer.reason] if answer.reason else []
        lacking = lacking or missing
    if lacking:  # the display is there
        return FoundDisplay(problem=missing_libraries.sentence(lacking) + ".")
    remedy = "connect again with “ssh -X -C”" if os.environ.get("SSH_CONNECTION") else _OTHERWISE
    if not reasons:
        return FoundDisplay(problem=f"There is no display: {remedy}.")
    return FoundDisplay(problem=f"The window cannot be opened, because {word_list(reasons)}; {remedy}.")


def _plugin(way: str) -> str:
    """Return the plugin of an entry of QT_QPA_PLATFORM, such as `wayland-egl` or `xcb:option`."""
    return way.split(":")[0].split("-")[0].lower()


def _usual_ways() -> Iterator[str]:
    """Yield where Qt looks, in its order, if nobody says where."""
    environment = os.environ.get
    if environment("WAYLAND_DISPLAY") or environment("WAYLAND_SOCKET") or environment("XDG_SESSION_TYPE") == "wayland":
        yield "wayland"
    if environment("DISPLAY"):
        yield "xcb"


def _is_known(plugin: str) -> bool:
    spec = find_spec("PySide6")
    folder = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" if spec is not None and spec.origin else None
    # A Qt of the system has its plugins elsewhere, and says itself what it lacks.
    return folder is None or not folder.is_dir() or (folder / f"libq{plugin}.so").exists()


def _ask_wayland() -> _Answer:
    if os.environ.get("WAYLAND_SOCKET"):
        return _Answer()  # a connection that the compositor itself handed down
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    place = Path(folder) / name
    if not place.is_absolute():
        return _Answer(f"XDG_RUNTIME_DIR names no folder, in which the Wayland compositor “{name}” would be")
    if len(os.fsencode(place)) > _LONGEST_SOCKET:
        limit = f"that of a socket can be ({_LONGEST_SOCKET} bytes; see WAYLAND_DISPLAY, XDG_RUNTIME_DIR)"
        return _Answer(f"the path of the Wayland compositor, “{place}”, is longer than {limit}")
    if _connects(lambda: _unix(str(place))):
        return _Answer()
    return _Answer(f"no Wayland compositor answers at “{name}”")


def _ask_x() -> _Answer:
    name = os.environ.get("DISPLAY", "")
    found = _X_DISPLAY.match(name)
    if found is None and not Path(name).is_absolute():
        return _Answer(f"DISPLAY names no X server (“{name}”)" if name else "DISPLAY names no X server")
    for wait in (0, _AGAIN_S):
        time.sleep(wait)
        line = _line_to(name)
        if line is None:
            return _Answer(f"the X server at “{name}” does not answer")
        if line.is_let_in:
            return _Answer(release=line.release)
        line.release()
        if found is not None and not _is_x_server(found["host"], int(found["number"])):
            return _Answer(f"no X server answers at “{name}”")
    return _Answer(f"the X server at “{name}” does not let this program in (XAUTHORITY)")


_ASKED: dict[str, Callable[[], _Answer]] = {"wayland": _ask_wayland, "xcb": _ask_x}
"""What is asked of the display of a plugin; of others (offscreen, vnc) there is nothing to ask."""


def _is_x_server(host: str, number: int) -> bool:
    if host and host != "unix":
        return _connects(lambda: socket.create_connection((host.strip("[]"), 6000 + number), _REACHED_S))
    path = f"/tmp/.X11-unix/X{number}"  # where X servers are by their protocol
    return any(_connects(partial(_unix, place)) for place in (path, f"\0{path}"))


def _unix(place: str) -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.settimeout(_REACHED_S)
    try:
        made.connect(place)
    except OSError:
        made.close()
        raise
    return made


def _connects(connect: Callable[[], socket.socket]) -> bool:
    try:
        connect().close()
    except (OSError, OverflowError, ValueError):  # nobody there; no port or path that there can be
        return False
    return True


@dataclass(frozen=True, slots=True)
class _XConnection:
    """A connection to an X server, which may be one that failed."""

    is_let_in: bool
    release: Callable[[], object]


def _line_to(name: str) -> _XConnection | None:
    """Return a line to an X server; None where it does not say in time whether it lets this program in."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return _XConnection(True, lambda: None)  # which is missed, and said, as a library
    xcb.xcb_connect.restype = ctypes.c_void_p
    lines: list[_XConnection] = []

    def ask() -> None:
        connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(name), None))
        is_let_in = xcb.xcb_connection_has_error(connection) == 0
        lines.append(_XConnection(is_let_in, lambda: xcb.xcb_disconnect(connection)))

    with _quiet():
        # A server that hangs would hold this program for ever.
        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(PATIENCE_S)
    return lines[0] if lines else None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep off the screen what the library for X writes there itself, of a server that refuses it."""
    try:
        kept = os.dup(2)
    except OSError:  # nobody listens anyway
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
