"""Zip archives: a folder of files, each of which is read as what it is."""

from collections.abc import Iterator
from dataclasses import replace

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.archive import Archive
from annotator.readers.source import SourceFile

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
# What systems put into archives by themselves.
_OF_SYSTEMS = ("__MACOSX", "Thumbs.db", "desktop.ini")


def sniff(data: bytes) -> bool:
    """Whether the file is a zip archive."""
    return data.startswith(_MARKS)


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return nothing: an archive has no text of its own; raises `BadFile` for what is none."""
    Archive(source.name, source.data)
    return []


def members(source: SourceFile) -> Iterator[SourceFile | BadFile]:
    """Yield the files by name, each called “ARCHIVE/NAME”, or why one cannot be unpacked; raises `BadFile`."""
    archive = Archive(source.name, source.data)
    for member in sorted(archive.names):
        if member.endswith("/") or _is_of_system(member):
            continue
        try:
            yield replace(source, name=f"{source.name}/{_named(member)}", data=archive.read(member))
        except BadFile as error:
            yield error


def _is_of_system(member: str) -> bool:
    parts = member.split("/")
    return any(part in _OF_SYSTEMS for part in parts) or parts[-1].startswith(".")


def _named(member: str) -> str:
    """Return a name as it was meant: many programs write UTF-8 without the mark that says so."""
    try:
        return member.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.replace("\0", "")
