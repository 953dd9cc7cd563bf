"""The tree of a page: what is found in it, and a part taken out so that what stands around stays apart."""

from typing import cast

from lxml import etree

_ROWS = frozenset({"li", "tr", "td", "th", "dt", "dd", "tbody", "thead", "tfoot"})
"""Elements that leave a marker or a cell behind even when they are empty."""
_STRING = etree.XPath("string()", smart_strings=False)


def found_by(path: etree.XPath, element: etree._Element) -> list[etree._Element]:
    """Return the elements that a path of elements finds, in the order of the page."""
    return cast("list[etree._Element]", path(element))


def is_true(path: etree.XPath, element: etree._Element) -> bool:
    """Return what a path that is a question answers."""
    return bool(path(element))


def words_in(element: etree._Element) -> str:
    """Return the words of an element, with single blanks between them."""
    return " ".join(cast("str", _STRING(element)).split())


def length_of(element: etree._Element) -> int:
    """Return how many characters an element has, blanks and all."""
    return len(cast("str", _STRING(element)))


def take_away(element: etree._Element) -> None:
    """Take an element's words out of its tree; what follows it stays."""
    parent = element.getparent()
    if element.tag not in _ROWS or parent is None:
        tail = element.tail
        element.clear()
        element.tail = tail  # empty it still ends a line
        return
    tail, before = element.tail or "", element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)
