"""Values of attributes, checked against what the codebook declares, and as they are said."""

from annotator.model.codebook import Attribute
from annotator.model.errors import NotAllowed
from annotator.model.span import AttributeValue
from annotator.model.wording import isolated


def checked_value(attribute: Attribute, value: AttributeValue) -> AttributeValue:
    """Return the value; raises `NotAllowed` with a sentence where it is not of the attribute's kind."""
    if not attribute.fits(value):
        expected = ", ".join(attribute.values) or attribute.value_type.noun
        raise NotAllowed(f"“{value}” is no value of “{attribute.name}”; expected: {expected}.")
    return value


def said_parts(attribute: Attribute, value: AttributeValue) -> tuple[str, ...]:
    """Return what a value says, in a word or several; these in the codebook's order, and what that lacks at the end."""
    order = {word: at for at, word in enumerate(attribute.values)}
    return tuple(sorted(attribute.words(value), key=lambda word: (order.get(word, len(order)), word)))


def in_words(attribute: Attribute, value: AttributeValue) -> str:
    """Return a value as a sentence says it, each part in its own direction."""
    return ", ".join(map(isolated, said_parts(attribute, value)))
