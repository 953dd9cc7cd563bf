"""A small folder that stands in for a bundle, and what is read out of Debian packages."""

import io
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from email import message_from_string
from pathlib import Path

import lxml
import pytest

from tools.bundling.licences.component import Component


def small_bundle(folder: Path) -> Path:
    """Make a bundle of a few files: program, library, link, a name in letters beyond ASCII; modes of all kinds."""
    inside = folder / "_internal"
    (inside / "lxml").mkdir(parents=True)
    (folder / "annotator").write_text("#!/bin/sh\necho annotator\n")
    (folder / "annotator").chmod(0o775)
    library = next(Path(str(lxml.__file__)).parent.glob("objectify*.so"))
    shutil.copy(library, inside / "lxml" / library.name)
    (inside / "lxml" / library.name).chmod(0o777)
    (inside / "objectify.so").symlink_to(f"lxml/{library.name}")
    (inside / "Übung – 演習.txt").write_text("text")
    (inside / "Übung – 演習.txt").chmod(0o666)
    (folder / "THIRD-PARTY.txt").write_text("licences")
    return folder


def parts_of_small() -> list[Component]:
    """Return of whom the small bundle is made, as far as anybody said."""
    kept = ("_internal/lxml/objectify.so", "_internal/lxml/etree.so", "_internal/libxml2.so.2")
    return [
        Component("lxml", "6.1.3", "BSD-3-Clause", "pkg:pypi/lxml@6.1.3", files=kept[:2]),
        Component(
            "libxml2", "", "MIT", "pkg:generic/libxml2", files=kept[2:], notice="Copyright its author\nand others"
        ),
        Component("gettext", "1", "LGPL-2.1-or-later OR MPL-2.0", "pkg:generic/gettext", within="lxml"),
        Component("starter", "6", "GPL-2.0-or-later WITH Bootloader-exception", "pkg:pypi/s", files=("annotator",)),
    ]


@dataclass(frozen=True, slots=True)
class ReadPackage:
    """A Debian package: its fields, the files that dpkg reads, and all that is installed, in its order."""

    fields: dict[str, str]
    about: dict[str, bytes]
    members: list[tarfile.TarInfo]
    contents: dict[str, bytes]


def read(deb: Path) -> ReadPackage:
    """Read one by dpkg-deb; names are below the root, without the dot."""
    fields = message_from_string(_said(deb, "--field").decode())
    members, contents = _tar(_said(deb, "--fsys-tarfile"))
    _, about = _tar(_said(deb, "--ctrl-tarfile"))
    return ReadPackage(dict(fields.items()), about, members, contents)


def said(*command: str | Path) -> str:
    """Return what a program says; skips where it is not installed."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def of_lintian(deb: Path) -> list[str]:
    """Return the errors and warnings of lintian that no override answers."""
    told = said("lintian", "--no-cfg", "--allow-root", "--profile", "debian", "--tag-display-limit", "0", deb)
    return [line for line in told.splitlines() if line.startswith(("E:", "W:"))]


def _said(deb: Path, question: str) -> bytes:
    return subprocess.run(["dpkg-deb", question, str(deb)], check=True, capture_output=True).stdout


def _tar(content: bytes) -> tuple[list[tarfile.TarInfo], dict[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        members = archive.getmembers()
        found = {}
        for member in members:
            member.name = member.name.removeprefix("./")
            if (file := archive.extractfile(member) if member.isreg() else None) is not None:
                found[member.name] = file.read()
    return members, found
