"""Metadata of documents as variables of REFI-QDA, each with one type over all documents."""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from annotator.formats.refi.code_markup import guid_of
from annotator.formats.refi.markup import element, fits, words

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class RefiValues:
    """The variables of the documents that are written."""

    def __init__(self) -> None:
        self._kinds: dict[str, set[str]] = {}

    def note(self, metadata: Mapping[str, Any]) -> None:
        """Note the metadata of a document: the type of a variable is known once all are noted."""
        for name, value in metadata.items():
            self._kinds.setdefault(name, set()).update(map(_kind, _plain(value)))

    def comes_back(self, metadata: Mapping[str, Any]) -> bool:
        """Whether the metadata of a document are read again as they are."""
        return all(
            fits(name) and _is_plain(value) and all(self._is_kept(name, one) for one in _plain(value))
            for name, value in metadata.items()
        )

    def _is_kept(self, name: str, value: Any) -> bool:
        return fits(value) if isinstance(value, str) else self._type(name) != "Text"

    def variables(self) -> str:
        """Return the element that names them, empty where there are none."""
        named = (
            element("Variable", [("guid", _guid(name)), ("name", name), ("typeOfVariable", self._type(name))])
            for name in sorted(self._kinds)
        )
        return element("Variables", (), *named) if self._kinds else ""

    def markup(self, metadata: Mapping[str, Any]) -> str:
        """Return the values of a document."""
        return "".join(self._values(metadata))

    def _values(self, metadata: Mapping[str, Any]) -> Iterator[str]:
        for name, value in metadata.items():
            kind = self._type(name)
            for one in _plain(value):
                ref = element("VariableRef", [("targetGUID", _guid(name))])
                yield element("VariableValue", (), ref, f"<{kind}Value>{words(_written(one))}</{kind}Value>")

    def _type(self, name: str) -> str:
        kinds = self._kinds[name]
        if len(kinds) == 1:
            return next(iter(kinds))
        return "Float" if kinds == {"Integer", "Float"} else "Text"


def _guid(name: str) -> str:
    return guid_of("variable", f"variable {name}")


def _plain(value: Any) -> Iterable[Any]:
    """Return the values of a field: one, or of a list of several plain ones each."""
    if isinstance(value, list) and len(value) > 1 and all(isinstance(one, str | int | float) for one in value):
        return value
    return [value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)]


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float) or (isinstance(value, list) and _plain(value) is value)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "Boolean"
    if isinstance(value, int):
        return "Integer"
    if isinstance(value, float):
        return "Float" if math.isfinite(value) else "Text"
    return "Date" if _is_day(value) else "Text"


def _is_day(value: str) -> bool:
    try:
        return bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and math.isfinite(value):
        return format(Decimal(repr(value)), "f")
    return str(value)
