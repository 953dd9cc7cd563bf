"""Whatever the environment says of displays: one that answers is taken, else one sentence says what to do."""

import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from itertools import product
from pathlib import Path

import pytest

from annotator.ui.window import displays, missing_libraries
from annotator.ui.window.displays import FoundDisplay, find_display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have one display, always")

_PATIENCE_S = 500
_NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM", "SSH_CONNECTION")
_LET_IN = struct.pack("<BxHHH", 1, 11, 0, 8) + bytes(32)
"""How an X server without screens greets whom it lets in."""
_REFUSED = struct.pack("<BBHHH", 0, 4, 11, 0, 1) + b"out "
_ALIVE = ("alive",)


class Server:
    """Says one thing to whoever connects; None: nothing, and keeps the line open."""

    def __init__(self, stack: ExitStack, listener: socket.socket, answer: bytes | None) -> None:
        self._listener, self._said, self._stack = stack.enter_context(closing(listener)), answer, stack
        listener.listen()
        serving = threading.Thread(target=self._serve)
        serving.start()
        stack.callback(serving.join)
        stack.callback(listener.shutdown, socket.SHUT_RDWR)

    @property
    def answer(self) -> bytes | None:
        """What is said next."""
        return self._said

    def _serve(self) -> None:
        with suppress(OSError):  # the test is over
            while True:
                line, _ = self._listener.accept()
                if (answer := self.answer) is None:
                    self._stack.enter_context(closing(line))
                    continue
                with closing(line), suppress(OSError):
                    line.recv(4096)
                    line.sendall(answer)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as made:
        yield made


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, socket_folder: Path) -> None:
    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(socket_folder))
    monkeypatch.setenv("XAUTHORITY", str(tmp_path / "none"))
    monkeypatch.setattr(missing_libraries, "missing_for", lambda plugin: [])


def x_server(stack: ExitStack, answer: bytes | None) -> str:
    """Start an X server on a free display; return its name."""
    for number in range(200, 400):
        listener = socket.socket()
        try:
            listener.bind(("127.0.0.1", 6000 + number))
        except OSError:
            listener.close()
            continue
        Server(stack, listener, answer)
        return f"127.0.0.1:{number}"
    raise AssertionError("no free display")


def dead_display(stack: ExitStack) -> str:
    """Return the name of a display at whose port nobody listens, nor will anybody else."""
    taken = stack.enter_context(closing(socket.socket()))
    taken.bind(("127.0.0.1", 0))
    return f"127.0.0.1:{taken.getsockname()[1] - 6000}"


def compositor(stack: ExitStack, folder: Path, name: str) -> str:
    listener = stack.enter_context(closing(socket.socket(socket.AF_UNIX)))
    listener.bind(str(folder / name))
    Server(stack, listener, b"")
    return name


X: dict[str, Callable[[ExitStack], str]] = {
    "": lambda stack: "",
    "nonsense": lambda stack: "nonsense",
    "no such port": lambda stack: "127.0.0.1:99999",
    "dead": dead_display,
    "refuses": lambda stack: x_server(stack, _REFUSED),
    "hangs": lambda stack: x_server(stack, None),
    "alive": lambda stack: x_server(stack, _LET_IN),
}
WAYLAND: dict[str, Callable[[ExitStack, Path], str]] = {
    "": lambda stack, folder: "",
    "dead": lambda stack, folder: "wayland-7",
    "too long": lambda stack, folder: "w" * 200,
    "alive": lambda stack, folder: compositor(stack, folder, "wayland-8"),
}


