"""Values of attributes out of the cells of a table; what can be none of its kind stays a text."""

import re

from pydantic_core import from_json

from annotator.model.span import AttributeValue

_WHOLE = re.compile(r"-?[0-9]+", re.ASCII)
_FLAGS = {"1": True, "0": False, "true": True, "false": False, "yes": True, "no": False}
_MOST_DIGITS = 4000
"""So many digits Python reads without being asked."""


def flag_of_cell(text: str) -> AttributeValue:
    """Return whether it is so."""
    return _FLAGS.get(text.strip().casefold(), text)


def number_of_cell(text: str) -> AttributeValue:
    """Return a number, whole where no point or exponent stands in it."""
    bare = text.strip()
    if _WHOLE.fullmatch(bare) and len(bare) <= _MOST_DIGITS:
        return int(bare)
    try:
        return float(bare)
    except ValueError:
        return text


def choices_of_cell(text: str) -> AttributeValue:
    """Return choices: those of a JSON list, else what semicolons divide."""
    if text.startswith("["):
        try:
            found = from_json(text)
        except ValueError:
            found = None
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return found
    return [one.strip() for one in text.split(";") if one.strip()]
