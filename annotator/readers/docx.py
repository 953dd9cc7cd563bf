"""Word files: the text as a reader of the finished document sees it.

Body order; tracked insertions stand, deletions are gone; notes follow the text and are marked where they belong.
What is left out (comments, headers, hidden text) is said. ECMA-376 part 1, chapter 17.
"""

import posixpath

import regex
from lxml import etree

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.model.wording import counted
from annotator.readers.archive import Archive, members_of
from annotator.readers.docx_body import DocxBody
from annotator.readers.docx_numbering import numbering_of
from annotator.readers.office_headings import docx_heading
from annotator.readers.ooxml import local
from annotator.readers.source import SourceFile

_MAIN_TYPE = regex.compile(
    r"(?:wordprocessingml\.(?:document|template)|ms-word\.\w+)\.(?:main|macroEnabled\w+\.main)\+xml$", regex.I
)
_USUAL = "word/document.xml"
_CORE = {
    "creator": "author",
    "created": "created",
    "subject": "subject",
    "keywords": "keywords",
    "language": "language",
}


def sniff(data: bytes) -> bool:
    """Whether the file is a zip archive with a Word document in it."""
    return any(regex.fullmatch(r"word/document\d*\.xml", name) for name in members_of(data))


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a Word file; raises `BadFile`."""
    archive = Archive(source.name, source.data)
    main = _main_part(source.name, archive)
    folder = posixpath.dirname(main)
    styles = _optional(archive, f"{folder}/styles.xml")
    body = DocxBody(numbering_of(_optional(archive, f"{folder}/numbering.xml"), styles))
    root = archive.xml(main)
    body.read(root)
    for kind in ("footnote", "endnote"):
        body.add_notes(kind, _optional(archive, f"{folder}/{kind}s.xml"))
    heading = docx_heading(root, styles)
    properties = _core(_optional(archive, "docProps/core.xml"))
    title = properties.pop("title", "")
    notices = (*body.notices(), *_left_out(archive, folder))
    return [source.draft(body.text(), title=title, heading=heading, metadata=properties, notices=notices)]


def _main_part(name: str, archive: Archive) -> str:
    if "[Content_Types].xml" in archive.names:
        for element in archive.xml("[Content_Types].xml").iter("{*}Override"):
            part = (element.get("PartName") or "").lstrip("/")
            if part in archive.names and _MAIN_TYPE.search(element.get("ContentType") or ""):
                return part
    if _USUAL not in archive.names:
        raise BadFile(name, "it is a zip archive without a Word document in it", "unpack it and import what is inside")
    return _USUAL


def _optional(archive: Archive, part: str) -> etree._Element | None:
    return archive.xml(part) if part in archive.names else None


def _core(root: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in () if root is None else root:
        if not isinstance(element.tag, str):
            continue
        name, text = etree.QName(element).localname, (element.text or "").strip()
        if text and (name == "title" or name in _CORE):
            found[_CORE.get(name, name)] = text
    return found


def _left_out(archive: Archive, folder: str) -> tuple[str, ...]:
    notices = []
    edges = [name for name in sorted(archive.names) if regex.fullmatch(rf"{folder}/(?:header|footer)\d*\.xml", name)]
    if any(_has_text(archive.xml(name)) for name in edges[:20]):
        notices.append("Headers and footers were left out.")
    comments = f"{folder}/comments.xml"
    if comments in archive.names and (count := sum(local(one) == "comment" for one in archive.xml(comments))):
        notices.append(f"{counted(count, 'comment was', 'comments were')} left out.")
    return tuple(notices)


def _has_text(root: etree._Element) -> bool:
    return any(local(element) == "t" and (element.text or "").strip() for element in root.iter())
