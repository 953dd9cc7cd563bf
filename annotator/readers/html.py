"""Web pages: what a browser shows of them, as running text.

Blanks are collapsed as a browser does it; paragraphs and headings stand between blank lines. Nothing is fetched,
nothing is run.
"""

from collections.abc import Iterator
from itertools import count

import regex
from lxml import etree

from annotator.model.document import DocumentDraft
from annotator.model.errors import BadFile
from annotator.readers.encoding import Decoded, decode, known_encoding
from annotator.readers.flow import Flow
from annotator.readers.source import SourceFile
from annotator.readers.values import TooDeep
from annotator.readers.web_page.furniture import without_furniture
from annotator.readers.web_page.told import told
from annotator.readers.web_page.tree import found_by, take_away

_DROPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "canvas",
        "audio",
        "video",
        "select",
        "textarea",
        "button",
        "datalist",
        "input",
        "map",
        "frameset",
    ]
)
_PARAGRAPHS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "hr", "figure", "dl", "address"]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dt",
        "fieldset",
        "figcaption",
        "footer",
        "form",
        "header",
        "hgroup",
        "legend",
        "li",
        "main",
        "nav",
        "section",
        "summary",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "td",
        "th",
    ]
)
_ROOTS = regex.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", regex.I | regex.S)
_CHARSET = regex.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", regex.I)
_XML_ENCODING = regex.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{1,40})", regex.I)
_HIDDEN = regex.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", regex.I)
_UNMARKED = regex.compile(r"list-style(?:-type)?\s*:\s*none", regex.I)
_MAY_HIDE = etree.XPath("descendant-or-self::*[@hidden or @style]")
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
    return _ROOTS.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) is not None


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
    etree.strip_elements(root, *_DROPPED, with_tail=False)
    for element in _hidden(root):
        take_away(element)
    if not whole:
        notices += told(without_furniture(root))
    heading = next((one for name in ("h1", "h2") for one in root.iter(name)), None)
    words = "" if heading is None else " ".join(heading.itertext())
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


def text_of(root: etree._Element) -> str:
    """Return the running text of an element."""
    flow = Flow()
    _HtmlPage(flow).walk(root)
    return flow.text()


class _HtmlPage:
    """Walks a page without recursion: pages may be nested a thousand deep."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.pre = 0
        self.lists: list[Iterator[str]] = []
        self.layout: list[bool] = []

    def walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if _is_dropped(element):
                    walker.skip_subtree()
                    continue
                self.open(tag, element)
                # A line end right after <pre> is no part of it.
                self.write((element.text or "").removeprefix("\n") if tag == "pre" else element.text)
            else:
                if not _is_dropped(element):
                    self.close(tag, element)
                if element is not root:
                    self.write(element.tail)

    def write(self, text: str | None) -> None:
        if not text:
            return
        if self.pre:
            self.flow.verbatim(text)
        else:
            self.flow.collapsed(text)

    def open(self, tag: str, element: etree._Element) -> None:
        match tag:
            case "br":
                self.flow.line_end()
            case "pre":
                self.flow.block(2)
                self.pre += 1
            case "ul" | "ol" | "menu" | "dir":
                self.flow.block(1 if self.lists else 2)
                self.lists.append(_markers(element))
            case "li":
                marker = next(self.lists[-1]) if self.lists else "- "
                self.flow.marker("  " * max(0, len(self.lists) - 1) + marker) if marker else self.flow.block(1)
            case "table":
                self.flow.block(2)
                self.layout.append(_is_layout(element))
            case "td" | "th" if self.layout and not self.layout[-1]:
                if any(True for _ in element.itersiblings("td", "th", preceding=True)):
                    self.flow.next_cell()
                self.flow.enter_cell()
            case "q":
                self.flow.verbatim("“")
            case _:
                self.block(tag)

    def close(self, tag: str, element: etree._Element) -> None:
        match tag:
            case "pre":
                self.pre -= 1
                self.flow.block(2)
            case "ul" | "ol" | "menu" | "dir":
                self.lists.pop()
                self.flow.block(1 if self.lists else 2)
            case "table":
                self.layout.pop()
                self.flow.block(2)
            case "td" | "th" if self.layout and not self.layout[-1]:
                self.flow.leave_cell()
            case "q":
                self.flow.verbatim("”")
            case _:
                self.block(tag)

    def block(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.flow.block(2)
        elif tag in _BLOCKS:
            self.flow.block(1)


def _hidden(root: etree._Element) -> list[etree._Element]:
    return [element for element in found_by(_MAY_HIDE, root) if _is_dropped(element)]


def _is_dropped(element: etree._Element) -> bool:
    if element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _markers(element: etree._Element) -> Iterator[str]:
    if _UNMARKED.search(element.get("style") or ""):
        return iter(lambda: "", None)
    if element.tag != "ol":
        return iter(lambda: "- ", None)
    start = element.get("start") or ""
    first = int(start) if regex.fullmatch(r"-?[0-9]{1,6}", start) else 1
    letters = element.get("type") in ("a", "A")
    base = ord(element.get("type") or "a")
    return (f"{chr(base + n - 1) if letters and 1 <= n <= 26 else n}. " for n in count(first))


def _is_layout(table: etree._Element) -> bool:
    """Whether a table arranges a page instead of holding data: one column, or cells with several paragraphs."""
    if table.get("role") == "presentation":
        return True
    rows = table.xpath("count(./tr/*[2] | ./tbody/tr/*[2] | ./thead/tr/*[2])")
    inner = "p|div|h1|h2|h3|h4|ul|ol|table|article|section"
    return not rows or bool(table.xpath(f"boolean(.//td[count({inner}) > 1 or .//table or .//li])"))


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
