"""JSON and JSON lines as records: strict about what is no JSON, with the line of whatever is wrong.

A file is read whole or not at all. Lines end at LF alone: U+2028 and its like may stand within a text.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from annotator.model.errors import BadFile
from annotator.readers.values import TooDeep, has_lone_surrogate, json_value

LONGEST_NUMBER = 300
"""Digits; longer ones are no measurement, and Python refuses to convert 4,300."""

Record = dict[str, Any]
_EXPECTED = "expected one JSON object a line, or a list of objects, each with a text"


@dataclass(slots=True)
class _Parser:
    """Parses pieces of one file; `line` is that of the present piece, 0 for the file as a whole."""

    name: str
    line: int = 0
    notices: dict[str, None] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where the present piece is, to begin a sentence with."""
        return f"line {self.line}: " if self.line else ""

    def parse(self, text: str) -> Any:
        """Return the value of `text`; raises `BadFile`."""
        try:
            return self.value(text)
        except json.JSONDecodeError as error:
            raise self.broken(error) from error

    def value(self, text: str) -> Any:
        """Return the value of `text`; raises `json.JSONDecodeError` where it is no JSON, `BadFile` for the rest."""
        try:
            value = json.loads(
                text,
                object_pairs_hook=self._object,
                parse_constant=self._constant,
                parse_int=self._number(int),
                parse_float=self._number(float),
            )
            found = json_value(value)
        except (RecursionError, TooDeep) as error:
            raise BadFile(self.name, f"{self.place}values are nested too deeply", _EXPECTED) from error
        if has_lone_surrogate(value):
            problem = f"{self.place}a text has half of a surrogate pair (\\ud800 to \\udfff), which is no character"
            raise BadFile(self.name, problem, "repair it in the program that made the file")
        return found

    def broken(self, error: json.JSONDecodeError) -> BadFile:
        """Return the sentence for a syntax error."""
        reason = error.msg[:1].lower() + error.msg[1:]
        place = f"line {max(self.line, 1) + error.lineno - 1}, column {error.colno}"
        return BadFile(
            self.name, f"{place} is not JSON: {reason}", "nothing was imported from the file; repair it there"
        )

    def _object(self, pairs: list[tuple[str, Any]]) -> Record:
        found: Record = {}
        for key, value in pairs:
            if key in found:
                self.notices[f"{self.place}“{key}” stands twice in one object; the last one counts."] = None
            found[key] = value
        return found

    def _constant(self, constant: str) -> None:
        self.notices[f"{self.place}{constant} is not JSON and was read as empty."] = None

    def _number(self, kind: Callable[[str], float]) -> Callable[[str], float]:
        def convert(digits: str) -> float:
            if len(digits) <= LONGEST_NUMBER and math.isfinite(number := kind(digits)):
                return number
            shown = digits if len(digits) < 20 else f"{digits[:12]}… ({len(digits)} digits)"
            raise BadFile(self.name, f"{self.place}the number {shown} is too large", "make it a text in quotes")

        return convert


def damage(name: str, text: str, by_line: bool) -> BadFile | None:
    """Return what is wrong with a JSON file whoever reads it, None where it is sound, whatever its records are."""
    try:
        records(name, text, by_line)
    except BadFile as refused:
        return None if _EXPECTED in str(refused) else refused
    return None


def strict_record(line: str) -> Record | None:
    """Return the object that a line is, None where something is wrong with it or there is something to say of it."""
    parser = _Parser("")
    try:
        value = parser.value(line)
    except (json.JSONDecodeError, BadFile):
        return None
    return value if isinstance(value, dict) and not parser.notices else None


def records(
    name: str, text: str, by_line: bool, unwraps: bool = True
) -> tuple[list[tuple[int, Record]], tuple[str, ...]]:
    """Return ((line, record) …, notices) of a JSON file; `by_line`: whether its name says JSON lines.

    Both kinds are read under either name. For a list the "line" is the number of the record. `unwraps`: whether of one
    object without a text its only list has the records. Raises `BadFile`.
    """
    start = text.lstrip(" \t\n\r")
    if not start:
        raise BadFile(name, "the file is empty", _EXPECTED)
    if start.startswith("<"):
        raise BadFile(name, "it is not JSON but HTML or XML", "give it the extension .html to read it as a page")
    parser = _Parser(name)
    found = _lines(parser, text) if by_line or _is_lines(text) else None
    if found is None:
        found = _whole(parser, text, unwraps)
        if by_line and len(found) > 0:
            parser.notices["The file is one JSON value, not one a line, and was read as such."] = None
    return found, tuple(notice[:1].upper() + notice[1:] for notice in parser.notices)[:20]


def _lines(parser: _Parser, text: str) -> list[tuple[int, Record]] | None:
    """Return the records of JSON lines, None for what is JSON as a whole instead."""
    found: list[tuple[int, Record]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip(" \t\r"):
            continue
        parser.line = number
        try:
            value = parser.value(line)
        except json.JSONDecodeError as error:
            if not found and _is_json(text):
                parser.line = 0
                return None
            raise parser.broken(error) from error
        if isinstance(value, list) and not found and _is_json(text):
            parser.line = 0
            return None
        if not isinstance(value, dict):
            raise BadFile(parser.name, f"line {number} is {_kind(value)}", _EXPECTED)
        found.append((number, value))
    return found


def _whole(parser: _Parser, text: str, unwraps: bool) -> list[tuple[int, Record]]:
    value = parser.parse(text)
    if isinstance(value, dict) and not unwraps:
        value = [value]
    elif isinstance(value, dict):
        lists = [item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict)]
        has_text = any(isinstance(item, str) for item in value.values())
        value = lists[0] if len(lists) == 1 and not has_text else [value]
    if not isinstance(value, list):
        raise BadFile(parser.name, f"the file holds {_kind(value)}", _EXPECTED)
    for number, item in enumerate(value, 1):
        if not isinstance(item, dict):
            raise BadFile(parser.name, f"item {number} of the list is {_kind(item)}", _EXPECTED)
    return list(enumerate(value, 1))


def _is_lines(text: str) -> bool:
    """Whether there are several values: the first line that is not blank is one by itself, and more follow."""
    first, _, rest = text.lstrip(" \t\n\r").partition("\n")
    return first.startswith("{") and bool(rest.strip()) and _is_json(first)


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_int=float)
    except (json.JSONDecodeError, RecursionError):
        return False
    return True


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool() | int() | float():
            return "a number or a truth value"
        case str():
            return "a text"
        case dict():
            return "an object"
    return "a list"
