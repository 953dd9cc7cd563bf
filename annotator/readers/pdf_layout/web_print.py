"""Web pages printed from a browser: bars of links, cookie notices and rights, which are no part of the text."""

from collections.abc import Sequence

import regex

from annotator.readers.pdf_layout.furniture import Dropped, told
from annotator.readers.pdf_layout.glyphs import Box
from annotator.readers.pdf_layout.lines import line_of
from annotator.readers.pdf_layout.rows import Row
from annotator.readers.pdf_layout.words import Word

_ADDRESS = regex.compile(r"(?:https?|file)://\S")
_COOKIES = regex.compile(r"(?i)\bcookies?\b|куки|ملفات تعريف الارتباط")
_BUTTON = regex.compile(
    r"(?i)\W*(?:(?:accept|allow|reject|decline|refuse|agree|necessary|manage|only|all|settings|preferences|ok|close|and"
    r"|akzeptieren|ablehnen|alle|accepter|refuser|tout|aceptar|rechazar|todas?|принять|отклонить)\W*){1,6}"
)
_RIGHTS = regex.compile(r"(?i)(?:©|\(c\)|copyright)\W.{0,100}")
_SKIP = regex.compile(r"(?i)(?:skip to|jump to|back to|zum inhalt|aller au|ir al|перейти к)\b.{0,40}")
_MOST_WORDS = 60


def is_web_print(dropped: Sequence[Dropped]) -> bool:
    """Whether a browser printed a document: it writes the page's address at the edge of each page."""
    return any(_ADDRESS.search(one.text) for one in dropped if one.kind in ("head", "foot"))


def without_web_parts(pages: list[list[Row]], links: Sequence[Sequence[Box]]) -> list[Dropped]:
    """Take what belongs to the site out of the rows of pages; return what was taken out."""
    taken = []
    for page, rows in enumerate(pages):
        kept: list[Row] = []
        for row in rows:
            text = line_of(row.words, page, True).text
            if _is_bar(row, links[page], page == 0 and not kept) or _is_notice(text):
                taken.append(("web", text, page))
            else:
                kept.append(row)
        rows[:] = kept
    return told(taken)


def _is_notice(text: str) -> bool:
    is_short = len(text.split()) <= _MOST_WORDS
    return is_short and (
        _COOKIES.search(text) is not None or any(kind.fullmatch(text) for kind in (_BUTTON, _RIGHTS, _SKIP))
    )


def _is_bar(row: Row, links: Sequence[Box], at_edge: bool) -> bool:
    """Whether a row is nothing but links: several side by side, or one before anything else of the page."""
    used = set()
    for word in row.words:
        link = next((number for number, box in enumerate(links) if _is_in(word, box)), None)
        if link is None:
            return False
        used.add(link)
    return len(used) > 1 or (at_edge and len(used) == 1)


def _is_in(word: Word, box: Box) -> bool:
    left, bottom, right, top = box
    middle = word.y + 0.3 * word.em
    return left - 1 <= (word.x0 + word.x1) / 2 <= right + 1 and bottom - 1 <= middle <= top + 1
