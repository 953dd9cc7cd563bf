"""The Python modules that lie in the executable of a bundle, where PyInstaller puts those that are nothing but code."""

import re
from collections.abc import Iterable
from pathlib import Path

from annotator.model.errors import UserError

_OF_PYINSTALLER = re.compile(r"pyi|_pyi_|PyInstaller\b")


def frozen_modules(executable: Path) -> frozenset[str]:
    """Return the names of the modules in an executable; raises `UserError` where it is none of PyInstaller's."""
    # Only the environment that makes bundles has PyInstaller.
    from PyInstaller.archive.readers import ArchiveReadError, CArchiveReader  # noqa: PLC0415

    try:
        archive = CArchiveReader(str(executable))
        inner = [name for name in archive.toc if name.lower().startswith("pyz")]
        modules = (module for name in inner for module in archive.open_embedded_archive(name).toc)
        return frozenset({*modules, *(name for name, entry in archive.toc.items() if entry[4] in ("m", "s"))})
    except ArchiveReadError as error:
        raise UserError(f"{executable.name} is no program that PyInstaller made ({error}).") from error


def is_of_pyinstaller(module: str) -> bool:
    """Return whether a module is what PyInstaller itself puts in."""
    return bool(_OF_PYINSTALLER.match(module))


def without_inner(modules: Iterable[str]) -> tuple[str, ...]:
    """Return modules without those that lie in a package which is among them, in order."""
    names = {*modules}
    return tuple(sorted(name for name in names if not any(parent in names for parent in parents(name))))


def parents(name: str) -> list[str]:
    """Return the packages that a module lies in, the outermost first."""
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts))]
