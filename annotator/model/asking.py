"""Which attributes are asked, given what is said: one may hang on what another is."""

from collections.abc import Iterable, Mapping, Sequence

from annotator.model.codebook import Attribute
from annotator.model.ids import AttributeId
from annotator.model.span import AttributeValue
from annotator.model.wording import isolated, word_list


def asked(attributes: Sequence[Attribute], said: Mapping[str, AttributeValue]) -> tuple[Attribute, ...]:
    """Return those of a label's, or a role's, attributes that are asked where this is said, in their order.

    One without a condition always is. Of a condition every attribute that it names must itself be asked, and have one
    of the values; any value where the condition lists none. What is left out says what its kind says then: a flag, no.
    """
    known = {one.id: one for one in attributes}
    found: dict[AttributeId, bool] = {}

    def is_asked(id: AttributeId) -> bool:
        if id not in found:
            found[id] = False  # in a circle, which no codebook has, none is
            found[id] = all(
                other in known and is_asked(other) and _holds(known[other], said, values)
                for other, values in known[id].when.items()
            )
        return found[id]

    return tuple(one for one in attributes if is_asked(one.id))


def unasked(attributes: Sequence[Attribute], said: Mapping[str, AttributeValue]) -> tuple[str, ...]:
    """Return the attributes that have a value though they are not asked; what the codebook does not know is none."""
    ids = {one.id for one in asked(attributes, said)}
    return tuple(one.id for one in attributes if one.id in said and one.id not in ids)


def still_asked(attributes: Sequence[Attribute], said: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    """Return what is said without the values of attributes that are not asked (any more)."""
    gone = frozenset(unasked(attributes, said))
    return {id: value for id, value in said.items() if id not in gone}


def kept_values(attributes: Sequence[Attribute], said: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    """Return those of some values that these attributes can have, and that are asked."""
    # Another label may have an attribute of that name with other values.
    kept: dict[str, AttributeValue] = {
        one.id: said[one.id] for one in attributes if one.id in said and one.fits(said[one.id])
    }
    return still_asked(attributes, kept)


def condition_words(attributes: Sequence[Attribute], attribute: Attribute) -> str:
    """Return where an attribute is asked (“Kind is armed or civil, and Year is said”); empty for everywhere."""
    names = {one.id: one.name for one in attributes}
    parts = (
        f"{isolated(names.get(other, other))} is {word_list(map(isolated, values), 'or') or 'said'}"
        for other, values in attribute.when.items()
    )
    return ", and ".join(parts)


def _holds(attribute: Attribute, said: Mapping[str, AttributeValue], values: Iterable[str]) -> bool:
    value = said.get(attribute.id)
    if not (values := frozenset(values)):
        return value is not None
    value = attribute.value_type.unsaid if value is None else value
    return value is not None and not values.isdisjoint(attribute.words(value))
