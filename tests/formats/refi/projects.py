"""Projects of REFI-QDA as other programs write them, made by hand."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from annotator.formats.format import ReadOptions
from annotator.formats.refi.refi import FORMAT
from annotator.model.bundle import Bundle, CodedDocument

ANA, BEN = "0B0B0000-0000-4000-8000-00000000000A", "0b0b0000-0000-4000-8000-00000000000b"
USERS = f'<Users><User guid="{ANA}" name="Ana"/><User guid="{{{BEN.upper()}}}" name="Ben"/></Users>'
CODE, CHILD = "C0DE0000-0000-4000-8000-000000000001", "c0de0000-0000-4000-8000-000000000002"
CODES = (
    f'<CodeBook><Codes><Code guid="{{{CODE}}}" name="Mood" isCodable="true" color="#f0a">'
    f'<Description>How it feels.</Description><Code guid="{CHILD}" name="Joy" isCodable="true"/></Code>'
    "</Codes></CodeBook>"
)
PLAIN = 'plainTextPath="internal://t.txt"'
NAMESPACE = "urn:QDA-XML:project:1.0"
TEXT = "France urged China 🕊 to talk.\r\nIt warned: no “force”.\r\nAll sides welcomed it.\r\n"


def guid(number: int) -> str:
    """Return a GUID of a thing of a project."""
    return f"5e1ec700-0000-4000-8000-{number:012d}"


def qde(
    *parts: str, origin: str = "Some QDA 1.0", namespace: str = NAMESPACE, users: str = USERS, codes: str = CODES
) -> str:
    """Return a project.qde with these parts after its users and codes."""
    head = f'<Project xmlns="{namespace}" name="Study" origin="{origin}">'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}{users}{codes}{"".join(parts)}</Project>'


def text_source(
    *content: str, path: str = 'plainTextPath="internal://t.txt"', name: str = "Readout", number: int = 1
) -> str:
    """Return a source."""
    return f'<Sources><TextSource guid="{guid(number)}" name="{name}" {path}>{"".join(content)}</TextSource></Sources>'


def selection(
    start: int,
    stop: int,
    name: str | None = None,
    code: str = CODE,
    user: str = ANA,
    number: int = 100,
    inside: str = "",
) -> str:
    """Return a selection with one coding."""
    named = f' name="{name}"' if name is not None else ""
    coding = f'<Coding guid="{guid(number + 1)}" creatingUser="{user}"><CodeRef targetGUID="{code}"/></Coding>'
    places = f'startPosition="{start}" endPosition="{stop}"'
    content = f"{coding if code else ''}{inside}"
    return f'<PlainTextSelection guid="{guid(number)}"{named} {places}>{content}</PlainTextSelection>'


def qdpx(
    folder: Path, project: str | bytes, sources: Mapping[str, bytes] | None = None, name: str = "study.qdpx"
) -> Path:
    """Write a project with its sources, by their whole names in the archive."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", project)
        for part, data in (sources or {"sources/t.txt": TEXT.encode()}).items():
            archive.writestr(part, data)
    return path


def read(path: Path) -> Bundle:
    """Read a project."""
    assert FORMAT.reader is not None
    return FORMAT.reader.read(path, ReadOptions())


def only(bundle: Bundle) -> CodedDocument:
    """Return the one document of a bundle."""
    (coded,) = bundle.documents
    return coded
