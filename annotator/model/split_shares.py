"""The shares of the parts of a dataset as somebody writes them: “80/10/10”, or “train=70, test=30”."""

import re
from collections.abc import Iterable, Mapping, Sequence

from annotator.model.errors import NotAllowed

USUAL = {"train": 80.0, "dev": 10.0, "test": 10.0}
"""Shares of a hundred."""
MOST_PARTS = 10
_AS = "write 80/10/10, or train=80, test=20"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_TAKEN = re.compile(r"(?i)all|con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""What names something else: all parts together for `datasets.load_dataset`, a device on Windows."""
_ROUNDED = 0.002
"""By so much of the whole shares may miss it: thirds are written as 33.3."""


def shares_in(words: str) -> dict[str, float]:
    """Return the shares that somebody wrote, by part, in the order in which they were named; raises `NotAllowed`.

    They add up to 100, or to 1.
    """
    pieces = [piece.strip() for piece in re.split("[,;/]", words) if piece.strip()]
    if not 2 <= len(pieces) <= MOST_PARTS:
        raise NotAllowed(f"“{words}” does not name from two to {MOST_PARTS} parts; {_AS}.")
    usual = ["train", "test"] if len(pieces) == 2 else list(USUAL)
    named = [_named(piece, usual[number] if number < len(usual) else "") for number, piece in enumerate(pieces)]
    _check_names([name for name, _ in named], words)
    shares = dict(named)
    _check_sum(shares, words)
    return shares


def _named(piece: str, usual: str) -> tuple[str, float]:
    name, sign, said = piece.rpartition("=")
    try:
        share = float(said.strip().rstrip("%"))
    except ValueError:
        raise NotAllowed(f"“{piece}” is no share; {_AS}.") from None
    if not 0 < share < float("inf"):
        raise NotAllowed(f"“{piece}” gives a part nothing, or less than that; each needs a share above 0.")
    return (name.strip() if sign else usual), share


def _check_names(names: Sequence[str], words: str) -> None:
    if "" in names:
        raise NotAllowed(f"“{words}” has a part without a name; name each, as in a=40, b=30, c=20, d=10.")
    for name in names:
        if not _NAME.fullmatch(name):
            raise NotAllowed(
                f"“{name}” cannot be the name of a part, since files are called by it; take letters from A to Z, "
                "digits, - and _."
            )
        if _TAKEN.fullmatch(name):
            raise NotAllowed(f"“{name}” cannot be the name of a part, since it means something else; take another.")
    if twice := _twice(names):
        raise NotAllowed(f"“{words}” names the part “{twice}” twice, but for its form; give each a name of its own.")


def _twice(names: Iterable[str]) -> str:
    """Return a name that files could not tell from an earlier one."""
    seen = set[str]()
    for name in names:
        form = name.casefold().replace("-", "_")
        if form in seen:
            return name
        seen.add(form)
    return ""


def _check_sum(shares: Mapping[str, float], words: str) -> None:
    total = sum(shares.values())
    if not any(abs(total - whole) <= _ROUNDED * whole for whole in (1, 100)):
        raise NotAllowed(f"The shares in “{words}” add up to {total:g}; let them add up to 100, or to 1.")
