"""A page of a site while furniture is looked for in it: its text, how much of it is links, what was taken out."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from annotator.readers.web_page import names
from annotator.readers.web_page.main_text import MainText
from annotator.readers.web_page.names import Furniture
from annotator.readers.web_page.prose import Prose
from annotator.readers.web_page.tree import found_by, is_true, length_of, take_away, words_in

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOXES = frozenset({"div", "section", "nav", "aside", "header", "footer", "form", "table", "tbody", "tr", "td", "ul"})
"""Elements in which a site puts things apart."""
MANY_LINKS, DENSE, VERY_DENSE = 3, 0.5, 0.7
"""How many links are a list of them, and the share of the letters in links from which a part is one of links."""
BOX_LETTERS, NOTICE_LETTERS = 400, 5000
"""The letters that a short box has at most, and what opens over a page with its settings."""

_TITLE = etree.XPath("boolean(descendant-or-self::h1)")
_NAVIGATION = etree.XPath("descendant::nav | descendant::*[@role='navigation']")
_MEASURED = 50


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part that was taken out of a page: its text, and how many links it has."""

    kind: Furniture
    text: str
    links: int


@dataclass(frozen=True, slots=True)
class PartLook:
    """An element: its words, its letters, the share of these that stands in links, and how many links there are."""

    text: str
    letters: int
    linked: float
    links: int


class SitePage:
    """A page; `path`: the elements that its text is in, from the inside."""

    def __init__(self, root: etree._Element, prose: Prose, main: MainText | None) -> None:
        """`main`: where the text is, None where that is not known."""
        self.root, self.prose, self.main = root, prose, main
        inner = root if main is None else main.element
        self.path = [inner, *inner.iterancestors()]
        self.around = set(self.path)
        self.is_said = main is not None and main.is_said
        self.taken: list[PagePart] = []
        # What lies deep in each other would be measured again and again.
        self._left_to_measure = _MEASURED * length_of(root) + 100_000

    @property
    def is_spent(self) -> bool:
        """Whether so much was measured already that nothing more is to be looked for."""
        return self._left_to_measure < 0

    def look(self, element: etree._Element) -> PartLook | None:
        """Return what is in an element, None where nothing is, or where too much was measured already."""
        text = words_in(element)
        self._left_to_measure -= len(text) + 20
        if not text or self._left_to_measure < 0:
            return None
        linked = [len(inner) - inner.count(" ") for link in links_of(element) if (inner := words_in(link))]
        letters = len(text) - text.count(" ")
        return PartLook(text, letters, sum(linked) / letters, len(linked))

    def has_title(self, element: etree._Element) -> bool:
        """Whether an element has the page's title, which its text has not."""
        if not is_true(_TITLE, element):
            return False
        return self.main is None or not self.main.is_said or not is_true(_TITLE, self.main.element)

    def take(self, kind: Furniture, element: etree._Element) -> None:
        """Take an element out; what leads elsewhere within a head or foot is told by itself."""
        if kind in (Furniture.HEAD, Furniture.FOOT, Furniture.OTHER):
            for inner in found_by(_NAVIGATION, element):
                self._take(Furniture.NAVIGATION, inner)
            for link in [one for one in links_of(element) if is_within_page(one) and names.is_skip(words_in(one))]:
                self._take(Furniture.SKIP, link)
        self._take(kind, element)

    def _take(self, kind: Furniture, element: etree._Element) -> None:
        if text := words_in(element):
            self.taken.append(PagePart(kind, text, sum(bool(words_in(link)) for link in links_of(element))))
        take_away(element)


def links_of(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the links in an element, itself among them."""
    return (link for link in element.iter("a") if link.get("href") is not None or link.get("onclick") is not None)


def has_heading(element: etree._Element) -> bool:
    """Whether an element has a heading of the first level."""
    return is_true(_TITLE, element)


def is_within_page(link: etree._Element) -> bool:
    """Whether an element is a link to another place of the same page."""
    return link.tag == "a" and (link.get("href") or "").startswith("#")
