"""Parts that say what they are, by element, role or name: which of them are furniture."""

from lxml import etree

from annotator.readers.web_page import names
from annotator.readers.web_page.names import Furniture
from annotator.readers.web_page.prose import INLINE
from annotator.readers.web_page.site_page import (
    BOX_LETTERS,
    DENSE,
    HEADINGS,
    MANY_LINKS,
    NOTICE_LETTERS,
    VERY_DENSE,
    PartLook,
    SitePage,
    has_heading,
    is_within_page,
    links_of,
)
from annotator.readers.web_page.tree import found_by

_LANDMARKS = ("nav", "aside", "header", "footer", "dialog", "search")
_NAMED = frozenset({"div", "ul", "ol", "section", "p", "table", "td", "tr", "li", "form", "dl", "center", "span", "a"})
_SAYING = etree.XPath("descendant::*[@class or @id or @role]")
_KEPT = frozenset({"html", "body", "main", "article", "tbody", "thead", *HEADINGS})
_ENDS = (Furniture.HEAD, Furniture.FOOT)
_SMALL = (Furniture.SHARE, Furniture.SEARCH, Furniture.SIGN_UP, Furniture.SKIP)
_SIDE_SHARE, _COOKIE_SHARE = 0.25, 0.5
"""The share of a page's prose that may stand in boxes beside the text, and in a notice on cookies."""


def take_claimed(page: SitePage) -> None:
    """Take out of a page what says itself that it is furniture, the outer parts first."""
    gone: set[etree._Element] = set()
    for element in (*page.root.iter(*_LANDMARKS), *found_by(_SAYING, page.root)):
        kind = None if element in gone else _kind(page, element)
        if kind is not None:
            gone.update(element.iter())
            page.take(kind, element)


def _kind(page: SitePage, element: etree._Element) -> Furniture | None:
    """Return as what an element is to be taken out, None where it stays."""
    if element in page.around or element.tag in _KEPT:
        return None
    own, named = names.by_element(element), names.by_name(element)
    if own is None and element.tag not in _NAMED:
        return None
    kind = named if own in (None, Furniture.OTHER) or named is Furniture.COOKIES else own
    kind = kind or own
    if kind is None:
        return None
    if element.tag in INLINE:
        return kind if kind is Furniture.SKIP and is_within_page(element) else None
    look = page.look(element)
    if look is None:
        return None
    is_inside = page.main is not None and page.is_said and page.main.element in element.iterancestors()
    if kind is Furniture.COOKIES or (kind is Furniture.OTHER and names.says_cookies(look.text)):
        return Furniture.COOKIES if _is_cookie_notice(page, element, look) else None
    if kind is Furniture.OTHER:
        return kind if not page.prose.within(element) and not is_inside else None
    goes = _goes_inside(page, element, kind, look) if is_inside else _goes_outside(page, element, kind, look)
    return kind if goes else None


def _is_cookie_notice(page: SitePage, element: etree._Element, look: PartLook) -> bool:
    is_small = page.prose.within(element) <= _COOKIE_SHARE * page.prose.total
    return look.letters < NOTICE_LETTERS and is_small and names.says_cookies(look.text)


def _goes_inside(page: SitePage, element: etree._Element, kind: Furniture, look: PartLook) -> bool:
    """Whether a part of the text itself is something else all the same: links, or a box of a few words."""
    own, prose = names.by_element(element), page.prose.within(element)
    if own in _ENDS or has_heading(element):
        return False
    if look.linked >= DENSE and not prose:
        return kind not in _ENDS or look.links >= MANY_LINKS
    if kind is Furniture.RELATED:
        return look.links > 0 and look.letters < BOX_LETTERS * look.links and _is_headed(element)
    if own is Furniture.ASIDE:
        return not prose and look.letters < BOX_LETTERS // 2
    if kind not in _SMALL or prose or look.letters >= BOX_LETTERS // 4:
        return False
    return kind in (Furniture.SEARCH, Furniture.SIGN_UP) or any(True for _ in links_of(element))


def _goes_outside(page: SitePage, element: etree._Element, kind: Furniture, look: PartLook) -> bool:
    own, prose = names.by_element(element), page.prose.within(element)
    if own in _ENDS and _is_in_a_text(element):
        return False
    if not prose:
        return _goes_without_prose(page, element, kind, look)
    if kind in (Furniture.FOOT, Furniture.ASIDE, Furniture.RELATED) and page.main is not None:
        if page.is_said and own in (Furniture.FOOT, Furniture.ASIDE):
            return True
        is_plain = page.is_said or (own is not None and look.links >= MANY_LINKS)
        return is_plain and prose <= _SIDE_SHARE * page.prose.total
    return kind is Furniture.NAVIGATION and look.linked >= VERY_DENSE


def _goes_without_prose(page: SitePage, element: etree._Element, kind: Furniture, look: PartLook) -> bool:
    is_linked, has_title = look.linked >= DENSE, page.has_title(element)
    if kind is Furniture.HEAD:
        return is_linked and not has_title
    if is_linked:
        return True
    if has_title:
        return False
    if page.is_said or names.by_element(element) is not None:
        return True
    says_so = look.links > 0 or names.is_rights(look.text) or kind is Furniture.SEARCH
    return says_so and look.letters < BOX_LETTERS and kind is not Furniture.ASIDE


def _is_headed(element: etree._Element) -> bool:
    """Whether what an element begins with says that related pages follow."""
    first = next((one for one in element.iter() if (one.text or "").strip()), None)
    return first is not None and names.is_related(" ".join((first.text or "").split()))


def _is_in_a_text(element: etree._Element) -> bool:
    """Whether a head or foot is that of an article or a quotation, and not of the site."""
    return any(one.tag in ("article", "main", "blockquote", "figure") for one in element.iterancestors())
