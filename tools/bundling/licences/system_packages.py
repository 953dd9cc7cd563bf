"""Which package of Debian’s a library of the building machine is from, with what the package says of its licence."""

import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.bundling.bundle_files import Shipped
from tools.bundling.licences.component import purl

_MORE_PLACES = "/usr/sbin:/sbin"
"""Where `ldconfig` is, which is not always on the path."""

_BUILD = re.compile(rb"\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0(.{20})", re.DOTALL)
"""The note of ELF that says which build a library is of, the SHA-1 of it (NT_GNU_BUILD_ID)."""


@dataclass(frozen=True, slots=True)
class SystemPackage:
    """A package. `copyright`: its file of that name, in full."""

    name: str
    version: str
    architecture: str
    copyright: str

    def purl(self) -> str:
        """Return its package URL, e.g. "pkg:deb/debian/libffi8@3.4.8-2?arch=amd64"."""
        system = platform.freedesktop_os_release().get("ID", "debian")
        return purl("deb", self.name, self.version, system, arch=self.architecture)


def package_of(file: Shipped) -> SystemPackage | None:
    """Return the package that a file of the bundle was taken from; none where no library here is the same."""
    source = _libraries().get(file.file.name)
    if source is None or shutil.which("dpkg-query") is None or not _is_same(file.file, source):
        return None
    name = _owner(source)
    return _package(name) if name else None


def _is_same(shipped: Path, source: Path) -> bool:
    """Return whether a library is the same but for the symbols that bundling takes out, which leave its build."""
    ours, its = shipped.read_bytes(), source.read_bytes()
    numbers = [found[1] for each in (ours, its) if (found := _BUILD.search(each)) is not None]
    return ours == its or (len(numbers) == 2 and numbers[0] == numbers[1])


@cache
def _libraries() -> dict[str, Path]:
    """Return where the system's loader finds libraries, by their names; the first of a name counts."""
    command = shutil.which("ldconfig", path=f"{os.environ.get('PATH', '')}:{_MORE_PLACES}")
    if command is None:
        return {}
    printed = _run(command, "-p")
    pairs = re.findall(r"^\s+(\S+) \([^)]*\) => (\S+)$", printed, re.MULTILINE)
    return {name: Path(path) for name, path in reversed(pairs)}


def _owner(library: Path) -> str:
    """Return the package that has a file; what stands under /usr may be known there by the path without it."""
    real = library.resolve().as_posix()
    for path in (real, real.removeprefix("/usr")):
        if found := re.match(r"([a-z0-9.+-]+)(?::\w+)?: /", _run("dpkg-query", "--search", path)):
            return found[1]
    return ""


def _package(name: str) -> SystemPackage:
    told = _run("dpkg-query", "--show", "--showformat=${Version}\t${Architecture}\n", name)
    version, architecture = told.splitlines()[0].split("\t")
    said = Path("/usr/share/doc", name, "copyright")
    return SystemPackage(name, version, architecture, said.read_text("utf-8", "replace") if said.is_file() else "")


def _run(*command: str) -> str:
    """Return what a program prints; nothing where it fails, since it then knows nothing of what it is asked."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
