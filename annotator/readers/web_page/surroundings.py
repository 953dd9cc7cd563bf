"""What stands beside the text without saying what it is: told from the text by its links, its words and its place."""

import regex
from lxml import etree

from annotator.readers.web_page import names
from annotator.readers.web_page.names import Furniture
from annotator.readers.web_page.prose import INLINE
from annotator.readers.web_page.site_page import (
    BOX_LETTERS,
    BOXES,
    DENSE,
    HEADINGS,
    MANY_LINKS,
    NOTICE_LETTERS,
    VERY_DENSE,
    PartLook,
    SitePage,
    is_within_page,
)

_YEAR = regex.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|(?<![٠-٩])[٠-٩]{4}(?![٠-٩])")
_MOST_WORDS, _MOST_LETTERS = 12, 120
"""A line with place and day has at most so much."""


def take_beside(page: SitePage) -> None:
    """Take out what stands beside the text, in the elements that hold it."""
    for element in reversed(page.path[1:]):
        for child in list(element):
            if child not in page.around:
                _judge(page, child)


def take_edges(page: SitePage, text: etree._Element) -> None:
    """Take out lists of links, notices and rights before the first and after the last paragraph of a text."""
    children = list(text)
    with_prose = [at for at, child in enumerate(children) if page.prose.within(child)]
    if not with_prose:
        return
    for child in (*children[: with_prose[0]], *children[with_prose[-1] + 1 :]):
        look = page.look(child)
        if look is None or page.has_title(child) or child.tag in HEADINGS:
            continue
        if kind := _at_edge(child, look):
            page.take(kind, child)


def _at_edge(element: etree._Element, look: PartLook) -> Furniture | None:
    if _is_skip(look):
        return Furniture.SKIP
    if element.tag in INLINE:
        return None
    if look.links >= MANY_LINKS and look.linked >= VERY_DENSE:
        return Furniture.NAVIGATION
    if names.is_rights(look.text) and look.letters < BOX_LETTERS:
        return Furniture.FOOT
    is_notice = element.tag in BOXES and names.says_cookies(look.text) and look.letters < 2 * BOX_LETTERS
    return Furniture.COOKIES if is_notice else None


def _is_skip(look: PartLook) -> bool:
    return look.links == 1 and look.linked >= VERY_DENSE and names.is_skip(look.text)


def _judge(page: SitePage, element: etree._Element) -> None:
    waiting = [element]
    while waiting:
        one = waiting.pop()
        look = None if one.tag in INLINE and one.tag != "a" else page.look(one)
        if look is None:
            continue
        if page.prose.within(one) or (one.tag in BOXES and page.has_title(one)):
            # What stands beside prose in one box belongs to it, but for boxes of their own.
            is_mixed = any(page.prose.within(child) and child.tag not in BOXES for child in one)
            waiting += [child for child in one if child.tag in BOXES or not is_mixed]
        elif one.tag != "h1" and not page.has_title(one) and (kind := _kind(page, one, look)):
            page.take(kind, one)


def _kind(page: SitePage, element: etree._Element, look: PartLook) -> Furniture | None:
    """Return as what an element without prose is to be taken out, None where it stays."""
    if _is_skip(look) or (page.is_said and is_within_page(element)):
        return Furniture.SKIP
    if names.says_cookies(look.text) and look.letters < NOTICE_LETTERS:
        if page.is_said or (look.letters < 2 * BOX_LETTERS and element.tag in BOXES):
            return Furniture.COOKIES
    elif look.linked >= DENSE and (page.is_said or look.links >= MANY_LINKS):
        return Furniture.NAVIGATION
    elif names.is_rights(look.text) and look.letters < BOX_LETTERS:
        return Furniture.FOOT
    elif page.is_said and not _is_dateline(look.text):
        return Furniture.OTHER
    return None


def _is_dateline(text: str) -> bool:
    is_short = len(text.split()) <= _MOST_WORDS and len(text) < _MOST_LETTERS
    return is_short and _YEAR.search(text) is not None and not names.is_rights(text)
