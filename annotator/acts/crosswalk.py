"""What a coding is called in another scheme, such as PLOVER or CAMEO, as the codebook says.

Nothing is guessed: a label without an entry has no counterpart here, and an entry without a code says in its note that
the other scheme has nothing for it.
"""

from collections.abc import Iterable, Mapping

from annotator.model.codebook import Codebook, Counterpart, Label
from annotator.model.span import AttributeValue
from annotator.model.value_forms import items_of


def schemes_of(codebook: Codebook) -> tuple[str, ...]:
    """Return the names of the other schemes that the labels speak of, in the order in which they first do."""
    return tuple(dict.fromkeys(one.scheme for label in codebook.labels for one in label.counterparts))


def codes_of(codebook: Codebook, scheme: str) -> tuple[str, ...]:
    """Return the codes of a scheme that the labels name, each once."""
    entries = (one for label in codebook.labels for one in label.counterparts if one.scheme == scheme)
    return tuple(dict.fromkeys(one.code for one in entries if one.code))


def counterpart_of(label: Label, attributes: Mapping[str, AttributeValue], scheme: str) -> Counterpart | None:
    """Return the first entry of a scheme that a coding with these attributes fits, None where it fits none.

    An entry that depends on an attribute fits no coding that leaves it open.
    """
    entries = (one for one in label.counterparts if one.scheme == scheme)
    return next((one for one in entries if _fits(one.when.items(), attributes)), None)


def _fits(when: Iterable[tuple[str, tuple[str, ...]]], attributes: Mapping[str, AttributeValue]) -> bool:
    return all(_has_one_of(attributes.get(id), values) for id, values in when)


def _has_one_of(value: AttributeValue | None, wanted: tuple[str, ...]) -> bool:
    """Tell whether a value, or one of several, is among those that are wanted."""
    return value is not None and any(one in wanted for one in items_of(value))
