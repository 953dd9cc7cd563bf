"""The files of a bundle by their places in it, the same on all three systems."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from annotator.model.errors import UserError
from annotator.resources import THIRD_PARTY

SBOM_SUFFIX = ".cdx.json"
"""What the name of an SBOM in CycloneDX ends with."""

_OF_APP = "Contents/Resources"
_INNER = ("_internal/", "Contents/Frameworks/", "Contents/Resources/")
"""Where PyInstaller puts all but the executable; the last two in an app of macOS."""
_MAGIC = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


def third_party_place(bundle: Path) -> Path:
    """Return where THIRD-PARTY.txt lies in a bundle: in its root, in an app of macOS among its resources."""
    inside = bundle / _OF_APP
    return (inside if inside.is_dir() else bundle) / THIRD_PARTY


@dataclass(frozen=True, slots=True)
class Shipped:
    """A file of the bundle. `path`: its place in it; `inner`: the place that Python finds it at, else the same."""

    path: str
    inner: str
    file: Path

    def fits(self, pattern: str) -> bool:
        """Return whether a pattern of the shell fits its inner place, or, without a slash in it, its name alone."""
        name = self.inner if "/" in pattern else self.inner.rpartition("/")[2]
        return fnmatchcase(name.lower(), pattern.lower())

    def is_outside(self) -> bool:
        """Return whether it stands where only the executable stands, and what goes with it."""
        return self.path == self.inner

    def is_code(self) -> bool:
        """Return whether it is a program or a library of the machine's code."""
        with self.file.open("rb") as opened:
            return opened.read(4).startswith(_MAGIC)

    def sha256(self) -> str:
        """Return the SHA-256 of its bytes, in hexadecimal digits."""
        return hashlib.sha256(self.file.read_bytes()).hexdigest()


def shipped(bundle: Path) -> list[Shipped]:
    """Return the files of a bundle by their paths, without links and without the lists that are made of them.

    Raises `UserError` where there is no bundle, and where a link leads out of it.
    """
    if not bundle.is_dir():
        raise UserError(f"There is no bundle at {bundle}; make one first.")
    return sorted(_walk(bundle), key=lambda each: each.path)


def _walk(bundle: Path) -> Iterator[Shipped]:
    root = bundle.resolve()
    for folder, folders, names in os.walk(bundle):
        for name in (*folders, *names):
            file = Path(folder, name)
            path = file.relative_to(bundle).as_posix()
            if file.is_symlink():
                if not file.resolve().is_relative_to(root):
                    raise UserError(f"The link {path} leads out of the bundle, so it leads nowhere on another machine.")
            elif file.is_file() and not _is_about_the_bundle(path):
                yield Shipped(path, _inner(path), file)


def _is_about_the_bundle(path: str) -> bool:
    """Return whether a file is one that is made of the list of parts."""
    folder, _, name = path.rpartition("/")
    return folder in ("", _OF_APP) and (name == THIRD_PARTY or name.endswith(SBOM_SUFFIX))


def _inner(path: str) -> str:
    return next((path.removeprefix(start) for start in _INNER if path.startswith(start)), path)
