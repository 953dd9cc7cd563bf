"""What the program is made of, and under which licences: read from the metadata of the distributions as installed.

So a list that is shown is never one of other versions than those at hand.
"""

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata

DIRECT = (
    *("PySide6-Essentials", "pydantic", "sqlite-utils", "click", "regex", "sentencex", "charset-normalizer"),
    *("lxml", "pypdfium2", "markdown-it-py", "PyYAML", "numpy", "ahocorasick-rs", "arro3-core", "arro3-io"),
    *("python-calamine", "xlsxwriter", "rapidfuzz", "py3langid", "dateparser", "hijridate"),
    *("sqlcipher3", "psycopg", "psycopg-binary", "keyring"),
)
"""The distributions that the program imports; those of an extra, or of another system, need not be there."""

_SAID_BY_TEXT_ALONE = {"sqlcipher3": "Zlib AND BSD-3-Clause AND Apache-2.0"}
"""Parts whose metadata name no licence: that of the text they bring, and those of what is built into them.

In sqlcipher3 that is SQLCipher (BSD-3-Clause) and OpenSSL (Apache-2.0).
"""
_LONGEST = 80
"""Characters of a licence's name; where the field holds its whole text, the classifiers say it shorter."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(?:licen[cs]e|copying|notice)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """A part of the program. `licence`: its name, an SPDX expression where the part gives one."""

    name: str
    version: str
    licence: str
    _distribution: metadata.Distribution | None = field(default=None, compare=False, repr=False)

    def text(self) -> str:
        """Return the text of the licence as the part brings it, else a sentence that says that it brings none."""
        return (
            "\n\n".join(self.texts())
            or f"{self.name} is under {self.licence}; the installed package brings no text of it."
        )

    def texts(self) -> list[str]:
        """Return the texts of licences that the part brings, one of each file."""
        found = self._distribution
        files = [file for file in (found.files or ()) if _is_licence(file)] if found else []
        # Some are older than UTF-8; a name with a wrong letter is better than no licence.
        texts = (content.decode("utf-8", "replace").strip() for content in map(_content, files))
        return [*filter(None, texts)]


def parts() -> list[Package]:
    """Return Python (which brings SQLite) and every distribution that the program needs in the end, by name."""
    found: dict[str, Package] = {}
    waiting = [*DIRECT]
    while waiting:
        name = waiting.pop()
        if _key(name) in found:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[_key(name)] = package(distribution)
        waiting += _needed(distribution)
    python = Package("Python", platform.python_version(), "PSF-2.0")
    return [python, *(found[key] for key in sorted(found))]


def package(distribution: metadata.Distribution) -> Package:
    """Return an installed distribution as a part of the program."""
    said = distribution.metadata
    return Package(said["Name"], distribution.version, _licence(said), distribution)


def _needed(distribution: metadata.Distribution) -> Iterator[str]:
    """Yield what a distribution needs by itself, not for one of its extras; what is not there is left out later."""
    for requirement in distribution.requires or ():
        name = _NAME.match(requirement)
        if name is not None and "extra ==" not in requirement.replace("'", '"').partition(";")[2]:
            yield name[0]


def _licence(said: "metadata.PackageMetadata") -> str:
    """Return the name of a licence, from whichever of the three fields has it."""
    if (name := _SAID_BY_TEXT_ALONE.get(_key(said["Name"]))) is not None:
        return name
    fields = said.json
    for key in ("license_expression", "license"):
        if (name := str(fields.get(key, "")).strip()) and "\n" not in name and len(name) <= _LONGEST:
            return name
    listed = [str(line).split(" :: ") for line in said.get_all("Classifier") or ()]
    return ", ".join(parts[-1] for parts in listed if parts[0] == "License") or "a licence of its own"


def _is_licence(file: metadata.PackagePath) -> bool:
    return ".dist-info" in file.parts[0] and bool(_LICENCE_FILE.search(file.as_posix().partition("/")[2]))


def _content(file: metadata.PackagePath) -> bytes:
    """Return a file's bytes; none where whoever packed the program left it out."""
    try:
        return file.read_binary()
    except OSError:
        return b""


def _key(name: str) -> str:
    """Return a name as the index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
