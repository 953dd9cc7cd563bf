"""A bundle runs the modules of the program in processes of their own, as Python does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.bundled import PROCESSES, give_back_libraries, is_bundled, module_command, ran_module

ROOT = Path(__file__).resolve().parents[1]
MODULE = "annotator.readers.workbook_rows"


def test_from_source_python_runs_the_module_and_the_program_takes_no_module() -> None:
    assert not is_bundled()
    assert module_command(MODULE) == [sys.executable, "-m", MODULE]
    assert not ran_module(["-m", MODULE])


def test_a_bundle_is_asked_itself_and_on_windows_and_macs_the_program_that_has_a_console(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/annotator/annotator")
    assert module_command(MODULE) == ["/opt/annotator/annotator", "-m", MODULE]
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", "/opt/annotator/annotator-window.exe")
    assert module_command(MODULE) == ["/opt/annotator/annotator.exe", "-m", MODULE]
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(sys, "executable", "/Applications/Annotator.app/Contents/MacOS/annotator-window")
    assert module_command(MODULE) == ["/Applications/Annotator.app/Contents/MacOS/annotator", "-m", MODULE]


@pytest.mark.parametrize(
    "arguments",
    [[], ["-m"], ["-m", "os"], ["-m", "http.server"], ["info", MODULE], ["-m", MODULE, "x"]]
    + [["-m", name] for name in ("annotator.", "annotator..", "annotator.cli", "annotator.nothing", f"{MODULE} ")],
)
def test_a_bundle_runs_nothing_but_one_module_of_the_program(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not ran_module(arguments)


def test_a_bundle_runs_those_modules_alone_that_processes_are_begun_for(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "annotator").rglob("*.py")}
    begun = {name for source in sources.values() for name in re.findall(r'module_command\("([^"]+)"\)', source)}
    assert begun == PROCESSES
    ran: list[str] = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr("annotator.bundled.runpy.run_module", lambda name, **_: ran.append(name))
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources]
    assert {name for name in modules if ran_module(["-m", name])} == PROCESSES == {*ran}


@pytest.mark.parametrize("before", [None, "/opt/theirs"])
def test_programs_of_others_get_the_libraries_that_they_had_before_the_bundle(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/annotator/_internal")
    monkeypatch.setenv("PYINSTALLER_RESET_ENVIRONMENT", "")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    give_back_libraries()
    assert os.environ.get("LD_LIBRARY_PATH") == before and "LD_LIBRARY_PATH_ORIG" not in os.environ
    assert os.environ["PYINSTALLER_RESET_ENVIRONMENT"] == "1"


def test_without_a_bundle_the_libraries_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/theirs")
    before = dict(os.environ)
    give_back_libraries()
    assert dict(os.environ) == before


def test_nothing_else_starts_the_program_or_python() -> None:
    sources = (ROOT / "annotator").rglob("*.py")
    asking = {path.name for path in sources if "sys.executable" in path.read_text(encoding="utf-8")}
    assert asking == {"bundled.py", "replaced.py"}, "begin a process of our own by module_command"


def test_a_module_that_serves_answers_from_the_entry_of_a_bundle_as_from_python() -> None:
    entry = "import sys; sys.frozen = True; from annotator.__main__ import main; sys.exit(main())"
    bundled = [sys.executable, "-c", entry, "-m", MODULE]
    asked = (4).to_bytes(8, "big") + b"x" + b"none"
    answers = {
        subprocess.run(command, input=asked, capture_output=True, cwd=ROOT, check=False).stdout
        for command in (bundled, module_command(MODULE))
    }
    assert len(answers) == 1 and answers != {b""}