@pytest.mark.parametrize(("x", "wayland"), list(product(X, WAYLAND)))
def test_what_answers_is_taken_in_the_order_of_qt_and_else_one_sentence_is_said(
    x: str,
    wayland: str,
    stack: ExitStack,
    socket_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(displays, "PATIENCE_S", 0.2 if x == "hangs" else 60)
    monkeypatch.setattr(displays, "_AGAIN_S", 0.01)
    monkeypatch.setenv("DISPLAY", X[x](stack))
    monkeypatch.setenv("WAYLAND_DISPLAY", WAYLAND[wayland](stack, socket_folder))
    for named in ("", "xcb", "wayland", "wayland;xcb", "xcb;wayland-egl", "offscreen"):
        monkeypatch.setenv("QT_QPA_PLATFORM", named)
        found = find_display()
        found.release()
        ways = named.split(";") if named else [way for way, name in (("wayland", wayland), ("xcb", x)) if name]
        good = [way for way in ways if way == "offscreen" or (x if way == "xcb" else wayland) in _ALIVE]
        if good:
            assert found == FoundDisplay("" if good[0] == ways[0] else good[0])
        else:
            assert found.platform == "" and is_sentence(found.problem)
            told = [name for name in (os.environ["DISPLAY"], os.environ["WAYLAND_DISPLAY"]) if name]
            assert not named or not told or any(name in found.problem for name in (*told, "wayland-0", "DISPLAY"))
    assert capfd.readouterr() == ("", "")


def is_sentence(said: str) -> bool:
    return said[0].isupper() and said.endswith(".") and ". " not in said and "\n" not in said


def test_who_came_over_ssh_is_told_to_come_again_with_its_display(
    monkeypatch: pytest.MonkeyPatch, stack: ExitStack
) -> None:
    assert "xvfb-run" in find_display().problem
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 50000 10.0.0.2 22")
    assert "ssh -X" in find_display().problem
    monkeypatch.setenv("DISPLAY", dead_display(stack))
    assert "ssh -X" in find_display().problem


def test_a_session_of_wayland_without_its_folder_is_told_which_variable_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    for folder in ("", "relative"):
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        assert "XDG_RUNTIME_DIR" in find_display().problem


@pytest.mark.parametrize("beyond", [0, 1, 100])
@pytest.mark.parametrize("is_whole", [False, True])
def test_a_compositor_whose_path_no_socket_can_have_is_said_to_be_so_and_x_is_taken(
    beyond: int, is_whole: bool, stack: ExitStack, socket_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = 107  # unix(7): 108 with the zero at the end
    spare = longest - len(os.fsencode(socket_folder / "x" / "wayland-8"))
    folder = socket_folder / ("x" * (1 + spare + beyond))
    folder.mkdir()
    monkeypatch.chdir(folder)  # by a name of its own folder a socket is made at any depth
    compositor(stack, Path(), "wayland-8")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "" if is_whole else str(folder))
    monkeypatch.setenv("WAYLAND_DISPLAY", str(folder / "wayland-8") if is_whole else "wayland-8")
    problem = find_display().problem
    if beyond:
        assert is_sentence(problem) and f"“{folder / 'wayland-8'}”, is longer than" in problem
    else:
        assert problem == ""
    monkeypatch.setenv("DISPLAY", x_server(stack, _LET_IN))
    found = find_display()
    found.release()
    assert found == FoundDisplay("xcb" if beyond else "")


def test_a_connection_that_the_compositor_handed_down_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_SOCKET", "5")
    assert find_display() == FoundDisplay()


def test_a_display_that_answers_but_for_which_libraries_are_missing_is_said_by_them(
    monkeypatch: pytest.MonkeyPatch, stack: ExitStack, socket_folder: Path
) -> None:
    monkeypatch.setenv("DISPLAY", x_server(stack, _LET_IN))
    monkeypatch.setattr(missing_libraries, "missing_for", lambda plugin: ["libxcb-cursor.so.0"])
    assert "apt-get install libxcb-cursor0" in find_display().problem
    monkeypatch.setenv("WAYLAND_DISPLAY", compositor(stack, socket_folder, "wayland-8"))
    lacking = {"wayland": ["libwayland-cursor.so.0"], "xcb": []}
    monkeypatch.setattr(missing_libraries, "missing_for", lambda plugin: lacking[plugin])
    assert find_display() == FoundDisplay("xcb")


def test_a_platform_that_qt_does_not_have_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb;kms-thing")
    problem = find_display().problem
    assert "kms-thing" in problem and "unset" in problem and is_sentence(problem)


def test_the_program_says_the_sentence_and_nothing_else(stack: ExitStack, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in _NAMES}
    dead = {"DISPLAY": dead_display(stack), "WAYLAND_DISPLAY": "wayland-7"}
    deep = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path / ("x" * 200))}
    for named in (dead, deep, {"DISPLAY": x_server(stack, _REFUSED)}, {"QT_QPA_PLATFORM": "wayland"}):
        done = subprocess.run(
            [sys.executable, "-m", "annotator"],
            env=environment | named,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
        )
        assert (done.returncode, done.stdout) == (1, ""), named
        assert is_sentence(done.stderr.rstrip("\n")) and done.stderr.count("\n") == 1


def test_an_x_server_that_keeps_others_out_is_told_from_one_that_is_not_there(
    stack: ExitStack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("Xvfb") is None or shutil.which("xauth") is None:
        pytest.skip("needs Xvfb and xauth")
    mine, others = tmp_path / "mine", tmp_path / "others"
    cookies = {mine: "1" * 32, others: "2" * 32}
    for file, cookie in cookies.items():
        subprocess.run(["xauth", "-f", file, "add", ":0", ".", cookie], check=True, capture_output=True)
    reading, writing = os.pipe()
    source = stack.enter_context(os.fdopen(reading))
    # A number that no other test is given, now or when this server has ended.
    number = 10_000 + os.getpid() % 40_000
    command = ["Xvfb", f":{number}", "-displayfd", str(writing), "-auth", str(mine), "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        display = f":{source.readline().strip()}"
        for file in (mine, others):
            subprocess.run(
                ["xauth", "-f", file, "add", display, ".", ("2" if file is others else "1") * 32], check=True
            )
        monkeypatch.setenv("DISPLAY", display)
        monkeypatch.setenv("XAUTHORITY", str(mine))
        assert find_display() == FoundDisplay()
        monkeypatch.setenv("XAUTHORITY", str(others))
        assert f"the X server at “{display}” does not let this program in" in find_display().problem
    finally:
        server.terminate()
        server.wait(_PATIENCE_S)
    assert f"no X server answers at “{display}”" in find_display().problem


def test_an_x_server_that_begins_anew_meanwhile_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, stack: ExitStack
) -> None:
    answers = [_REFUSED, _LET_IN]
    monkeypatch.setattr(Server, "answer", property(lambda server: answers.pop(0) if len(answers) > 1 else answers[0]))
    monkeypatch.setattr(displays, "_is_x_server", lambda host, number: True)
    monkeypatch.setenv("DISPLAY", x_server(stack, b""))
    found = find_display()
    assert found == FoundDisplay()
    found.release()
