"""Values of attributes, checked against what the codebook declares."""

from datetime import date

from annotator.model.codebook import Attribute, AttributeKind
from annotator.model.errors import NotAllowed
from annotator.model.span import AttributeValue


def checked_value(attribute: Attribute, value: AttributeValue) -> AttributeValue:
    """Return the value; raises `NotAllowed` with a sentence where it is not of the attribute's kind."""
    if not _fits(attribute, value):
        expected = ", ".join(attribute.values) if attribute.values else f"a {attribute.kind}"
        raise NotAllowed(f"“{value}” is no value of “{attribute.name}”; expected: {expected}.")
    return value


def _fits(attribute: Attribute, value: AttributeValue) -> bool:
    match attribute.kind:
        case AttributeKind.CHOICE | AttributeKind.ORDINAL:
            return value in attribute.values
        case AttributeKind.CHOICES:
            return isinstance(value, list) and len(set(value)) == len(value) and set(value) <= set(attribute.values)
        case AttributeKind.FLAG:
            return isinstance(value, bool)
        case AttributeKind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")
        case AttributeKind.DATE:
            return isinstance(value, str) and _is_date(value)
        case AttributeKind.TEXT:
            return isinstance(value, str)


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
