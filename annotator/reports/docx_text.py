"""Text in a Word file: runs that keep their blanks, line ends and directions, and paragraphs of them."""

from collections.abc import Iterable

import regex

from annotator.reports.plain_text import begins_right_to_left, clean, pieces, xml

_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_PARTS = regex.compile(r"[\n\t]|(?P<hyphen>(?<=\d)-(?=\d))|(?:(?!(?<=\d)-(?=\d))[^\n\t])+")
_HYPHEN = "<w:noBreakHyphen/>"
"""Between digits a hyphen does not break: it would part a date or a range of pages."""


def run(text: str, style: str = "", raised: bool = False) -> str:
    """Return a text as runs of one character style; a piece that runs from right to left is a run of its own."""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    high = '<w:vertAlign w:val="superscript"/>' if raised else ""
    made = []
    for piece, is_backwards in pieces(clean(text)):
        properties = f"{look}{high}{'<w:rtl/>' if is_backwards else ''}"
        shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        made.append(f"<w:r>{shown}{_content(piece)}</w:r>")
    return "".join(made)


def runs(parts: Iterable[tuple[str, str]]) -> str:
    """Return texts with their styles as runs."""
    return "".join(run(text, style) for text, style in parts)


def paragraph(inner: str, text: str, style: str = "", *, keep: bool = False, align: str = "") -> str:
    """Return a paragraph of runs.

    `text`: its words, for their direction; `keep`: on the page of the next one; `align`: "center" or "end".
    """
    properties = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep else "")
        + ("<w:bidi/>" if begins_right_to_left(text) else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
    )
    shown = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{shown}{inner}</w:p>"


def _content(text: str) -> str:
    return "".join(_HYPHEN if part["hyphen"] else _element(part.group()) for part in _PARTS.finditer(text))


def _element(part: str) -> str:
    return _SIGNS.get(part) or f'<w:t xml:space="preserve">{xml(part)}</w:t>'
