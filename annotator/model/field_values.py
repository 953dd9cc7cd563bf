"""Values of metadata as words: whatever JSON a file said, and how a filter compares it.

Dates are compared as far as both say them (“2026-01” and a day of it are alike), numbers as numbers, all else as words
without case and accents.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from annotator.model.filter_words import FilterSign, Term
from annotator.model.folding import folded

_DATE = re.compile(r"(\d{4}(?:-\d{2})?|\d{4}-\d{2}-\d{2}(?=[T ]|$))(?:(?<=-\d{2}-\d{2})[T ].*)?", re.ASCII | re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)

Compares = Callable[[Any, Any], bool]
_ORDERS: Mapping[FilterSign, Compares] = {
    FilterSign.AT_LEAST: lambda one, other: one >= other,
    FilterSign.AT_MOST: lambda one, other: one <= other,
    FilterSign.MORE: lambda one, other: one > other,
    FilterSign.LESS: lambda one, other: one < other,
}


def values_of(metadata: Mapping[str, Any], name: str) -> list[Any]:
    """Return what stands under a name, whatever its case; a list's members one by one."""
    if name in metadata:
        found = [metadata[name]]
    else:
        wanted = folded(name)
        found = [value for key, value in metadata.items() if folded(key) == wanted]
    return [one for value in found for one in (value if isinstance(value, list) else [value])]


def texts_of(value: Any) -> list[str]:
    """Return a value of metadata in words: a text as it is, a number as it is written, each of a list; none of null.

    What has names of its own is “name: value”, one after another.
    """
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list):
        return [text for one in value for text in texts_of(one)]
    if isinstance(value, dict):
        return [f"{key}: {', '.join(texts_of(one)) or '–'}" for key, one in sorted(value.items())]
    return [str(value)]


def text_of_value(value: Any) -> str:
    """Return a value of metadata on one line, as a cell shows it."""
    return " ".join("; ".join(texts_of(value)).split())


def is_like(text: str, term: Term) -> bool:
    """Whether a value is what a term asks for."""
    if term.is_any or not term.value:
        return bool(text.strip()) is term.is_any
    if term.comparison is FilterSign.HAS:
        return _has(text, term.value)
    if term.comparison is FilterSign.IS:
        return folded(text.strip()) == folded(term.value.strip()) or _numbers_equal(text, term.value)
    return _is_ordered(text, term.value, _ORDERS[term.comparison])


def _has(text: str, value: str) -> bool:
    # A year is not found in a larger number: “5” is not in 15.
    if number_in(text) is not None and number_in(value) is not None:
        return _numbers_equal(text, value)
    return folded(value) in folded(text)


def _numbers_equal(text: str, value: str) -> bool:
    number = number_in(text)
    return number is not None and number == number_in(value)


def _is_ordered(text: str, value: str, compares: Compares) -> bool:
    date, bound = date_in(text), date_in(value)
    if date is not None and bound is not None and (len(date) > 4 or len(bound) > 4):
        length = min(len(date), len(bound))
        return compares(date[:length], bound[:length])
    number, limit = number_in(text), number_in(value)
    if limit is not None or bound is not None:
        return number is not None and limit is not None and compares(number, limit)
    return bool(text.strip()) and compares(folded(text), folded(value))


@lru_cache(maxsize=65_536)
def number_in(text: str) -> float | None:
    """Return the number that a text is, None of one that is none."""
    kept = text.strip()
    return float(kept) if _NUMBER.fullmatch(kept) else None


@lru_cache(maxsize=65_536)
def date_in(text: str) -> str | None:
    """Return the day, month or year with which a text begins, ISO 8601; None where it is no date."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    _, month, day = (found[1] + "-01-01").split("-")[:3]
    return found[1] if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None
