"""JSON as it is written here: letters as they are, keys in the order given, and nothing that JSON does not have."""

import json
import math
from typing import Any


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON; infinite and undefined numbers become null, other foreign objects their text."""
    separators = (",", ":") if indent is None else (",", ": ")
    try:
        return _dumps(value, indent, separators)
    except ValueError:  # NaN or infinity somewhere, e.g. in metadata that came from a table
        return _dumps(_finite(value), indent, separators)


def _dumps(value: Any, indent: int | None, separators: tuple[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False, default=str)


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in value]
    return value
