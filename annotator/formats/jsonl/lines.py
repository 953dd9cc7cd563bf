"""The lines of JSONL, and what does not fit in one, in a sentence."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from pydantic import ValidationError

BOM = b"\xef\xbb\xbf"
_SINGULAR = {"aliases": "alias"}


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield (number, line) of each line that is not blank. Lines end with a line feed and nothing else."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            stripped = (line.removeprefix(BOM) if number == 1 else line).strip()
            if stripped:
                yield number, stripped


def sentence(error: ValidationError) -> str:
    """Return what first does not fit in a record, with its place."""
    first = error.errors(include_url=False, include_context=False)[0]
    message = first["msg"].removeprefix("Value error, ").removesuffix(".")
    return ": ".join([*_place(first["loc"]), message[:1].lower() + message[1:]])


def _place(loc: tuple[int | str, ...]) -> Iterator[str]:
    """Yield the parts of a place in words: ("spans", 1, "start") is “span 2”, “start”."""
    for part, following in zip_longest(loc, loc[1:]):
        if isinstance(following, int):
            yield f"{_SINGULAR.get(str(part), str(part).removesuffix('s'))} {following + 1}"
        elif not isinstance(part, int):
            yield str(part)
