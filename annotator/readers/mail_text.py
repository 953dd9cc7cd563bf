"""Lines of a plain mail to paragraphs: mail programs break lines that their writer did not.

A flowed text says which breaks those are (RFC 3676); elsewhere it is told from a line's length.
"""

from itertools import pairwise

import regex

NARROWEST, WIDEST = 50, 80
"""Columns: text that is wrapped by a program is about 72 wide; a longer line shows that nothing is wrapped."""

_OWN_LINE = regex.compile(r"[>|\-–*•·#]|\d{1,3}[.)]|\(?[a-z0-9]{1,3}\)|\s")


def unwrapped(text: str) -> str:
    """Return `text` with lines joined that were broken because the next word had no room.

    Quotations, items of lists and indented lines stay on their own.
    """
    lines = text.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if not NARROWEST <= width <= WIDEST:
        return text
    joined = [[lines[0].rstrip()]]
    for before, line in pairwise(lines):
        first = line.split(" ", 1)[0]
        full = before.strip() and first and len(before.rstrip()) + 1 + len(first) > width
        if full and not _OWN_LINE.match(line) and not before.startswith(">"):
            joined[-1].append(line.strip())
        else:
            joined.append([line.rstrip()])
    return "\n".join(map(" ".join, joined))


def flowed(text: str, without_blank: bool = False) -> str:
    """Return a text in the flowed format with its soft breaks undone; `without_blank`: DelSp=yes."""
    joined: list[list[str]] = []
    depth, is_open = 0, False
    for raw in text.split("\n"):
        quotes, line = _split(raw)
        if is_open and quotes == depth and line != "-- ":
            joined[-1].append(line)
        else:
            joined.append([f"{'>' * quotes} {line}" if quotes else line])
        depth, is_open = quotes, line.endswith(" ") and line != "-- "
        if is_open and without_blank:
            joined[-1][-1] = joined[-1][-1][:-1]
    return "\n".join("".join(pieces).rstrip(" ") for pieces in joined)


def _split(line: str) -> tuple[int, str]:
    """Return how deep a line is quoted, and its words without the blank that guards them (RFC 3676, 4.4 and 4.5)."""
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")
