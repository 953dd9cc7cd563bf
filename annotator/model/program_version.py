"""Which version of the program wrote something: as text, as the number in the head of a file, in what is said of it.

What a newer version wrote says which one that was, so that an older program can name the one to get. Nobody has
verified that: what is no version, or none that is newer than this one, is not repeated.
"""

import re

from annotator import __version__

OURS = __version__
"""The version that runs, which everything names that it writes."""
_VERSION = re.compile(r"(\d{1,4})\.(\d{1,3})\.(\d{1,3})", re.ASCII)
_STEP = 1000
_MOST_MAJOR = 2146
"""So that the number fits into 31 bits, as SQLite keeps it."""


def number_of(version: str) -> int:
    """Return a version as a number that rises with it: 12003004 for 12.3.4; 0 for what is none."""
    found = _VERSION.fullmatch(version)
    major, minor, patch = map(int, found.groups()) if found else (0, 0, 0)
    return (major * _STEP + minor) * _STEP + patch if major <= _MOST_MAJOR else 0


def version_of(number: int) -> str:
    """Return the version that a number stands for, empty for none: what `number_of` does, the other way round."""
    if number <= 0 or number // _STEP**2 > _MOST_MAJOR:
        return ""
    return f"{number // _STEP**2}.{number // _STEP % _STEP}.{number % _STEP}"


def newer(said: object) -> str:
    """Return the version that something says it was written by, where it is newer than this one; else nothing."""
    number = number_of(said) if isinstance(said, str) else 0
    return version_of(number) if number > number_of(OURS) else ""


def newer_words(said: object, to_do: str) -> tuple[str, str]:
    """Return what is the matter with something newer, and what to do, without full stops. `to_do`: “to open it”."""
    if version := newer(said):
        return f"annotator {version} wrote it", f"get {version} or a newer one {to_do}"
    return "a newer version of annotator wrote it", f"update the program {to_do}"
