"""Which element of a page holds its text: as the page says, if the prose is there, else where most of it is."""

from dataclasses import dataclass

import regex
from lxml import etree

from annotator.readers.web_page.prose import Prose
from annotator.readers.web_page.tree import found_by, words_in

_SAID = tuple(
    etree.XPath(path)
    for path in (
        "descendant-or-self::main | descendant-or-self::*[@role='main']",
        "descendant-or-self::article | descendant-or-self::*[@role='article' or contains(@itemprop,'articleBody')]",
        "descendant::*[self::div or self::section or self::td or self::table][@id or @class]",
    )
)
_CALLED = regex.compile(
    r"(?i)(?:^|[\s_-])(?:(?:main|page|article|news|post|entry|body|story|node|site|detail)[_-]?)?"
    r"(?:content|contents|contenu|contenido|conteudo|inhalt|main|article|articlebody|story|post|detail|zhengwen|neirong|text|texto|texte)"
    r"(?:[_-]?(?:area|body|text|main|article|detail|inner|box|content))?(?:$|[\s_-])"
)
_AROUND = etree.XPath(
    "descendant::*[(self::footer or self::nav or self::aside or self::dialog or @role='contentinfo' or @role='dialog')"
    " and not(ancestor::footer or ancestor::nav or ancestor::aside or ancestor::dialog or ancestor::main"
    " or ancestor::article)]"
)
"""Parts whose prose tells nothing of where the text is."""
_LEAST_SHARE, _MOST_SHARE = 0.6, 0.75


@dataclass(frozen=True, slots=True)
class MainText:
    """The element with the text. `is_said`: whether the page itself says that it is; else its prose does."""

    element: etree._Element
    is_said: bool


def main_text_of(root: etree._Element, prose: Prose) -> MainText | None:
    """Return where the text of a page is, None where it has hardly any prose."""
    total = prose.total - sum(map(prose.within, found_by(_AROUND, root)))
    for number, path in enumerate(_SAID):
        found = [one for one in found_by(path, root) if prose.within(one) >= max(_LEAST_SHARE * total, 1)]
        if number == 2:
            found = [one for one in found if _CALLED.search(f"{one.get('id') or ''} {one.get('class') or ''}"[:400])]
        if found:
            # Of several one within the other, the inner one; what is called so only by its class, the outer one.
            return MainText(found[0] if number == 2 else found[-1], number < 2)
    if total <= 0:
        return next((MainText(one, True) for one in found_by(_SAID[0], root) if words_in(one)), None)
    return MainText(_deepest(root, prose, total), False)


def _deepest(root: etree._Element, prose: Prose, total: int) -> etree._Element:
    """Return the innermost element in which most of the prose stands."""
    at = root
    while True:
        inner = max(at, key=prose.within, default=None)
        if inner is None or prose.within(inner) < _MOST_SHARE * total or inner.tag in ("p", "pre"):
            return at
        at = inner
