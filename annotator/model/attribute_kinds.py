"""The kinds of attribute: what is true of the values of each, in one table that everything else reads.

A new kind is a value of `AttributeKind` and its line in `VALUE_TYPES`; nothing else asks which kind an attribute is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from annotator.model.cell_values import choices_of_cell, flag_of_cell, number_of_cell
from annotator.model.errors import NotAllowed
from annotator.model.span import AttributeValue
from annotator.model.value_forms import NO, YES, words_of


class AttributeKind(StrEnum):
    """The type of an attribute's value."""

    CHOICE = "choice"
    CHOICES = "choices"
    FLAG = "flag"
    ORDINAL = "ordinal"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


class Scale(StrEnum):
    """What two values can be compared by; for a coefficient, what its categories must be."""

    NOMINAL = "nominal"
    """Any; two are the same or they differ."""
    ORDINAL = "ordinal"
    """In an order."""
    INTERVAL = "interval"
    """Numbers whose differences mean something."""
    RATIO = "ratio"
    """Numbers with a true zero."""
    SETS = "sets"
    """Sets, which may share some of what is in them."""

    @property
    def is_ranked(self) -> bool:
        """Whether of two values one is more than the other."""
        return self in (Scale.ORDINAL, Scale.INTERVAL, Scale.RATIO)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueType:
    """What is true of the values of one kind of attribute.

    `of_cell`: the value that the cell of a table says; its text where it can be none of this kind.
    `title`: what the form of the codebook calls it; `noun`: with its article, within a sentence. `fits` and `parse` are
    given a value, or the words that were typed or chosen for it one after the other, and the values that the codebook
    lists; `parse` raises `NotAllowed` with a sentence that says how it is written. `listed`: the codebook lists its
    values. `fixed`: its values, where they are always the same. `several`: more than one can be said. `unsaid`: what
    leaving it out says. `prompt`: what stands in its row while it is empty.
    """

    title: str
    noun: str
    fits: Callable[[AttributeValue, Sequence[str]], bool]
    parse: Callable[[Sequence[str], Sequence[str]], AttributeValue]
    words: Callable[[AttributeValue], tuple[str, ...]] = words_of
    of_cell: Callable[[str], AttributeValue] = str
    scale: Scale = Scale.NOMINAL
    listed: bool = False
    fixed: tuple[AttributeValue, ...] = ()
    several: bool = False
    unsaid: AttributeValue | None = None
    prompt: str = "empty"

    @property
    def is_typed(self) -> bool:
        """Whether a value is written, and not chosen among some."""
        return not (self.listed or self.fixed)

    @property
    def is_ordered(self) -> bool:
        """Whether the order in which the codebook lists the values says something."""
        return self.listed and self.scale.is_ranked


def _is_listed(value: AttributeValue, values: Sequence[str]) -> bool:
    return value in values


def _are_listed(value: AttributeValue, values: Sequence[str]) -> bool:
    return isinstance(value, list) and len(set(value)) == len(value) and set(value) <= set(values)


def _is_flag(value: AttributeValue, values: Sequence[str]) -> bool:
    return isinstance(value, bool)


def _is_number(value: AttributeValue, values: Sequence[str]) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def _is_date(value: AttributeValue, values: Sequence[str]) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_text(value: AttributeValue, values: Sequence[str]) -> bool:
    return isinstance(value, str)


def _last(words: Sequence[str], values: Sequence[str]) -> AttributeValue:
    return words[-1]


def _in_order(words: Sequence[str], values: Sequence[str]) -> AttributeValue:
    return [value for value in values if value in words]


def _flag(words: Sequence[str], values: Sequence[str]) -> AttributeValue:
    return {YES: True, NO: False}.get(words[-1], words[-1])


def _number(words: Sequence[str], values: Sequence[str]) -> AttributeValue:
    written = words[-1]
    try:
        return int(written)
    except ValueError:
        pass
    try:
        return float(written.replace(",", ".") if written.count(",") == 1 else written)
    except ValueError:
        raise NotAllowed(f"“{written}” is no number; write it as 12 or 3.5.") from None


def _date(words: Sequence[str], values: Sequence[str]) -> AttributeValue:
    try:
        return date.fromisoformat(words[-1]).isoformat()
    except ValueError:
        raise NotAllowed(f"“{words[-1]}” is no date; write year, month and day, as 2023-04-06.") from None


VALUE_TYPES: Mapping[AttributeKind, ValueType] = {
    AttributeKind.CHOICE: ValueType(title="One of a list", noun="a choice", fits=_is_listed, parse=_last, listed=True),
    AttributeKind.CHOICES: ValueType(
        title="Several of a list",
        noun="a list of choices",
        fits=_are_listed,
        parse=_in_order,
        of_cell=choices_of_cell,
        scale=Scale.SETS,
        listed=True,
        several=True,
    ),
    AttributeKind.ORDINAL: ValueType(
        title="One step of a rising scale",
        noun="an ordinal",
        fits=_is_listed,
        parse=_last,
        scale=Scale.ORDINAL,
        listed=True,
    ),
    AttributeKind.FLAG: ValueType(
        title="Yes or no",
        noun="a flag",
        fits=_is_flag,
        parse=_flag,
        of_cell=flag_of_cell,
        fixed=(True, False),
        unsaid=False,
    ),
    AttributeKind.NUMBER: ValueType(
        title="A number", noun="a number", fits=_is_number, parse=_number, of_cell=number_of_cell, scale=Scale.RATIO
    ),
    AttributeKind.DATE: ValueType(
        title="A date", noun="a date", fits=_is_date, parse=_date, prompt="a date, as 2023-04-06"
    ),
    AttributeKind.TEXT: ValueType(title="A short text", noun="a text", fits=_is_text, parse=_last),
}
"""The one list of kinds, in the order in which the codebook's form offers them."""
