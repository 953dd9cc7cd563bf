"""TEI: editions in XML, a document for each that a volume holds, else one for each text.

A volume's own matter (preface, list of persons, index) is the editors', not the documents', and would be coded and
counted with them: it is left out, which is said. Nothing is fetched: a document type is not looked up.
"""

from collections.abc import Collection
from dataclasses import replace
from html.entities import html5

import regex
from lxml import etree

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.archive import parse_xml
from annotator.readers.source import SourceFile
from annotator.readers.tei_body import TeiBody, line_of
from annotator.readers.tei_elements import DIVISIONS, child, id_of, local
from annotator.readers.tei_metadata import language_of, of_document, of_edition, of_volume, title_of
from annotator.readers.xml_root import root_in

_ROOTS = frozenset(["TEI", "TEI.2", "teiCorpus", "teiCorpus.2"])
_HEAD_BYTES = 65_536
_DECLARED_ENCODING = regex.compile(r"(<\?xml[^>]{0,100}?)\s+encoding\s*=\s*[\"'][^\"']{0,40}[\"']")
# What TEI P4 sets in a document type to choose among its element sets; it stands for nothing in a text.
_PARAMETERS = regex.compile(
    rb"<!ENTITY\s+%\s+[\w.-]+\s+(?:\"[^\"<&%]*\"|'[^'<&%]*'|(?:SYSTEM|PUBLIC\s+[\"'][^\"']*[\"'])\s+[\"'][^\"']*[\"'])\s*>"
)
_MOST_NAMED = 12
"""So many parts that were left out are named."""


