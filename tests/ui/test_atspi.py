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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from annotator.store.project import Project
from annotator.ui.window.missing_libraries import missing_for
from tests.projects import OPENED, TEXT, make_desk
from tests.ui.windows import code_as, make_project

CLIENT = Path(__file__).with_name("atspi_client.py")
SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
NAME = "Text of the document"
OTHER = "我们 agreed.\nBoth sides."
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
    if missing := missing_for("xcb"):
        return f"needs {', '.join(missing)}"
    asks = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run([SYSTEM_PYTHON, "-c", asks], capture_output=True).returncode:
        return "needs python3-gi and gir1.2-atspi-2.0"
    return ""


def _start(
    stack: ExitStack, command: list[str], environment: Mapping[str, str], fds: Sequence[int] = ()
) -> "subprocess.Popen[bytes]":
    """Start a program, in a group of its own with all that it starts, that is ended with the stack."""
    log = stack.enter_context(_log_of(command, environment).open("wb"))
    process = subprocess.Popen(
        command, env=dict(environment), pass_fds=fds, start_new_session=True, stdout=log, stderr=log
    )
    stack.callback(_end, process)
    return process


def _log_of(command: list[str], environment: Mapping[str, str]) -> Path:
    return Path(environment["HOME"], f"{Path(command[0]).name}.log")


def _start_server(stack: ExitStack, command: list[str], environment: Mapping[str, str]) -> str:
    """Start a server and return what it says on `{fd}` once it is ready: its address or number."""
    reading, writing = os.pipe()
    source = stack.enter_context(os.fdopen(reading))
    _start(stack, [part.replace("{fd}", str(writing)) for part in command], environment, [writing])
    os.close(writing)
    return source.readline().strip()


def _end(process: "subprocess.Popen[bytes]") -> None:
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
    desk = make_desk(tmp_path, [TEXT, OTHER])
    desk.code(QUOTE, "commitment")
    path = desk.project.path
    OPENED.pop().close()
    command = [sys.executable, "-m", "annotator", "open", str(path)]
    on_the_bus = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    program = _start(stack, command, environment | on_the_bus)
    start = _qt(TEXT.index(QUOTE))
    inside, beyond = start + 6, start + len(QUOTE)
    client = subprocess.run(
        [SYSTEM_PYTHON, str(CLIENT), str(inside), str(beyond)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=500,
    )
    said = _log_of(command, environment).read_text()
    assert client.returncode == 0, client.stderr + said
    told = json.loads(client.stdout)
    # Qt itself says that it lacks a call that nobody needs.
    assert [line for line in said.splitlines() if "GetApplicationBusAddress" not in line] == []
    assert (told["role"], told["read only"], told["text"], told["length"]) == ("text", True, TEXT, _qt(len(TEXT)))
    assert told["caret"] == 0
    (first, begin, end), (second, following, _) = told["lines"]
    assert (begin, following) == (0, end + 1)
    assert TEXT.startswith(f"{first} {second}")
    assert told["word"] == "undertook"
    assert told["description"] == f"Commitment, Speaker? Commitment, from “{QUOTE}”"
    assert told["offset at its own place"] == inside
    assert told["selection"] == [inside, beyond]
    heard = [tuple(event) for event in told["heard"]]
    assert [said for kind, _, _, said in heard if kind == "object:announcement"] == [
        f"Commitment, Speaker? Commitment, from “{QUOTE}”",
        "end of Commitment",
        "Done · saved; 1 act has empty slots",
    ]
    moves = [offset for kind, who, offset, _ in heard if (kind, who) == ("object:text-caret-moved", NAME)]
    assert [move for move in moves if move] == [inside, beyond]
    assert ("object:text-selection-changed", NAME) in [event[:2] for event in heard]
    assert told["next text"] == OTHER
    changes = [(kind, said) for kind, who, _, said in heard if kind.startswith("object:text-changed") and who == NAME]
    assert changes == [("object:text-changed:delete", TEXT), ("object:text-changed:insert", OTHER)]
    for place, expected in (("dialog", "Go on as Ana"), ("window", "Code as Commitment")):
        assert all(name for _, name in told[place]), told[place]
        assert expected in [name for _, name in told[place]]
    manual = told["manual"]
    # Qt tells of its browser as of words that stand there; what counts is that they are read as a text.
    assert manual["read only"] and manual["role"] in ("label", "text", "document text")
    assert manual["first line"].strip() == manual["described"] == "Code a text"
    assert "Acts: who, to whom, how strongly" in manual["text"] and manual["word"].strip() == "select"
    assert {"Search the manual", "Back", "Forward", "Contents", "Close the manual"} <= {*manual["controls"]}
    assert all(manual["controls"]), manual["controls"]
    assert program.wait(60) == 0


def test_a_case_is_decided_over_the_bus(desktop: tuple[ExitStack, dict[str, str]], tmp_path: Path) -> None:
    stack, environment = desktop
    path = make_project(tmp_path / "case.annot", ["France urged China to talk."])
    code_as(path, "Ana", ("France urged China", "appeal"), done=True)
    code_as(path, "Ben", ("urged China", "appeal"), done=True)
    on_the_bus = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    command = [sys.executable, "-m", "annotator", "open", str(path)]
    program = _start(stack, command, environment | on_the_bus)
    ask = [SYSTEM_PYTHON, str(CLIENT), "decide"]
    client = subprocess.run(ask, env=environment, capture_output=True, text=True, timeout=500)
    said = _log_of(command, environment).read_text()
    assert client.returncode == 0, client.stderr + said
    told = json.loads(client.stdout)
    assert "Passage, Ben: “urged China”, 7 characters shorter" in [_bare(name) for name in told["cells"]]
    (row,) = told["queue"]
    assert _bare(row).startswith("France urged China. Ben 7 characters shorter. boundaries differ")
    assert all(name for _, name in told["controls"]) and told["key"] == "Key U"
    assert "Decided: union · saved" in told["heard"]
    assert program.wait(60) == 0
    with Project.open(path) as project:
        gold = project.layers.gold()
        assert gold is not None
        (span,) = project.spans.of_document(project.documents.all()[0].id, gold.id)
        assert span.quote == "France urged China"


def _bare(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def _qt(position: int) -> int:
    """Return a position in UTF-16 units, which Qt counts over this bus as well."""
    return len(TEXT[:position].encode("utf-16-le")) // 2
