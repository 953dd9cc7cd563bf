"""Web pages: what a browser shows of them, as running text.

Blanks are collapsed as a browser does it; paragraphs and headings stand between blank lines. Nothing is fetched,
nothing is run.
"""

import regex
from lxml import etree

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.encoding import Decoded, decode, known_encoding
from annotator.readers.html_text import take_out_hidden, text_of
from annotator.readers.source import SourceFile
from annotator.readers.values import TooDeep
from annotator.readers.web_page.furniture import without_furniture
from annotator.readers.web_page.told import told

_ROOTS = regex.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b", regex.I | regex.S)
_CHARSET = regex.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", regex.I)
_XML_ENCODING = regex.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{1,40})", regex.I)
_META = {"author": "author", "description": "description", "keywords": "keywords"}
_META |= dict.fromkeys(
    (
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "dcterms.created",
        "article:published_time",
        "og:published_time",
        "datepublished",
        "pubdate",
        "publishdate",
        "date.issued",
    ),
    "date",
)
_TIME = regex.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.]+ ?(?:Z|[+-][0-9]{2}:?[0-9]{2})?", regex.I)

# Browsers take these labels so (https://encoding.spec.whatwg.org/#names-and-labels).
_AS_IN_BROWSERS = {"iso-8859-1": "windows-1252", "ascii": "windows-1252", "us-ascii": "windows-1252"}
_AS_IN_BROWSERS |= {"utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "iso-8859-9": "windows-1254"}


def sniff(data: bytes) -> bool:
    """Whether the file begins as an HTML page does."""
    return _ROOTS.match(data, 3 if data.startswith(b"\xef\xbb\xbf") else 0) is not None


def read(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a page, without what its site puts around the text; raises `BadFile`."""
    return _read(source, whole=False)


def read_whole(source: SourceFile) -> list[DocumentDraft]:
    """Return the one document of a page with all that a browser shows; raises `BadFile`."""
    return _read(source, whole=True)


def _read(source: SourceFile, whole: bool) -> list[DocumentDraft]:
    decoded = _decoded(source)
    try:
        root = parse(decoded.text)
    except TooDeep as error:
        raise BadFile(source.name, "its elements are nested too deeply", "save the page as a text file") from error
    if root is None:
        raise BadFile(source.name, "it has no text", "nothing was imported from it")
    title = next((element.text or "" for element in root.iter("title")), "")
    notices, metadata = decoded.notices, _metadata(root)
    if not whole:
        take_out_hidden(root)
        notices += told(without_furniture(root))
    heading = next((one for name in ("h1", "h2") for one in root.iter(name)), None)
    words = "" if heading is None else " ".join(map(str, heading.itertext()))
    return [source.draft(text_of(root), title=title, heading=words, metadata=metadata, notices=notices)]


def parse(text: str) -> etree._Element | None:
    """Return the root element of a page or a piece of one, None where there is nothing in it; raises `TooDeep`."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.replace("\0", "\ufffd").encode("utf-8"), parser)
    except etree.XMLSyntaxError:  # an empty document
        root = None
    # Beyond some 2,000 levels the parser stops, and what it has until then is not the page.
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise TooDeep
    return root


def _metadata(root: etree._Element) -> dict[str, str]:
    found = {}
    if language := (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip():
        found["language"] = language
    for meta in root.iter("meta"):
        said = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        name = _META.get(said)
        if name and (content := (meta.get("content") or "").strip()):
            found.setdefault(name, _day(content) if name == "date" else content)
    return found


def _day(value: str) -> str:
    """Return the day of a time in ISO 8601, as the page's own clock has it; anything else as it stands."""
    found = _TIME.fullmatch(value)
    return found[1] if found else value


def _decoded(source: SourceFile) -> Decoded:
    """Decode by the user's choice, a byte order mark, the declaration in the page; else as any text."""
    if source.encoding:
        return source.decoded()
    declared = _declared(source.data)
    found = None if declared is None else _by_declaration(source, declared)
    return found or source.decoded()


def _by_declaration(source: SourceFile, declared: str) -> Decoded | None:
    if source.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    if declared != "utf-8" and not source.data.isascii():
        # Other encodings are hardly ever valid UTF-8 by chance: then the declaration is a leftover.
        try:
            source.data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            found = decode(source.name, source.data, "utf-8")
            notice = f"The page says that it is written in {declared}, but it is UTF-8 and was read so."
            return Decoded(found.text, found.encoding, (notice, *found.notices))
    try:
        return decode(source.name, source.data, declared)
    except BadFile:
        return None


def _declared(data: bytes) -> str | None:
    head = data[:4096]
    found = _CHARSET.search(head) or _XML_ENCODING.search(head)
    if found is None:
        return None
    label = found[1].decode("ascii").lower()
    return known_encoding(_AS_IN_BROWSERS.get(label, label))
