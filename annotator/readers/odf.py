"""Names in OpenDocument files, and which kind of document one is."""

from lxml import etree

from annotator.model.errors import BadFile
from annotator.readers.archive import Archive

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{_BASE}text:1.0"
_NAMESPACES = {name: f"{_BASE}{name}:1.0" for name in ("office", "text", "table", "style", "meta")}
_NAMESPACES["draw"] = f"{_BASE}drawing:1.0"
_NAMESPACES["dc"] = "http://purl.org/dc/elements/1.1/"
_OFFICE_EXTENSION = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
_KNOWN = frozenset((*_NAMESPACES.values(), _OFFICE_EXTENSION))
_TYPE = "application/vnd.oasis.opendocument."


def kind_of(data: bytes) -> str:
    """Return what a zipped OpenDocument file is (text, spreadsheet, presentation …), "" where it does not say."""
    said = said_type(data)
    return said.removeprefix(_TYPE).removesuffix("-template") if said.startswith(_TYPE) else ""


def said_type(data: bytes) -> str:
    """Return the media type that a zip file of OpenDocument or EPUB says itself, "" where there is none."""
    try:
        return Archive("", data).read("mimetype")[:100].decode("ascii", "replace").strip()
    except BadFile:
        return ""


def qualified(prefix: str, name: str) -> str:
    """Return a name as lxml writes it; `prefix`: the usual one of OpenDocument."""
    return f"{{{_NAMESPACES[prefix]}}}{name}"


def local(element: etree._Element) -> str:
    """Return the name of an element of OpenDocument without its namespace, "" for any other."""
    if not isinstance(element.tag, str):
        return ""
    namespace, _, name = element.tag[1:].rpartition("}")
    return name if namespace in _KNOWN else ""


def attribute(element: etree._Element, prefix: str, name: str) -> str:
    """Return an attribute, "" where it is absent."""
    return element.get(qualified(prefix, name)) or ""


def has_words(element: etree._Element) -> bool:
    """Whether some text stands in an element."""
    return any(part.strip() for part in element.itertext())


def list_format(element: etree._Element) -> str:
    """Return the pattern of a list's numbers that LibreOffice writes beside the standard's parts, "" for none."""
    return element.get(f"{{{_OFFICE_EXTENSION}}}num-list-format") or ""


def count_of(element: etree._Element, prefix: str, name: str, most: int) -> int:
    """Return how often something is repeated, 1 where it is not said, at most `most`."""
    said = attribute(element, prefix, name)
    return min(max(int(said), 1), most) if said.isascii() and said.isdigit() and len(said) < 10 else 1
