"""The program over a real AT-SPI bus, as a screen reader meets it: one desktop of its own, from X server to bus.

It needs an X server, a message bus, the AT-SPI services and a Python that can talk to them; where one is missing it
is skipped. All of them are started here, reach nobody else's, and are ended here.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from annotator.ui.missing_libraries import missing_xcb_libraries
from tests.projects import OPENED, TEXT, make_desk

CLIENT = Path(__file__).with_name("atspi_client.py")
SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
QUOTE = "China undertook to help"


def _missing() -> str:
    """Return what this machine lacks, an empty string for nothing."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI is the accessibility bus of Linux desktops"
    for tool in ("Xvfb", "dbus-daemon"):
        if shutil.which(tool) is None:
            return f"needs {tool}"
    if not any(Path(place).exists() for place in LAUNCHERS):
        return "needs at-spi2-core"
    if missing := missing_xcb_libraries():
        return f"needs {', '.join(missing)}"
    asks = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run([SYSTEM_PYTHON, "-c", asks], capture_output=True).returncode:
        return "needs python3-gi and gir1.2-atspi-2.0"
    return ""


def _start(
    stack: ExitStack, command: list[str], environment: Mapping[str, str], fd: int = 2
) -> "subprocess.Popen[str]":
    """Start a program, in a group of its own with all that it starts, that is ended with the stack."""
    # It may write into nothing of ours that is read later, or a full pipe would hold it up.
    log = stack.enter_context(tempfile.TemporaryFile())
    process = subprocess.Popen(
        command, env=dict(environment), pass_fds=[fd], start_new_session=True, stdout=log, stderr=log, text=True
    )
    stack.callback(_end, process)
    return process


def _start_server(stack: ExitStack, command: list[str], environment: Mapping[str, str]) -> str:
    """Start a server and return what it says on `{fd}` once it is ready: its address or number."""
    reading, writing = os.pipe()
    source = stack.enter_context(os.fdopen(reading))
    _start(stack, [part.replace("{fd}", str(writing)) for part in command], environment, writing)
    os.close(writing)
    return source.readline().strip()


def _end(process: "subprocess.Popen[str]") -> None:
    """End a process and what it started; of these some may have gone already."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with suppress(subprocess.TimeoutExpired):
            process.wait(3)


@pytest.fixture
def desktop() -> Iterator[tuple[ExitStack, dict[str, str]]]:
    """A desktop of its own: the environment in which a program is seen by assistive tools and by nobody else."""
    if missing := _missing():
        pytest.skip(missing)
    with ExitStack() as stack:
        # Short, since the path of a socket may have 107 characters.
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="desk"))
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "PYTHONPATH")}
        environment = kept | {"HOME": home, "XDG_RUNTIME_DIR": home, "ANNOTATOR_CONFIG": f"{home}/config"}
        screen = ["-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"]
        environment["DISPLAY"] = ":" + _start_server(stack, ["Xvfb", "-displayfd", "{fd}", *screen], environment)
        bus = ["dbus-daemon", "--session", "--nofork", f"--address=unix:dir={home}", "--print-address={fd}"]
        environment["DBUS_SESSION_BUS_ADDRESS"] = _start_server(stack, bus, environment)
        launcher = next(place for place in LAUNCHERS if Path(place).exists())
        _start(stack, [launcher, "--launch-immediately"], environment)
        yield stack, environment


def test_a_screen_reader_reads_the_program(desktop: tuple[ExitStack, dict[str, str]], tmp_path: Path) -> None:
    stack, environment = desktop
    desk = make_desk(tmp_path)
    desk.code(QUOTE, "commitment")
    path = desk.project.path
    OPENED.pop().close()
    program = _start(
        stack,
        [sys.executable, "-m", "annotator", "open", str(path)],
        environment | {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
    )
    # Qt counts UTF-16 units, also over this bus.
    inside = len(TEXT[: TEXT.index(QUOTE) + 6].encode("utf-16-le")) // 2
    beyond = inside + len(QUOTE)
    client = subprocess.run(
        [SYSTEM_PYTHON, str(CLIENT), str(inside), str(beyond)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert client.returncode == 0, client.stderr
    assert program.poll() is None
    told = json.loads(client.stdout)
    print(json.dumps(told, indent=1, ensure_ascii=False))
