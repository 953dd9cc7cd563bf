"""`packaging/licences`: what is said there of parts that do not say themselves what they are, and texts of licences.

`parts.toml` has a table `[[part]]` for each:

    files           names of files that are the part; with a slash in it a pattern is one of the whole path
    within          the same, of files that the part is built into
    licence         an SPDX expression; LicenseRef-… where its text is none of SPDX's
    version         a pattern over the bytes of the file, whose group is the version; `version_is`: the version itself
    shown_by        a pattern over the bytes; where nothing fits it, the part is not built into that file
    notice          lines of copyright
    notices         files of `notices/` that hold them, and the licence where it is no text of SPDX's
    text_of_carrier whether the distribution that it came with brings the text
    called          other names of it, in lists that wheels bring

`[distributions]` has the licences of distributions whose metadata say it otherwise, `[crates]` those of Rust's.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from annotator.model.errors import UserError
from tools.bundling.bundle_files import Shipped
from tools.bundling.places import PACKAGING

FOLDER = PACKAGING / "licences"


@dataclass(frozen=True, slots=True)
class Part:
    """A part as `parts.toml` tells it; the fields are its keys."""

    name: str
    licence: str
    files: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    version: str = ""
    version_is: str = ""
    shown_by: str = ""
    notice: str = ""
    notices: tuple[str, ...] = ()
    text_of_carrier: bool = False
    called: tuple[str, ...] = ()

    def slug(self) -> str:
        """Return its name as it stands in a package URL, e.g. "gcc-runtime-library"."""
        return re.sub(r"[^a-z0-9.+_]+", "-", self.name.lower()).strip("-")

    def is_file(self, file: Shipped) -> bool:
        """Return whether a file is the part."""
        return any(file.fits(pattern) for pattern in self.files)

    def is_within(self, file: Shipped) -> bool:
        """Return whether the part is built into a file."""
        if not any(file.fits(pattern) for pattern in self.within):
            return False
        return not self.shown_by or re.search(self.shown_by.encode(), file.file.read_bytes()) is not None

    def version_in(self, file: Shipped) -> str:
        """Return the version that a file tells, or nothing."""
        if not self.version:
            return self.version_is
        found = re.search(self.version.encode(), file.file.read_bytes())
        return found[1].decode() if found else ""

    def texts(self) -> tuple[str, ...]:
        """Return the texts of its notices."""
        return tuple(notice_text(name) for name in self.notices)

    def is_called(self, name: str) -> bool:
        """Return whether a list of somebody else's means it by a name."""
        return name.casefold() in {self.name.casefold(), *(each.casefold() for each in self.called)}


@dataclass(frozen=True, slots=True)
class PartsTable:
    """All that `parts.toml` tells."""

    parts: tuple[Part, ...]
    distributions: dict[str, str]
    crates: dict[str, str]


@cache
def parts_table() -> PartsTable:
    """Return what `parts.toml` says; raises `UserError` where it is not as above."""
    file = FOLDER / "parts.toml"
    said = tomllib.loads(_read(file))
    try:
        parts = tuple(Part(**{key: _frozen(value) for key, value in entry.items()}) for entry in said["part"])
    except (KeyError, TypeError) as error:
        raise UserError(f"{file.name}: a part is not told as it should be ({error}).") from error
    return PartsTable(parts, said.get("distributions", {}), said.get("crates", {}))


def standard_text(identifier: str) -> str:
    """Return the text of a licence or an exception by its SPDX identifier; raises `UserError` where there is none."""
    return _read(FOLDER / "texts" / f"{re.sub(r'-(only|or-later)$', '', identifier)}.txt")


def notice_text(name: str) -> str:
    """Return a text of `notices/`; raises `UserError` where there is none."""
    return _read(FOLDER / "notices" / f"{name}.txt")


def plain_text(name: str) -> str:
    """Return a text of the folder itself; raises `UserError` where there is none."""
    return _read(FOLDER / f"{name}.txt")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        where = file.relative_to(PACKAGING.parent).as_posix()
        raise UserError(f"{where} is missing; put the text there that goes with the bundle.") from error


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
