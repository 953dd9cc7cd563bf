"""Types of the fields of metadata: what a field may hold, and whether a value fits. One without a type is plain text.

The values of a field stay what they are in the documents: a type says how they are compared, grouped and typed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from annotator.model.field_values import number_in
from annotator.model.folding import folded
from annotator.model.ids import FieldId
from annotator.model.wording import isolated, word_list


class FieldKind(StrEnum):
    """What a field of the metadata holds."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class TypedField:
    """A field with its type. `choices`: what a choice may be, in the project's order."""

    id: FieldId
    name: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    position: int = 0


_DAY = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


def misfit(field: TypedField, text: str) -> str:
    """Return why a value does not fit a field, in one sentence; empty where it does. A value of blanks fits any."""
    kept = text.strip()
    if not kept or _FITS[field.kind](field, kept):
        return ""
    return f"“{isolated(kept)}” is not what “{isolated(field.name)}” holds: {wants(field)}."


def is_date(text: str) -> bool:
    """Whether a text is a day, month or year as ISO 8601 writes them."""
    parts = text.split("-")
    try:
        return bool(_DAY.fullmatch(text)) and bool(date(int(parts[0]), *map(int, (*parts[1:], "1", "1")[:2])))
    except ValueError:
        return False


_FITS: Mapping[FieldKind, Callable[[TypedField, str], bool]] = {
    FieldKind.TEXT: lambda _, text: True,
    FieldKind.DATE: lambda _, text: is_date(text),
    FieldKind.NUMBER: lambda _, text: number_in(text) is not None,
    FieldKind.CHOICE: lambda field, text: folded(text) in map(folded, field.choices),
}


def wants(field: TypedField) -> str:
    """Return what a field with a type that is no text holds, in words that follow “holds”."""
    if field.kind is FieldKind.DATE:
        return "a day, month or year as 2026-01-31, 2026-01 or 2026"
    if field.kind is FieldKind.NUMBER:
        return "a number, such as 12 or 3.5"
    return f"one of {word_list([f'“{isolated(one)}”' for one in field.choices], 'or')}"


def kind_of_values(values: list[str]) -> FieldKind:
    """Return the type that fits all values, as a suggestion: dates, numbers, few that come again, else text."""
    kept = [value.strip() for value in values if value.strip()]
    if not kept:
        return FieldKind.TEXT
    if all(map(is_date, kept)) and (any("-" in value for value in kept) or all(1000 <= int(v) <= 2100 for v in kept)):
        return FieldKind.DATE
    if all(number_in(value) is not None for value in kept):
        return FieldKind.NUMBER
    distinct = {folded(value) for value in kept}
    is_few = len(distinct) <= MOST_CHOICES and len(kept) >= 2 * len(distinct)
    return FieldKind.CHOICE if is_few and max(map(len, kept)) <= LONGEST_CHOICE else FieldKind.TEXT


MOST_CHOICES, LONGEST_CHOICE = 30, 60
"""Up to how many values, of how many characters, a field is suggested to be one of several."""
