"""Links to other pages in and beside a text: lists under a heading that says so, and rows that pass the page on."""

import regex
from lxml import etree

from annotator.readers.web_page import names
from annotator.readers.web_page.names import Furniture
from annotator.readers.web_page.prose import INLINE
from annotator.readers.web_page.site_page import DENSE, HEADINGS, SitePage, has_heading, links_of
from annotator.readers.web_page.tree import words_in

_TO_SHARE = regex.compile(
    r"(?i)//(?:[a-z0-9-]+\.)*(?:facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share|home)"
    r"|linkedin\.com/share|wa\.me/|whatsapp\.com/send|t\.me/share|telegram\.me/share|vk\.com/share|connect\.ok\.ru"
    r"|(?:service\.)?weibo\.com/share|reddit\.com/submit|pinterest\.[a-z]+/pin|line\.me/)"
    r"|^whatsapp:|^mailto:\?|^javascript:.{0,20}print"
)
_MOST_BESIDE = 36
"""Letters that may stand beside such links: “Share this page”, “Print”."""


def take_related(page: SitePage) -> None:
    """Take out headings that announce other pages, with the lists of links that follow them."""
    for heading in list(page.root.iter("h2", "h3", "h4", "h5", "h6", "strong", "b", "dt")):
        words = words_in(heading)
        if not names.is_related(words):
            continue
        block = heading
        while block.tag in INLINE and (parent := block.getparent()) is not None and parent not in page.around:
            block = parent
        if words_in(block).rstrip(" :") == words.rstrip(" :") and (following := _linked_after(page, block)):
            for one in (block, *following):
                page.take(Furniture.RELATED, one)


def _linked_after(page: SitePage, heading: etree._Element) -> list[etree._Element]:
    found = []
    for one in heading.itersiblings():
        look = page.look(one)
        if one.tag in HEADINGS or one in page.around or page.prose.within(one) or (look and look.linked < DENSE):
            break
        if look:
            found.append(one)
    return found


def take_sharing(page: SitePage) -> None:
    """Take out rows of links that pass the page on, with the words around them."""
    gone: set[etree._Element] = set()
    no_rows: set[etree._Element] = set()
    for link in list(page.root.iter("a")):
        if link in gone or not _TO_SHARE.search(link.get("href") or ""):
            continue
        row: etree._Element | None = None
        for element in (link, *link.iterancestors()):
            if element in no_rows or not _is_row(page, element):
                no_rows.add(element)
                break
            row = element
        if row is not None:
            gone.update(row.iter("a"))
            page.take(Furniture.SHARE, row)


def _is_row(page: SitePage, element: etree._Element) -> bool:
    """Whether an element has hardly anything but links that pass the page on."""
    if element in page.around or page.prose.within(element) or has_heading(element):
        return False
    look = page.look(element)
    if page.is_spent or (look is not None and look.letters * (1 - look.linked) > _MOST_BESIDE):
        return False
    return all(_TO_SHARE.search(one.get("href") or "") for one in links_of(element))