def sniff(data: bytes) -> bool:
    """Whether the root element of a file is one of TEI's."""
    return root_in(data).name in _ROOTS


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the documents of a TEI file in their order; raises `BadFile`."""
    root = parse_xml(source.name, _bytes_of(source))
    if local(root) not in _ROOTS:
        raise BadFile(
            source.name,
            "it is an XML file of a kind that is not read",
            "choose “Other XML, by a map” (--format xml), or save it as a web page or as plain text",
        )
    notices = _plain(root)
    drafts: list[DocumentDraft] = []
    for edition in root.iter("{*}TEI", "{*}TEI.2"):
        text = child(edition, "text")
        if text is not None:
            drafts += _volume(source, edition, text) or _whole(source, edition, text)
    if not drafts:
        raise BadFile(source.name, "it has no text", "nothing was imported from it")
    return [_saying(drafts[0], notices), *drafts[1:]]


def _bytes_of(source: SourceFile) -> bytes:
    data = source.data
    if source.encoding:
        data = _DECLARED_ENCODING.sub(r"\1", source.decoded().text, count=1).encode()
    head, rest = data[:_HEAD_BYTES], data[_HEAD_BYTES:]
    if b"<!DOCTYPE" not in head:
        return data
    # As many lines as before, so that an error is found in the line that is named.
    return _PARAMETERS.sub(lambda found: b"\n" * found[0].count(b"\n"), head) + rest


def _plain(root: etree._Element) -> tuple[str, ...]:
    """Make characters of the names of characters, and join what instructions to programs divide."""
    etree.strip_tags(root, etree.PI)
    unknown: dict[str, None] = {}
    for entity in list(root.iter(etree.Entity)):
        name = entity.text or ""  # "&eacute;"
        char = html5.get(name.removeprefix("&"))
        if char is None:
            unknown[name] = None
        text = (char or name) + (entity.tail or "")
        before, parent = entity.getprevious(), entity.getparent()
        if parent is None:
            continue
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        parent.remove(entity)
    names = ", ".join(list(unknown)[:_MOST_NAMED])
    return (f"What these stand for is not known, and they were kept as they are: {names}.",) if unknown else ()


def _volume(source: SourceFile, edition: etree._Element, text: etree._Element) -> list[DocumentDraft]:
    """Return a draft for each document that a text marks as one, none where it marks none."""
    marked = [div for div in text.iter("{*}*") if local(div) in DIVISIONS and div.get("type") == "document"]
    common, pages = of_volume(edition), _pages_at(text, marked)
    drafts: list[DocumentDraft] = []
    for div in marked:
        inner = [one for one in div.iterdescendants("{*}*") if one in pages]
        metadata, apart = of_document(div, inner)
        body = TeiBody(div, apart)
        if not body.text()[0] or (inner and not _has_own_words(div, apart)):
            continue
        metadata |= common | ({"page": pages[div]} if pages[div] else {}) | language_of(div)
        title = line_of(child(div, "head"), apart) or f"{source.stem} {len(drafts) + 1}"
        drafts.append(_draft(source, body, title, metadata))
    left = _left_out(text, pages, len(marked) - len(drafts))
    return [_saying(drafts[0], left), *drafts[1:]] if drafts else []


def _whole(source: SourceFile, edition: etree._Element, text: etree._Element) -> list[DocumentDraft]:
    """Return a draft for each text of an edition that has a body with words in it."""
    bodies = [body for body in text.iter("{*}body") if local(body.getparent()) == "text"]
    outside = {id_of(note): note for back in text.iter("{*}back") for note in back.iter("{*}note") if id_of(note)}
    drafts: list[DocumentDraft] = []
    for element in bodies:
        metadata, apart = of_document(element, (), edition)
        body = TeiBody(element, apart, outside)
        if not body.text()[0]:
            continue
        head = next(element.iter("{*}head"), None) if len(bodies) > 1 else None
        metadata = of_edition(edition) | metadata | language_of(element)
        drafts.append(_draft(source, body, line_of(head) or title_of(edition), metadata))
    sides = [side for side in ("front", "back") if any(line_of(one) for one in text.iter(f"{{*}}{side}"))]
    left = (f"Left out: the text's {' and '.join(sides)} matter.",) if sides else ()
    return [_saying(drafts[0], left), *drafts[1:]] if drafts else []


def _draft(source: SourceFile, body: TeiBody, title: str, metadata: dict[str, str]) -> DocumentDraft:
    text, pages = body.text()
    return source.draft(text, title=title, metadata=metadata, notices=body.notices(), pages=pages)


def _saying(draft: DocumentDraft, notices: tuple[str, ...]) -> DocumentDraft:
    """Add what concerns a file as a whole, which is said once, with its first document."""
    return replace(draft, notices=tuple(dict.fromkeys((*notices, *draft.notices))))


def _has_own_words(division: etree._Element, apart: Collection[etree._Element]) -> bool:
    """Whether a division for a document says more than its heading, where the documents in it have the rest."""
    head = child(division, "head")
    return bool(line_of(division, apart if head is None else (*apart, head)))


def _pages_at(text: etree._Element, marked: Collection[etree._Element]) -> dict[etree._Element, str]:
    """Return the number of the printed page on which each document begins, "" where none is given."""
    page, found = "", dict.fromkeys(marked, "")
    for element in text.iter("{*}*"):
        if local(element) == "pb":
            page = element.get("n") or ""
            parent = element.getparent()
            # A break right before a document's first word.
            if parent in found and element.getprevious() is None and not (parent.text or "").strip():
                found[parent] = page
        elif element in found:
            found[element] = page
    return found


def _left_out(text: etree._Element, documents: Collection[etree._Element], empty: int) -> tuple[str, ...]:
    """Return sentences about what of a volume is in no document."""
    parts: list[str] = []
    loose = 0
    walker = etree.iterwalk(text, events=("start",))
    for _, element in walker:
        name = local(element)
        if element in documents:
            walker.skip_subtree()
        elif name in DIVISIONS and not any(one in documents for one in element.iterdescendants("{*}*")):
            parts.append(line_of(child(element, "head")) or element.get("type") or "a part without a heading")
            walker.skip_subtree()
        elif name in ("p", "ab", "list", "table"):
            loose += 1
            walker.skip_subtree()
    said = []
    if parts:
        names = ", ".join(f"“{part}”" for part in parts[:_MOST_NAMED])
        more = f" and {len(parts) - _MOST_NAMED} more" if len(parts) > _MOST_NAMED else ""
        said.append(f"Left out, since they are in no document of the volume: {names}{more}.")
    if loose:
        said.append(f"Left out, since it is in no document: text in {loose} other places of the volume.")
    if empty:
        said.append(f"Divisions for documents without a text of their own, which were passed over: {empty}.")
    return tuple(said)
