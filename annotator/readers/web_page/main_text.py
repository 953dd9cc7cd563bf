"""Which element of a page holds its text: as the page says, if the prose is there, else where most of it is."""

from dataclasses import dataclass

import regex
from lxml import etree

from annotator.readers.web_page.prose import Prose
from annotator.readers.web_page.tree import words_in

_CALLED = regex.compile(
    r"(?i)(?:^|[\s_-])(?:(?:main|page|article|news|post|entry|body|story|node|site|detail)[_-]?)?"
    r"(?:contents?|contenu|contenido|conteudo|inhalt|main|article|articlebody|story|post|detail|zhengwen|neirong|texte?"
    r"|texto)"
    r"(?:[_-]?(?:area|body|text|main|article|detail|inner|box|content))?(?:$|[\s_-])"
)
_AROUND = frozenset({"footer", "nav", "aside", "dialog"})
_LINES = frozenset({"p", "pre"})
_LEAST_SHARE, _MOST_SHARE = 0.6, 0.75


@dataclass(frozen=True, slots=True)
class MainText:
    """The element with the text. `is_said`: whether the page itself says that it is; else its prose does."""

    element: etree._Element
    is_said: bool


def main_text_of(root: etree._Element, prose: Prose) -> MainText | None:
    """Return where the text of a page is, None where it has hardly any prose."""
    total = prose.total - sum(size for element, size in prose.of.items() if _is_around(element))
    if total <= 0:
        return next((MainText(one, True) for one in root.iter() if _is_main(one) and words_in(one)), None)
    # Each has more than half of the prose, so that one is always within the other.
    chain = sorted((one for one in prose.of if prose.of[one] >= _LEAST_SHARE * total), key=_depth)
    for is_it in (_is_main, _is_article):
        if said := [one for one in chain if is_it(one)]:
            return MainText(said[-1], True)
    called = next(filter(_is_called, chain), None)
    if called is not None:
        return MainText(called, False)
    return MainText([one for one in chain if prose.of[one] >= _MOST_SHARE * total and one.tag not in _LINES][-1], False)


def _is_main(element: etree._Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def _is_article(element: etree._Element) -> bool:
    is_said = element.get("role") == "article" or "articleBody" in (element.get("itemprop") or "")
    return element.tag == "article" or is_said


def _is_called(element: etree._Element) -> bool:
    if element.tag not in ("div", "section", "td", "table"):
        return False
    return _CALLED.search(f"{element.get('id') or ''} {element.get('class') or ''}"[:400]) is not None


def _is_around(element: etree._Element) -> bool:
    """Whether an element is a part whose prose tells nothing of where the text is, and in none itself."""
    if element.tag not in _AROUND and element.get("role") not in ("contentinfo", "dialog"):
        return False
    return not any(one.tag in _AROUND or one.tag in ("main", "article") for one in element.iterancestors())


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())
