"""Names of people and things as they can stand in the name of a file, on every system."""

import re
import unicodedata

LONGEST_BYTES = 120
"""Leaves room for endings and counters below the 255 bytes of the usual file systems."""

INVITATION = ".invitation"
"""What the file of an invitation ends in."""

# Windows gives these to devices, whatever the ending and the blanks before it; its digits are those of Latin 1, raised
# ones too.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])( *\..*)?", re.DOTALL)
# Half a character is a byte of a name here that is no text, and cannot be written as UTF-8.
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]')


def safe_name(wanted: str) -> str:
    """Return a file name without an ending made of the letters (of any script), digits, - and _ of `wanted`."""
    kept = re.sub(r"[^\w-]+", "_", unicodedata.normalize("NFC", wanted)).strip("_")
    short = _cut(kept).rstrip("_")
    return f"_{short}" if not short or _RESERVED.fullmatch(short) else short


def file_name(name: str) -> str:
    """Return a name of a person or project as it can stand in the name of a file, with its blanks."""
    return _cut(" ".join(safe_name(word) for word in name.split())).rstrip(" _") or "_"


def fit_name(name: str, longest: int = LONGEST_BYTES) -> str:
    """Return the name of a file of this system as every system takes it: only what one forbids is replaced, by _.

    `longest`: so many bytes in UTF-8 are kept, one at least.
    """
    fit = _cut(_UNFIT.sub("_", name), longest).rstrip(". ")
    return fit if fit and not _RESERVED.fullmatch(fit) else _cut(f"_{fit}", longest).rstrip(". ")


def one_place(name: str) -> str:
    """Return what two names have in common that are one file somewhere: without case, and in one normal form.

    Windows takes capitals and small letters for one character by a table of its own, which `upper` covers; a Mac by
    the folding of Unicode, and takes letters with marks for what they are made of.
    """
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).upper().casefold())


def _cut(name: str, longest: int = LONGEST_BYTES) -> str:
    return name.encode("utf-8", "ignore")[:longest].decode("utf-8", "ignore")
