"""Where on a page the prose stands: long runs of words outside links, each counted for all elements that it is in."""

from dataclasses import dataclass, field
from typing import cast

import regex
from lxml import etree

from annotator.readers.web_page.names import is_rights, says_cookies

INLINE = frozenset(
    {
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "center",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
        ),
        *("i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike", "strong"),
        *("sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
"""Elements that stand within a line; `center` is one since old pages set single lines by it."""

_LONG = etree.XPath("descendant-or-self::text()[string-length(.) > 24]")
_LEAST, _LEAST_WORDS, _LEAST_WIDE = 60, 9, 24
_NO_ADDRESS, _NO_NOTICE = 200, 600
"""So long is no address, and no notice."""
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]")
_STOPS = regex.compile(r"[.!?;:,…。！？；：，、।॥؟،؛۔።፡፣]|\p{Thai}")
_DIGIT = regex.compile(r"\p{N}")
_MOST_STEPS = 2_000_000
_NO_PROSE = frozenset({"option", "title", "legend", "caption", "label"})


@dataclass(slots=True)
class Prose:
    """How many characters of prose stand in each element that has any; `total`: in all of the page."""

    of: dict[etree._Element, int] = field(default_factory=dict)
    total: int = 0

    def within(self, element: etree._Element) -> int:
        """Return how many characters of prose an element holds."""
        return self.of.get(element, 0)


def prose_of(root: etree._Element) -> Prose | None:
    """Return where the prose of a page stands, None of one so deep and long that it is not looked at."""
    blocks: dict[etree._Element, int] = {}
    for text in cast("list[etree._ElementUnicodeResult]", _LONG(root)):
        if is_prose(text) and (block := _block_of(text)) is not None:
            blocks[block] = blocks.get(block, 0) + len(text)
    prose = Prose(dict(blocks), sum(blocks.values()))
    holders: dict[etree._Element, int] = {}
    for block, size in blocks.items():
        if (holder := block.getparent()) is not None:
            holders[holder] = holders.get(holder, 0) + size
    steps = 0
    for holder, size in holders.items():
        for element in (holder, *holder.iterancestors()):
            prose.of[element] = prose.of.get(element, 0) + size
            steps += 1
        if steps > _MOST_STEPS:
            return None
    return prose


def is_prose(text: str) -> bool:
    """Whether a run of text is one of sentences, and neither an address nor what sites say of cookies and rights."""
    text = text.strip()
    if len(text) < _LEAST_WIDE or ("." not in text and "," not in text and _STOPS.search(text) is None):
        return False
    is_long = len(text) >= _LEAST and text.count(" ") + text.count("\n") >= _LEAST_WORDS - 1
    if not is_long and len(_WIDE.findall(text[:400])) < _LEAST_WIDE:
        return False
    if len(text) < _NO_ADDRESS and len(_DIGIT.findall(text)) > 0.12 * len(text):
        return False
    return len(text) >= _NO_NOTICE or not (is_rights(text) or says_cookies(text))


def _block_of(text: etree._ElementUnicodeResult) -> etree._Element | None:
    """Return the block that a text stands in, None where that is a link."""
    element = text.getparent()
    if element is not None and text.is_tail:
        element = element.getparent()
    while element is not None and element.tag in INLINE:
        if element.tag == "a" and element.get("href") is not None:
            return None
        element = element.getparent()
    return None if element is None or element.tag in _NO_PROSE else element
