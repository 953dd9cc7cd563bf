"""The parts of a REFI-QDA project: project.qde in a zip archive with its sources, or by itself.

Paths in it are written in several ways (internal://NAME, NAME, internal://Sources/NAME, another capital). Only what is
in the archive is ever read, and, of a project.qde by itself, what is in its own folder of sources: never a path that
leads elsewhere.
"""

import codecs
from pathlib import Path

from annotator.formats.refi.xml import Element, is_root
from annotator.model.errors import BadFile
from annotator.readers.archive import Archive, parse_xml
from annotator.readers.encoding import decode
from annotator.readers.registry import bytes_at, printable

PROJECT = ".qde"
BEFORE = codecs.BOM_UTF8 + b" \t\r\n"
_PYTHON = {"macintosh": "mac_roman", "windows-874": "cp874", "windows-31j": "cp932", "windows-949": "cp949"}


class RefiContainer:
    """`root`: the project's element; `notices`: what was guessed of its texts. Raises `BadFile`."""

    def __init__(self, path: Path) -> None:
        self.name, self._path = printable(path.name), path
        # Projects hold films and recordings of gigabytes, of which nothing is read.
        data = b"" if _is_archive(path) else bytes_at(path)
        self._archive = None if data else Archive(self.name, path, is_whole=False)
        self._members = self._members_by_name()
        part = self._project() if self._archive is not None else ""
        written = self._archive.read(part) if self._archive else data
        # Some programs write a mark, or a blank line, before the declaration of the XML.
        self.root: Element = parse_xml(self.name, written.lstrip(BEFORE), part)
        self.notices: dict[str, None] = {}
        if not is_root(self.root, "Project"):
            raise BadFile(self.name, "it is no REFI-QDA project", "export it again as REFI-QDA (.qdpx)")

    def body(self, path: str) -> bytes | None:
        """Return the bytes of what a source names, None where the file does not hold it."""
        name = _plain(path).rpartition("/")[2].casefold()
        found = self._members.get(name) if name else None
        if found is None:
            return None
        return self._archive.read(found) if self._archive is not None else bytes_at(self._path.parent / found)

    def text(self, path: str) -> str | None:
        """Return a text with its line ends and its byte-order mark, as offsets may count them; raises `BadFile`."""
        data = self.body(path)
        if data is None:
            return None
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)):
            return self._guessed(path, data)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return self._guessed(path, data)

    def _guessed(self, path: str, data: bytes) -> str:
        name = f"{self.name}, {_plain(path)}"
        found = decode(name, data)
        self.notices.update(dict.fromkeys(f"{name}: {notice}" for notice in found.notices))
        try:
            return data.decode(_PYTHON.get(found.encoding, found.encoding))
        except (UnicodeDecodeError, LookupError):
            return found.text

    def _members_by_name(self) -> dict[str, str]:
        if self._archive is not None:
            names = sorted(name for name in self._archive.names if not name.startswith("__MACOSX/"))
            return {name.replace("\\", "/").rpartition("/")[2].casefold(): name for name in names}
        return {
            file.name.casefold(): f"{folder.name}/{file.name}"
            for folder in sorted(self._path.parent.iterdir())
            if folder.name.casefold() == "sources" and folder.is_dir() and not folder.is_symlink()
            for file in sorted(folder.iterdir())
            if file.is_file() and not file.is_symlink()
        }

    def _project(self) -> str:
        assert self._archive is not None
        found = [name for name in self._archive.names if name.lower().endswith(PROJECT) and "__MACOSX" not in name]
        if not found:
            raise BadFile(self.name, "it has no project.qde", "export it again as REFI-QDA (.qdpx)")
        return min(found, key=lambda name: (name.count("/"), not name.lower().endswith("project.qde"), name))


def _is_archive(path: Path) -> bool:
    """Whether a file begins as a zip archive does."""
    try:
        with path.open("rb") as stream:
            return path.is_file() and stream.read(2) == b"PK"
    except (OSError, ValueError):
        return False  # reading it says why


def _plain(path: str) -> str:
    """Return a path without its scheme."""
    return path.replace("\\", "/").partition("://")[2] if "://" in path else path.replace("\\", "/")
