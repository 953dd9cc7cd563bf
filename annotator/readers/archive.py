"""Zip files and the XML in them, read without trust.

A small file can unpack to terabytes, and its headers can lie about that: sizes are limited by what the headers
say and again while reading. XML never reaches for other files, and a document type that declares entities,
which no document needs, is refused.
"""

import io
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from annotator.model.errors import BadFile

MOST_MEMBERS = 10_000
MOST_BYTES = 512 * 1024 * 1024
MOST_RATIO = 200
_TOO_TIGHT = f"a part of the file is packed more than {MOST_RATIO} to 1"
_FREE_BYTES = 4 * 1024 * 1024
"""Up to this size a member may be packed as tightly as it likes: repetitive small parts are."""

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError)
_DAMAGED = "save it again in the program that made it"


class Archive:
    """The members of a zip file by name."""

    def __init__(self, name: str, data: bytes | Path, is_whole: bool = True) -> None:
        """Open `data`, or the file there; raises `BadFile` for what is no zip file or too large a one.

        `is_whole`: whether all of it is a document; else films and recordings in it count as far as they are read.
        """
        self._name, self._left = name, MOST_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
            members = self._zip.infolist()
        except _BROKEN as error:
            raise BadFile(name, "the file is damaged: its zip archive cannot be opened", _DAMAGED) from error
        if len(members) > MOST_MEMBERS or (is_whole and sum(member.file_size for member in members) > MOST_BYTES):
            raise BadFile(name, "the file unpacks to more than a document can be", _DAMAGED)
        self._is_whole = is_whole
        if is_whole and any(_suspicious(member) for member in members):
            raise BadFile(name, _TOO_TIGHT, _DAMAGED)
        if twice := [name for name, count in Counter(one.filename for one in members).items() if count > 1]:
            raise BadFile(name, f"it has the part {twice[0]} twice, and programs would read different ones", _DAMAGED)
        self.names = frozenset(member.filename for member in members)

    def read(self, member: str) -> bytes:
        """Return the bytes of a member; raises `BadFile`."""
        try:
            if not self._is_whole and _suspicious(self._zip.getinfo(member)):
                raise BadFile(self._name, _TOO_TIGHT, _DAMAGED)
            with self._zip.open(member) as stream:
                content = stream.read(self._left + 1)
        except KeyError as error:
            raise BadFile(self._name, f"the part {member} is missing", _DAMAGED) from error
        except RuntimeError as error:  # an encrypted member; NotImplementedError is one too
            raise BadFile(
                self._name, f"the part {member} is encrypted or packed in an unknown way", _DAMAGED
            ) from error
        except _BROKEN as error:
            raise BadFile(self._name, f"the file is damaged: {member} cannot be unpacked", _DAMAGED) from error
        self._left -= len(content)
        if self._left < 0:
            raise BadFile(self._name, "the file unpacks to more than a document can be", _DAMAGED)
        return content

    def xml(self, member: str) -> etree._Element:
        """Return the root of an XML member; raises `BadFile`."""
        return parse_xml(self._name, self.read(member), member)


def parse_xml(name: str, data: bytes, part: str = "") -> etree._Element:
    """Return the root element of `data`, `part` of the file `name`; raises `BadFile`."""
    place = f"its part {part}" if part else "it"
    parser = _parser()
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        # An identity that is given twice breaks a rule of validity alone. Not to collect identities would be no way
        # round: the parser then looks for the document type's file.
        faults = (entry.type_name for entry in parser.error_log if entry.level_name != "WARNING")
        if any(fault != "DTD_ID_REDEFINED" for fault in faults):
            line = error.lineno or 1
            problem = f"the file is damaged: {place} is not XML from line {line} on"
            raise BadFile(name, problem, _DAMAGED) from error
        root = etree.fromstring(data, _parser(recover=True))
    if _declares_entities(root):
        raise BadFile(name, f"{place} declares entities, which no document needs", _DAMAGED)
    return root


def _parser(recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, recover=recover
    )


def _declares_entities(root: etree._Element) -> bool:
    declared = root.getroottree().docinfo.internalDTD
    # The stubs of lxml do not know iterentities.
    return declared is not None and any(True for _ in declared.iterentities())  # type: ignore[attr-defined]


def members_of(data: bytes | Path) -> frozenset[str]:
    """Return the names in a zip file, or in the one there; none for any other file."""
    if isinstance(data, bytes) and not data.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data) as archive:
            return frozenset(archive.namelist())
    except _BROKEN:
        return frozenset()


def unpacking(data: bytes | Path, member: str) -> Iterator[bytes]:
    """Yield a member of a zip file piece by piece, as far as it can be read and a document may be large."""
    left = MOST_BYTES
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data) as archive,
            archive.open(member) as stream,
        ):
            while left > 0 and (piece := stream.read(65_536)):
                left -= len(piece)
                yield piece
    except (*_BROKEN, KeyError, RuntimeError):
        return


def _suspicious(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _FREE_BYTES and member.file_size > MOST_RATIO * max(1, member.compress_size)
