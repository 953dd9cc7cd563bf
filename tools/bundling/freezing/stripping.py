"""Symbols for debuggers taken out of the bundle, which makes it a tenth smaller; of Linux alone."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.bundling.freezing.elf import is_loadable, needs

_AS_DELIVERED = ("PySide6", "shiboken6")
"""Qt stays byte for byte what its makers deliver, so that it can be told from a replaced one."""


def strip(bundle: Path) -> int:
    """Take them out of the libraries in a bundle and return the bytes that this saves.

    Raises `OSError` where there is no `strip`, `CalledProcessError` where it fails.
    """
    return sum(map(_stripped, [*_libraries(bundle)]))


def _libraries(bundle: Path) -> Iterator[Path]:
    inside = bundle / "_internal"
    for path in sorted(inside.rglob("*.so*")):
        is_ours = path.is_file() and not path.is_symlink() and not {*path.relative_to(inside).parts} & {*_AS_DELIVERED}
        if is_ours and needs(path) is not None:
            yield path


def _stripped(library: Path) -> int:
    """Return what a library lost; one that would grow or be damaged, as what patchelf changed may, stays as it is."""
    smaller = library.with_name(f"{library.name}.stripped")
    subprocess.run(["strip", "--strip-unneeded", "-o", smaller, library], check=True, capture_output=True)
    saved = library.stat().st_size - smaller.stat().st_size
    if saved <= 0 or not is_loadable(smaller):
        smaller.unlink()
        return 0
    smaller.chmod(library.stat().st_mode)
    smaller.replace(library)
    return saved
