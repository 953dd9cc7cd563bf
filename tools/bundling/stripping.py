"""Symbols for debuggers taken out of the bundle, which makes it a tenth smaller; of Linux alone."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.bundling.elf import needs

_AS_DELIVERED = ("PySide6", "shiboken6")
"""Qt stays byte for byte what its makers deliver, so that it can be told from a replaced one."""


def strip(bundle: Path) -> int:
    """Take them out of the libraries in a bundle and return the bytes that this saves; raises `OSError` without strip."""
    libraries = [*_libraries(bundle)]
    before = sum(path.stat().st_size for path in libraries)
    for path in libraries:
        subprocess.run(["strip", "--strip-unneeded", path], check=True, capture_output=True)
    return before - sum(path.stat().st_size for path in libraries)


def _libraries(bundle: Path) -> Iterator[Path]:
    for path in sorted((bundle / "_internal").rglob("*.so*")):
        folders = path.relative_to(bundle / "_internal").parts[:-1]
        # What auditwheel put beside a wheel was laid out anew by patchelf, and strip would damage it.
        if any(name in _AS_DELIVERED or name.endswith(".libs") for name in folders):
            continue
        if path.is_file() and not path.is_symlink() and needs(path) is not None:
            yield path
