"""The program as a bundle, which runs without a Python beside it: there `annotator -m MODULE` stands in for Python's.

A bundle is a folder made by PyInstaller (see `packaging/`); `sys.frozen` is what its programs set.
"""

import runpy
import sys
from pathlib import Path

_OURS = "annotator."


def is_bundled() -> bool:
    """Whether this runs from a bundle, without a Python of its own."""
    return bool(getattr(sys, "frozen", False))


def module_command(module: str) -> list[str]:
    """Return the command that runs a module of the program, e.g. "annotator.readers.pdf_pages", in its own process."""
    program = Path(sys.executable)
    if is_bundled() and sys.platform == "win32":
        # The program without a console has no standard input there; the one with a console lies beside it.
        program = program.with_name("annotator.exe")
    return [str(program), "-m", module]


def ran_module(arguments: list[str]) -> bool:
    """Run the module that a bundle is started for, if it is; return whether it was."""
    if not is_bundled() or len(arguments) != 2 or arguments[0] != "-m" or not arguments[1].startswith(_OURS):
        return False
    runpy.run_module(arguments[1], run_name="__main__")
    return True
