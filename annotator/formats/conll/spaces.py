"""Blanks behind a token, as CoNLL-U says them in its last column (Universal Dependencies, and UDPipe's SpacesAfter)."""

import re
from functools import lru_cache

NONE, ONE = "SpaceAfter=No", "_"
_AFTER = "SpacesAfter="
_WRITTEN = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": "\\\\"}
_READ = {"s": " ", "t": "\t", "n": "\n", "r": "\r", "p": "|", "\\": "\\"}
_ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.)", re.S)


@lru_cache(1024)
def said_blanks(blanks: str) -> str:
    """Return blanks as a cell says them."""
    if blanks == " ":
        return ONE
    return f"{_AFTER}{_escaped(blanks)}" if blanks else NONE


def read_blanks(cell: str) -> str | None:
    """Return the blanks that a cell says, None where it says nothing of them."""
    for part in cell.split("|"):
        if part == NONE:
            return ""
        if part.startswith(_AFTER):
            return _ESCAPE.sub(lambda found: _plain(found[1]), part.removeprefix(_AFTER))
    return " " if cell == ONE else None


def _plain(said: str) -> str:
    return chr(int(said[1:], 16)) if len(said) == 5 else _READ.get(said, said)


def _escaped(blanks: str) -> str:
    return "".join(_WRITTEN.get(char, f"\\u{ord(char):04x}") for char in blanks)
