"""Names of people and things as they can stand in the name of a file, on every system."""

import re
import unicodedata

LONGEST_BYTES = 120
"""Leaves room for endings and counters below the 255 bytes of the usual file systems."""

INVITATION = ".invitation"
"""What the file of an invitation ends in."""

# Windows gives these to devices, whatever the ending.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def safe_name(wanted: str) -> str:
    """Return a file name without an ending made of the letters (of any script), digits, - and _ of `wanted`."""
    kept = re.sub(r"[^\w-]+", "_", unicodedata.normalize("NFC", wanted)).strip("_")
    short = _cut(kept).rstrip("_")
    return f"_{short}" if not short or _RESERVED.fullmatch(short) else short


def file_name(name: str) -> str:
    """Return a name of a person or project as it can stand in the name of a file, with its blanks."""
    return _cut(" ".join(safe_name(word) for word in name.split())).rstrip(" _") or "_"


def _cut(name: str) -> str:
    return name.encode("utf-8", "ignore")[:LONGEST_BYTES].decode("utf-8", "ignore")
