"""What TEI's elements are to a reader: paragraphs, lines, quotations, lists, and what is not read at all.

Names alone count: the same elements have a namespace in TEI P5 and none in P4, and projects add some of their own.
"""

from collections.abc import Iterator
from itertools import count

import regex
from lxml import etree

DIVISIONS = frozenset(["div", *(f"div{level}" for level in range(8))])
CONTAINERS = DIVISIONS | {"body", "front", "back", "text", "group", "floatingText", "attachment", "postscript"}
"""What holds paragraphs; a line right within one is a paragraph itself."""
PARAGRAPHS = CONTAINERS | {
    *("ab", "argument", "castList", "closer", "epigraph", "figure", "head", "lg", "listBibl", "opener", "p", "sp"),
    *("table", "titlePage", "trailer", "u"),
}
LINES = frozenset(
    (
        *("addrLine", "address", "bibl", "byline", "castItem", "dateline", "desc", "docAuthor", "docDate"),
        *("docImprint", "docTitle", "imprimatur", "incident", "item", "kinesic", "l", "label", "note", "row"),
        *("salute", "signed", "speaker", "stage", "titlePart", "vocal"),
    )
)
DROPPED = frozenset(["cb", "del", "figDesc", "fw", "graphic", "index", "interp", "interpGrp", "teiHeader"])
QUOTED = frozenset(["q", "quote", "said"])
BLOCKS_IN_QUOTES = frozenset(["p", "ab", "lg", "list", "table", "quote", "div", "floatingText"])
_BULLETED = frozenset(["", "bulleted", "unordered"])
_ORDERED = frozenset(["ordered", "numbered"])
_READINGS = ("corr", "expan", "reg", "lem", "rdg")
"""Of the alternatives in a `choice` or an `app`, in the order in which they are preferred."""

_OWN_MARK = regex.compile(r"\s*(?:[-–—•*·]|\(?(?:[0-9]{1,3}|\p{L}|[ivxlcIVXLC]{1,5})[.)])\s*")
_MARKS_OF_QUOTES = tuple("\"“”„«»‹›‘’'「」『』")


class _LocalNames(dict[object, str]):
    """Names of elements without their namespaces, each cut once: a volume asks a quarter of a million times."""

    def __missing__(self, tag: object) -> str:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""  # of a comment it is a function
        if len(self) < _MOST_NAMES:
            self[tag] = name
        return name


_MOST_NAMES = 10_000
_NAMES = _LocalNames()


def local(element: etree._Element | None) -> str:
    """Return the name of an element without its namespace, "" where there is none."""
    return "" if element is None else _NAMES[element.tag]


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of this name."""
    return next((one for one in element if local(one) == name), None)


def id_of(element: etree._Element) -> str:
    """Return the identity of an element, under the name of TEI P5 or that of P4; "" where it has none."""
    return element.get("{http://www.w3.org/XML/1998/namespace}id") or element.get("id") or ""


def is_block_note(note: etree._Element) -> bool:
    """Whether a note stands between paragraphs as one of them (the name of a speaker), and so interrupts nothing."""
    return local(note.getparent()) in CONTAINERS and note.get("n") is None and note.get("place") is None


def chosen_of(readings: etree._Element) -> etree._Element | None:
    """Return the reading of a `choice` or an `app` to read: the corrected, expanded or regular one, else the first."""
    options = [option for option in readings if local(option)]
    by_name = {local(option): option for option in reversed(options)}
    return next((by_name[name] for name in _READINGS if name in by_name), options[0] if options else None)


def markers_of(element: etree._Element) -> Iterator[str]:
    """Return the marker of each item of a list in turn, "" for items that need none or have their own."""
    kind = (element.get("rend") or element.get("type") or "").casefold()
    if kind in _ORDERED:
        return (f"{number}. " for number in count(1))
    items = [item for item in element if local(item) == "item"]
    has_own = any(_OWN_MARK.match("".join(map(str, item.itertext()))[:40]) for item in items)
    return iter(lambda: "" if has_own or kind not in _BULLETED else "- ", None)


def is_layout(table: etree._Element) -> bool:
    """Whether cells hold several paragraphs or tables: then each stands by itself, else rows are lines."""
    for cell in (one for one in table.iter() if local(one) == "cell"):
        blocks = [local(one) for one in cell if local(one) in ("p", "ab", "list", "table")]
        if len(blocks) > 1 or "table" in blocks:
            return True
    return False


def has_marks(quote: etree._Element) -> bool:
    """Whether the file itself has quotation marks, around a quotation or in it."""
    before, parent = quote.getprevious(), quote.getparent()
    left = before.tail if before is not None else None if parent is None else parent.text
    inner = "".join(map(str, quote.itertext())).strip()
    return (left or "").endswith(_MARKS_OF_QUOTES) or inner.startswith(_MARKS_OF_QUOTES)
