"""E-books (EPUB 2 and 3): the chapters in reading order as one text, with the notes at its end.

Title page, contents and the like are left out, which is said. EPUB 3.3, sections 5 and 6.
"""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

import regex
from lxml import etree

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.archive import Archive, members_of
from annotator.readers.epub_chapter import chapter_of, without_furniture
from annotator.readers.epub_notes import take_out_notes
from annotator.readers.html_text import text_of
from annotator.readers.odf import said_type
from annotator.readers.source import SourceFile

_CONTAINER = "META-INF/container.xml"
_TYPE = "application/epub+zip"
_FIELDS = {"creator": "author", "date": "date", "language": "language", "publisher": "publisher", "source": "source"}
_LEFT_OUT = {"cover": "cover", "title-page": "title page", "titlepage": "title page", "toc": "contents"}


def sniff(data: bytes) -> bool:
    """Whether the file is an e-book."""
    return data.startswith(b"PK") and _CONTAINER in members_of(data) and said_type(data) in (_TYPE, "")


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of an e-book; raises `BadFile`."""
    archive = Archive(source.name, source.data)
    package, folder = _package(source.name, archive)
    left_out: dict[str, None] = {}
    chapters: dict[str, etree._Element] = {}
    names = list(dict.fromkeys(_spine(package, folder, left_out)))
    _refuse_protected(source.name, archive, names)
    for name in names:
        if name in archive.names:
            chapter = chapter_of(source.name, archive.read(name), name)
            if chapter is not None:
                left_out |= dict.fromkeys(without_furniture(chapter))
                chapters[name] = chapter
    notes = take_out_notes(chapters)
    texts = [text for chapter in chapters.values() if (text := text_of(chapter).strip())]
    texts += [f"[{number}] {note}" for number, note in enumerate(notes, 1)]
    notices = (f"Left out: {', '.join(left_out)}.",) if left_out else ()
    metadata = _metadata(package)
    title = metadata.pop("title", "")
    return [source.draft("\n\n".join(texts), title=title, metadata=metadata, notices=notices)]


def _package(name: str, archive: Archive) -> tuple[etree._Element, str]:
    """Return the root of the package document and the folder that its paths begin from."""
    for element in archive.xml(_CONTAINER).iter("{*}rootfile"):
        path = element.get("full-path") or ""
        if path in archive.names:
            return archive.xml(path), posixpath.dirname(path)
    raise BadFile(name, "the e-book does not say where its chapters are", "convert it to .docx or .html")


def _spine(package: etree._Element, folder: str, left_out: dict[str, None]) -> Iterator[str]:
    """Yield the paths of the chapters in reading order; what is left out is added to `left_out`."""
    items = {one.get("id"): one for one in package.iter("{*}item")}
    guide = {_path(folder, one.get("href")): (one.get("type") or "").lower() for one in package.iter("{*}reference")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "html" not in (item.get("media-type") or "html"):
            continue
        path = _path(folder, item.get("href"))
        kind = "toc" if "nav" in (item.get("properties") or "").split() else guide.get(path, "")
        if kind in _LEFT_OUT:
            left_out[_LEFT_OUT[kind]] = None
        else:
            yield path


def _path(folder: str, href: str | None) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote((href or "").partition("#")[0])))


def _refuse_protected(name: str, archive: Archive, chapters: list[str]) -> None:
    """Raise `BadFile` where chapters are encrypted; fonts often are, which does no harm."""
    part = "META-INF/encryption.xml"
    if part not in archive.names:
        return
    hidden = {unquote(one.get("URI") or "") for one in archive.xml(part).iter("{*}CipherReference")}
    if hidden & set(chapters):
        raise BadFile(name, "the e-book is protected against copying (DRM)", "get a copy without protection")


def _metadata(package: etree._Element) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for element in package.iter("{http://purl.org/dc/elements/1.1/}*"):
        field = etree.QName(element).localname
        text = " ".join((element.text or "").split())
        if text and (field == "title" or field in _FIELDS):
            found.setdefault(_FIELDS.get(field, field), []).append(text)
    metadata = {field: "; ".join(values) if field == "author" else values[0] for field, values in found.items()}
    if day := regex.match(r"[0-9]{4}(-[0-9]{2}){0,2}(?=T|$)", metadata.get("date", "")):
        metadata["date"] = day[0]
    return metadata
