"""Where something holds, as a line: “force = demands | urges; polarity = negative”; one without values: any value."""

from collections.abc import Mapping, Sequence

from annotator.model.codebook import Attribute
from annotator.model.ids import AttributeId

Conditions = dict[AttributeId, tuple[str, ...]]


def as_line(when: Mapping[AttributeId, Sequence[str]]) -> str:
    """Return conditions as a line."""
    return "; ".join(f"{id} = {' | '.join(values)}" if values else id for id, values in when.items())


def from_line(line: str) -> Conditions:
    """Return the conditions that a line says."""
    found: Conditions = {}
    for condition in filter(None, (part.strip() for part in line.split(";"))):
        id, _, values = condition.partition("=")
        found[AttributeId(id.strip())] = tuple(one.strip() for one in values.split("|") if one.strip())
    return found


def renamed_in(when: Mapping[AttributeId, tuple[str, ...]], attribute: str, values: Mapping[str, str]) -> Conditions:
    """Return conditions with values of an attribute called by their new words."""
    return {
        id: tuple(values.get(one, one) for one in named) if id == attribute else named for id, named in when.items()
    }


def with_renamed(attributes: Sequence[Attribute], attribute: str, values: Mapping[str, str]) -> tuple[Attribute, ...]:
    """Return attributes that hang on the values of one by the values' new words."""
    return tuple(
        one.model_copy(update={"when": renamed_in(one.when, attribute, values)}) if attribute in one.when else one
        for one in attributes
    )
