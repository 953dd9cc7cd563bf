"""What a value is by itself: a text, a flag, a number, choices. It is so even where its attribute is gone.

What depends on the attribute (whether the value fits it, how it is typed) is in `attribute_kinds`.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, NamedTuple

from annotator.model.folding import folded
from annotator.model.span import AttributeValue

YES, NO = "yes", "no"


class Form(NamedTuple):
    """`words`: what a value of this form says, in a word or several. `same`: equal where two values say the same."""

    name: str
    words: Callable[[Any], tuple[str, ...]]
    same: Callable[[Any], Hashable]


def _number(value: int | float) -> Hashable:
    # Unlike in arithmetic, "not a number" is itself.
    return value if value == value else "not a number"


_NUMBER = Form("number", lambda value: (str(value),), _number)
FORMS: Mapping[type, Form] = {
    str: Form("text", lambda value: (value,), lambda value: value),
    bool: Form("flag", lambda value: (YES if value else NO,), lambda value: value),
    int: _NUMBER,
    float: _NUMBER,
    # Choices are a set: their order says nothing.
    list: Form("choices", tuple, lambda value: tuple(sorted(value))),
}
"""The one list of forms, by the type of the value."""


def form_of(value: AttributeValue) -> Form:
    """Return of which form a value is. A flag is not the number 1, though Python thinks so."""
    return next(FORMS[each] for each in type(value).__mro__ if each in FORMS)


def words_of(value: AttributeValue) -> tuple[str, ...]:
    """Return what a value says, in a word or several: ("yes",), ("3",), ("aid", "talks")."""
    return form_of(value).words(value)


def told_in(value: AttributeValue) -> list[str]:
    """Return the same without what says nothing to a search: an empty text, blanks, invisible characters."""
    return [words for words in words_of(value) if folded(words.strip())]


def items_of(value: AttributeValue) -> tuple[AttributeValue, ...]:
    """Return what was chosen one by one, and a value of any other form as the only one."""
    return tuple(value) if isinstance(value, list) else (value,)


def comparable(value: AttributeValue) -> tuple[str, Hashable]:
    """Return a value in a form that is equal where the attribute says the same, and that can be looked up."""
    form = form_of(value)
    return form.name, form.same(value)
