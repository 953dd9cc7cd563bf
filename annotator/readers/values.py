"""Metadata values: whatever a file holds, as JSON values that can be stored and exported.

Depth is limited so that no later step that walks them needs to fear for the stack.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

import regex

DEEPEST = 40
_SURROGATE = regex.compile(r"[\ud800-\udfff]")


class TooDeep(ValueError):
    """Values within values beyond `DEEPEST`; readers turn it into a sentence."""


def json_value(value: object, depth: int = 0) -> Any:
    """Return `value` as a JSON value: dates become ISO 8601 texts, NaN and infinities None, other things texts.

    Raises `TooDeep`.
    """
    if depth > DEEPEST:
        raise TooDeep
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else None
        case str():
            return sound(value)
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return {sound(str(key)): json_value(item, depth + 1) for key, item in value.items()}
        case bytes():
            return value.hex()
        case Iterable():
            return [json_value(item, depth + 1) for item in value]
    return sound(str(value))


def sound(text: str) -> str:
    """Return `text` with surrogate pairs joined and lone surrogates replaced by U+FFFD."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def has_lone_surrogate(value: object) -> bool:
    """Whether some text within a JSON value has half of a surrogate pair."""
    waiting: list[object] = [value]
    while waiting:
        match waiting.pop():
            case str() as text if _SURROGATE.search(text):
                return True
            case list() as items:
                waiting += items
            case dict() as pairs:
                waiting += pairs.keys()
                waiting += pairs.values()
    return False
