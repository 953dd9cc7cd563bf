"""The file `copyright` of a Debian package, which a program can read, too.

The form: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
"""

import re
import textwrap
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from annotator.licences import Package, parts
from tools.bundling.places import ROOT

_FORMAT = "https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
_INSIDE = "usr/lib/annotator/_internal"
_THEIRS = "see the text of its licence in /usr/lib/annotator/THIRD-PARTY.txt"
_COMMON = {
    "Apache-2.0": ("Apache-2.0",),
    "GPL-2": ("GPL-2.0",),
    "GPL-3": ("GPL-3.0",),
    "LGPL-2.1": ("LGPL-2.1",),
    "LGPL-3": ("LGPL-3.0", "Lesser General Public License v3", "LGPLv3"),
    "MPL-2.0": ("MPL-2.0",),
}
"""A file in /usr/share/common-licenses -> how its licence is called in what the parts say of themselves."""


def text(bundle: Path) -> str:
    """Return the file: the program, then each part of the bundle with what lies in files of its own."""
    found = parts()
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8")
    _, holder, terms = ours.split("\n\n", 2)
    stanzas = [
        {"Format": _FORMAT, "Upstream-Name": "annotator", "Upstream-Contact": "The Annotator developers"},
        {"Files": "*", "Copyright": holder.removeprefix("Copyright (c) "), "License": _short("MIT")},
        _program(found),
        *(_part(part, names) for part in found if (names := _files(part, bundle))),
        {"License": _short("MIT"), "": terms},
        *_texts({part.licence for part in found} - {"MIT"}),
    ]
    return "\n".join("".join(_field(*field) for field in stanza.items()) for stanza in stanzas)


def _program(found: list[Package]) -> dict[str, str]:
    """Return what holds of the program's own file, into which the modules of all parts are packed."""
    packed = "\n".join(f"{part.name} {part.version}: {part.licence}" for part in found)
    return {
        "Files": "usr/lib/annotator/annotator",
        "Copyright": "The Annotator developers, and the authors of what is packed into it",
        "License": _short("MIT"),
        "Comment": f"Into it are packed modules of\n{packed}",
    }


def _part(part: Package, names: list[str]) -> dict[str, str]:
    return {
        "Files": "\n".join(f"{_INSIDE}/{name}" for name in names),
        "Copyright": _THEIRS,
        "License": _short(part.licence),
        "Comment": f"{part.name} {part.version}: {part.licence}",
    }


def _files(part: Package, bundle: Path) -> list[str]:
    """Return the folders and files at the top of the bundle that a part brought, as the format writes them."""
    try:
        listed = metadata.distribution(part.name).files or ()
    except metadata.PackageNotFoundError:
        return []  # Python itself
    tops = sorted({file.parts[0] for file in listed if ".." not in file.parts})
    inside = bundle / "_internal"
    return [f"{top}/*" if (inside / top).is_dir() else top for top in tops if (inside / top).exists()]


def _texts(licences: set[str]) -> Iterator[dict[str, str]]:
    """Yield where the text of each licence stands."""
    named: dict[str, str] = {}
    for licence in licences:
        named[_short(licence)] = licence
    for short, licence in sorted(named.items()):
        common = [file for file, names in _COMMON.items() if any(name in licence for name in names)]
        where = "".join(f" That of {file} is /usr/share/common-licenses/{file}, too." for file in common)
        yield {"License": short, "": f"Its text stands in /usr/lib/annotator/THIRD-PARTY.txt.{where}"}


def _short(licence: str) -> str:
    """Return a licence as the format writes it: "MIT" as "Expat", "and" between several, no blanks in a name."""
    names = re.split(r"\s+(AND|OR)\s+", licence)
    written = [name.lower() if name in ("AND", "OR") else re.sub(r"[\s(),]+", "-", name).strip("-") for name in names]
    return " ".join("Expat" if name == "MIT" else name for name in written)


def _field(name: str, said: str) -> str:
    """Return a field; one without a name goes on with the text of the one before."""
    first, *others = said.splitlines() if name else ["", *_wrapped(said)]
    head = f"{name}: {first}\n" if name else ""
    return head + "".join(f" {line or '.'}\n" for line in others)


def _wrapped(said: str) -> Iterator[str]:
    for number, paragraph in enumerate(said.strip().split("\n\n")):
        if number:
            yield ""
        yield from textwrap.wrap(paragraph, 76)
