"""OpenDocument texts, as LibreOffice writes them: the text as a reader of the finished document sees it.

Body order; tracked insertions stand, deletions are gone; notes follow the text and are marked where they belong.
What is left out (comments, headers, hidden text) is said. OASIS OpenDocument 1.3, part 3, chapters 5 to 7.
"""

import regex
from lxml import etree

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.archive import Archive, members_of, parse_xml
from annotator.readers.odf import TEXT, has_words, kind_of, local, qualified
from annotator.readers.odt_body import OdtBody
from annotator.readers.odt_lists import lists_of
from annotator.readers.office_headings import odt_heading
from annotator.readers.source import SourceFile
from annotator.readers.xml_root import root_in

_FIELDS = {
    "initial-creator": "author",
    "creator": "author",
    "creation-date": "created",
    "subject": "subject",
    "keyword": "keywords",
    "language": "language",
}
_ROOT = regex.compile(r"<office:document\s.*opendocument\.text", regex.S)


def sniff(data: bytes) -> bool:
    """Whether the file is an OpenDocument text, zipped or as one XML file."""
    if data.startswith(b"PK"):
        return "content.xml" in members_of(data) and kind_of(data) == "text"
    return _ROOT.match(root_in(data).tag) is not None


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a file; raises `BadFile`."""
    content, styles, meta = _parts(source)
    body = content.find(f".//{qualified('office', 'body')}/{qualified('office', 'text')}")
    if body is None:
        raise BadFile(source.name, "it is an OpenDocument file without a text", "save it as .odt or .docx")
    walk = OdtBody(lists_of(content, styles), _hidden(content, styles))
    walk.read(body)
    properties, heading = _metadata(meta), odt_heading(body, styles, content)
    title = properties.pop("title", "")
    notices = (*walk.notices(), *_left_out(styles))
    return [source.draft(walk.text(), title=title, heading=heading, metadata=properties, notices=notices)]


def _parts(source: SourceFile) -> tuple[etree._Element, etree._Element | None, etree._Element | None]:
    """Return content, styles and metadata: parts of a zip file, or one and the same element."""
    if not source.data.startswith(b"PK"):
        root = parse_xml(source.name, source.data)
        return root, root, root
    archive = Archive(source.name, source.data)
    if "encryption-data" in _manifest(archive):
        raise BadFile(source.name, "it needs a password", "save it without one")
    styles, meta = (archive.xml(part) if part in archive.names else None for part in ("styles.xml", "meta.xml"))
    return archive.xml("content.xml"), styles, meta


def _manifest(archive: Archive) -> str:
    part = "META-INF/manifest.xml"
    return archive.read(part).decode("utf-8", "replace") if part in archive.names else ""


def _hidden(*roots: etree._Element | None) -> frozenset[str]:
    """Return the names of the styles that hide what has them."""
    found = set[str]()
    for root in roots:
        for style in () if root is None else root.iter(qualified("style", "style")):
            if any(inner.get(qualified("text", "display")) == "none" for inner in style):
                found.add(style.get(qualified("style", "name")) or "")
    return frozenset(found)


def _metadata(root: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    meta = None if root is None else root.find(f".//{qualified('office', 'meta')}")
    for element in () if meta is None else meta:
        name, text = local(element), (element.text or "").strip()
        if text and (name == "title" or name in _FIELDS):
            found.setdefault(_FIELDS.get(name, name), text)
    return found


def _left_out(styles: etree._Element | None) -> tuple[str, ...]:
    edges = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
    for element in () if styles is None else styles.iter(*(qualified("style", name) for name in edges)):
        if any(has_words(one) for one in element.iter(f"{{{TEXT}}}p")):
            return ("Headers and footers were left out.",)
    return ()
