"""The program as a bundle, which runs without a Python beside it: there `annotator -m MODULE` stands in for Python's.

A bundle is a folder made by PyInstaller (see `packaging/`); `sys.frozen` is what its programs set.
"""

import os
import runpy
import sys
from pathlib import Path

PROCESSES = frozenset(
    f"annotator.readers.{name}"
    for name in ("pdf_pages", "workbook_rows", "columnar_rows", "file_process", "source_page.pdf_view")
)
"""The modules that run in processes of their own, and the only ones that a bundle runs by their names."""
_LIBRARIES, _BEGIN_ANEW = "LD_LIBRARY_PATH", "PYINSTALLER_RESET_ENVIRONMENT"
"""The loader's variable, which PyInstaller keeps under another name, and the one that PyInstaller listens to."""


def is_bundled() -> bool:
    """Whether this runs from a bundle, without a Python of its own."""
    return bool(getattr(sys, "frozen", False))


def module_command(module: str) -> list[str]:
    """Return the command that runs a module of the program, e.g. "annotator.readers.pdf_pages", in its own process."""
    program = Path(sys.executable)
    if is_bundled() and sys.platform in ("win32", "darwin"):
        # The program without a console has no standard input on Windows, and would take a place in the Dock of a Mac;
        # the one with a console lies beside it.
        program = program.with_name(f"annotator{program.suffix}")
    return [str(program), "-m", module]


def give_back_libraries() -> None:
    """Let programs that this one starts (LibreOffice, tesseract, a browser) load their own libraries; on Linux.

    What starts a bundle has the loader look into it first, by a variable that every child would inherit. It is not
    needed once a program runs; a bundle that is started from here is told to begin anew.
    """
    if not is_bundled() or sys.platform != "linux":
        return
    before = os.environ.pop(f"{_LIBRARIES}_ORIG", "")
    os.environ.pop(_LIBRARIES, None)
    os.environ |= {_BEGIN_ANEW: "1"} | ({_LIBRARIES: before} if before else {})


def ran_module(arguments: list[str]) -> bool:
    """Run the module that a bundle is started for, if it is; return whether it was."""
    if not is_bundled() or len(arguments) != 2 or arguments[0] != "-m" or arguments[1] not in PROCESSES:
        return False
    runpy.run_module(arguments[1], run_name="__main__")
    return True
