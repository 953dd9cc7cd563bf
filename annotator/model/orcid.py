"""ORCID iDs: sixteen characters of which the last checks the others (ISO 7064, MOD 11-2)."""

import re

URL = "https://orcid.org/"
_SHAPE = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def orcid_of(said: str) -> str:
    """Return an ORCID iD as 0000-0000-0000-0000, from one with or without its address and dashes.

    Raises `ValueError` where it has another shape, or where its last character does not check the others: then one of
    them was mistyped.
    """
    bare = re.sub(r"(?i)^(https?://)?(www\.)?orcid\.org/", "", said.strip()).replace("-", "").replace(" ", "").upper()
    formed = "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))
    if not bare.isascii() or not _SHAPE.fullmatch(formed):
        raise ValueError(f"“{said.strip()}” is no ORCID iD, which has four times four digits, as 0000-0002-1825-0097")
    if bare[-1] != check_character(bare[:-1]):
        raise ValueError(f"the ORCID iD {formed} is mistyped: its last character does not fit the others")
    return formed


def check_character(digits: str) -> str:
    """Return the last character for the first fifteen digits: 0 to 9, or X for ten."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    left = (12 - total % 11) % 11
    return "X" if left == 10 else str(left)
