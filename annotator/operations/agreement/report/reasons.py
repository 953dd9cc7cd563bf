"""Why something is missing, said once for all that it is true of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from annotator.model.wording import word_list

_NUMBER = regex.compile(r"\d[\d,.]*\d|\d")
_QUOTED = regex.compile("“[^”]*”")
_ASIDE = regex.compile("(?<=,) “[^”]*”,")

Missing = tuple[str, str, str]
"""A reason, what it is true of, and of which of its numbers (nothing for all of them)."""


@dataclass(slots=True)
class _Kind:
    """What has reasons of one kind. `numbers`: which of its numbers, by what it is; `count`: of all of these."""

    said: set[str] = field(default_factory=set)
    numbers: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0


def undefined_said(missing: Iterable[Missing], most: int = 0, sign: str = "") -> str:
    """Return “Undefined: α and κ of A, B; C, because all coders used one category only.”, "" where nothing is.

    `most`: as of `reasons`; `sign`: what stands in a table for what is undefined.
    """
    said = reasons(missing, most, joint=", because ")
    return f"Undefined{f' ({sign})' if sign else ''}: {said}" if said else ""


def reasons(missing: Iterable[Missing], most: int = 0, of: int = 0, joint: str = ": ") -> str:
    """Return sentences “α and κ of A, B; C: all coders used one category only.”

    Reasons that differ in their particulars only (numbers, a quoted word, what follows a colon) are one, without these.
    `most`: so many are named for each reason, and of the others their number; 0 for all of them. `of`: how many numbers
    there are; what is true of all of them names none. `joint`: what stands before the reason.
    """
    kinds: dict[str, _Kind] = {}
    for reason, what, number in missing:
        if reason:
            kind = kinds.setdefault(_kind(reason), _Kind())
            kind.said.add(reason)
            kind.count += 1
            known = kind.numbers.setdefault(what, [])
            known += [number] if number and number not in known else []
    return " ".join(_sentence(name, kind, most, of, joint) for name, kind in kinds.items())


def _sentence(name: str, kind: _Kind, most: int, of: int, joint: str) -> str:
    reason = next(iter(kind.said)) if len(kind.said) == 1 else name
    what = "all of these" if of and kind.count == of else _named(kind, most)
    return f"{what}{joint}{reason[0].lower()}{reason[1:].rstrip('.')}."


def _named(kind: _Kind, most: int) -> str:
    """Return what has a reason, those together that have it for the same of their numbers."""
    shown = [*kind.numbers][: most or None]
    together: dict[tuple[str, ...], list[str]] = {}
    for what in shown:
        together.setdefault(tuple(kind.numbers[what]), []).append(what)
    more = f" and {len(kind.numbers) - len(shown):,} more" if len(kind.numbers) > len(shown) else ""
    return "; ".join(_group(numbers, whats) for numbers, whats in together.items()) + more


def _group(numbers: Sequence[str], whats: Sequence[str]) -> str:
    return f"{word_list(numbers)} of {', '.join(whats)}" if numbers else "; ".join(whats)


def _kind(reason: str) -> str:
    """Return what a reason has in common with others that differ in particulars: what stands before its colon."""
    general, colon, _ = reason.partition(": ")
    return general if colon else _NUMBER.sub("…", _QUOTED.sub("…", _ASIDE.sub("", reason)))
