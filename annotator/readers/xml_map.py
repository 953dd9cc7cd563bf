"""XML of any kind, by a small map: which element is a document, and which place in it is which field.

A map is JSON or YAML that a user can keep: `{"document": "speech", "title": "head", "fields": {"date": "@when"},
"leave": ["note"]}`. A place is names of elements with slashes between them, `@name` at the end for an attribute, and
`.` or nothing for the document's own. Without a map one is proposed: the element that comes most often with most words.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import regex
import yaml
from lxml import etree

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.archive import parse_xml
from annotator.readers.source import SourceFile
from annotator.readers.xml_places import XmlMap, local_name

_PLACE = regex.compile(r"(?:[\w.-]+(?:/[\w.-]+)*)?(?:/?@[\w.:-]+)?|\.")
_KEYS = frozenset({"root", "document", "title", "fields", "leave"})
_EXPECTED = "a map says “document” and may say “root”, “title”, “fields” and “leave”; see the manual"
_TITLES = ("title", "head", "heading", "headline", "subject", "titel", "titre", "titulo")
_MOST_FIELDS, _LONGEST_FIELD = 12, 200
_FEWEST = 2


def map_of(name: str, text: str) -> XmlMap:
    """Return the map that a file of JSON or YAML says; raises `BadFile`."""
    try:
        said = json.loads(text) if text.lstrip().startswith("{") else yaml.safe_load(text)
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise BadFile(name, "it is neither JSON nor YAML", _EXPECTED) from error
    if not isinstance(said, dict) or not isinstance(said.get("document"), str) or not said.keys() <= _KEYS:
        raise BadFile(name, "it is no map of XML", _EXPECTED)
    fields, leave = said.get("fields") or {}, said.get("leave") or []
    if not isinstance(fields, dict) or not isinstance(leave, list):
        raise BadFile(name, "it is no map of XML", _EXPECTED)
    found = XmlMap(
        str(said["document"]),
        str(said.get("title") or ""),
        tuple((str(key), str(place)) for key, place in fields.items()),
        tuple(map(str, leave)),
        str(said.get("root") or ""),
    )
    places = (found.document, found.title, *(place for _, place in found.fields))
    wrong = next((place for place in places if not _PLACE.fullmatch(place)), None)
    if wrong is not None or "@" in found.document:
        raise BadFile(name, f"“{wrong or found.document}” is no place in XML", _EXPECTED)
    return found


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return a document for each element that a map says, or the proposed one; raises `BadFile`."""
    root = parse_xml(source.name, source.data)
    etree.strip_tags(root, etree.Comment, etree.PI)
    chosen = source.xml_map
    used = chosen or proposed(root)
    drafts: list[DocumentDraft] = []
    texts = [(one, text) for one in used.documents(root) if (text := used.text(one)).strip()]
    for number, (element, text) in enumerate(texts, 1):
        title = used.title_of(element) or (f"{source.stem} {number}" if len(texts) > 1 else source.stem)
        drafts.append(source.draft(text, title=title, metadata=used.metadata(element)))
    if not drafts:
        raise BadFile(source.name, f"no element “{used.document}” in it has a text", "choose another map")
    notice = f"Read by {'your' if chosen else 'a proposed'} map, a document each {used.said()}."
    return [_saying(drafts[0], notice), *drafts[1:]]


def _saying(draft: DocumentDraft, notice: str) -> DocumentDraft:
    return DocumentDraft(draft.title, draft.text, draft.metadata, draft.source, (notice, *draft.notices))


@dataclass(slots=True)
class _Repeated:
    """Elements of one name: how many there are, and how many letters stand in them."""

    count: int = 0
    letters: int = 0


def proposed(root: etree._Element) -> XmlMap:
    """Return a map for a file: documents are what comes again and again with most of the text, and holds paragraphs."""
    kinds: dict[str, _Repeated] = defaultdict(_Repeated)
    for element in root.iter():
        if isinstance(element.tag, str) and len(element):
            kind = kinds[local_name(element)]
            kind.count += 1
            kind.letters += sum(len(one.strip()) for one in element.itertext()) if _holds_texts(element) else 0
    repeated = {name: kind for name, kind in kinds.items() if kind.count >= _FEWEST and kind.letters}
    if not repeated:
        return XmlMap(local_name(root))
    document = max(repeated, key=lambda name: repeated[name].letters)
    first = next(element for element in root.iter() if isinstance(element.tag, str) and local_name(element) == document)
    children = [local_name(one) for one in first if isinstance(one.tag, str)]
    title = next((name for name in _TITLES if name in children), "")
    return XmlMap(document, title, tuple(_fields(first, {title}).items()))


def _holds_texts(element: etree._Element) -> bool:
    """Whether an element holds others and no words of its own: sentences with marked words are no documents."""
    return not (element.text or "").strip() and not any((one.tail or "").strip() for one in element)


def _fields(document: etree._Element, taken: set[str]) -> Mapping[str, str]:
    """Return where the first document has short values: its attributes, and its children that come once."""
    found = {etree.QName(key).localname: f"@{etree.QName(key).localname}" for key in document.attrib}
    names = [local_name(one) for one in document if isinstance(one.tag, str)]
    for child in document:
        name = local_name(child) if isinstance(child.tag, str) else ""
        value = " ".join("".join(map(str, child.itertext())).split())
        is_plain = not len(child) and 0 < len(value) <= _LONGEST_FIELD and names.count(name) == 1
        if name and name not in taken and is_plain and not value.endswith((".", "!", "?", "。", "؟")):
            found.setdefault(name, name)
    return dict(list(found.items())[:_MOST_FIELDS])
