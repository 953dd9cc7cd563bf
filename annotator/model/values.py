"""Values of attributes, checked against what the codebook declares."""

from annotator.model.codebook import Attribute
from annotator.model.errors import NotAllowed
from annotator.model.span import AttributeValue


def checked_value(attribute: Attribute, value: AttributeValue) -> AttributeValue:
    """Return the value; raises `NotAllowed` with a sentence where it is not of the attribute's kind."""
    if not attribute.fits(value):
        expected = ", ".join(attribute.values) or attribute.value_type.noun
        raise NotAllowed(f"“{value}” is no value of “{attribute.name}”; expected: {expected}.")
    return value
