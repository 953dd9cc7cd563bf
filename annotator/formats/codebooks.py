"""A codebook out of what is found in a file that has none: labels, attributes and roles by the names used there."""

import re
from collections.abc import Iterable

from annotator.model.codebook import Attribute, AttributeKind, Codebook, Label, Role, slug_for
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.span import AttributeValue

MOST_CHOICES = 30
"""An attribute with more values than this is taken for free text."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class Slugs:
    """Readable ids for names; a name that is an id already stays as it is."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def get(self, name: str) -> str:
        """Return the id for a name, the same each time."""
        if name not in self._ids:
            taken = frozenset(self._ids.values())
            fits = _SLUG.fullmatch(name) and name not in taken
            self._ids[name] = name if fits else slug_for(name, taken)
        return self._ids[name]

    def items(self) -> Iterable[tuple[str, str]]:
        """Return (name, id) in the order of their first use."""
        return self._ids.items()


class CodebookMaker:
    """Collects names and values, and makes the codebook at the end."""

    def __init__(self) -> None:
        self._labels, self._attributes, self._roles = Slugs(), Slugs(), Slugs()
        self._values: dict[LabelId, dict[AttributeId, list[AttributeValue]]] = {}
        self._filled: dict[LabelId, dict[RoleId, None]] = {}

    def label(self, name: str) -> LabelId:
        """Return the id of a label, which is new where the name is."""
        return LabelId(self._labels.get(name))

    def attribute(self, label: LabelId, name: str, value: AttributeValue) -> AttributeId:
        """Note a value of an attribute and return the attribute's id."""
        attribute = AttributeId(self._attributes.get(name))
        self._values.setdefault(label, {}).setdefault(attribute, []).append(value)
        return attribute

    def role(self, label: LabelId, name: str) -> RoleId:
        """Note that acts with this label have this role and return its id."""
        role = RoleId(self._roles.get(name))
        self._filled.setdefault(label, {})[role] = None
        return role

    def codebook(self, name: str, shown: dict[str, str] | None = None) -> Codebook:
        """Return the codebook; `shown`: nicer names for labels, attributes and roles, by the names in the file."""
        names = {slug: (shown or {}).get(own) or own for slugs in self._all() for own, slug in slugs.items()}
        labels = tuple(
            Label(
                id=LabelId(slug),
                name=names[slug] or slug,
                attributes=tuple(
                    _attribute(attribute, names[attribute] or attribute, values)
                    for attribute, values in self._values.get(LabelId(slug), {}).items()
                ),
                roles=tuple(
                    Role(id=role, name=names[role] or role, several=True)
                    for role in self._filled.get(LabelId(slug), {})
                ),
            )
            for _, slug in self._labels.items()
        )
        return Codebook(name=name or "Codebook", labels=labels)

    def _all(self) -> tuple[Slugs, Slugs, Slugs]:
        # Where a label and an attribute share an id they share the name too; labels are named last and win.
        return self._roles, self._attributes, self._labels


def _attribute(attribute: AttributeId, name: str, values: list[AttributeValue]) -> Attribute:
    kinds = {type(value) for value in values}
    if kinds <= {bool}:
        return Attribute(id=attribute, name=name, kind=AttributeKind.FLAG)
    if kinds <= {int, float}:
        return Attribute(id=attribute, name=name, kind=AttributeKind.NUMBER)
    words = tuple(dict.fromkeys(word for value in values for word in _words(value)))
    if kinds <= {str, list} and 0 < len(words) <= MOST_CHOICES:
        kind = AttributeKind.CHOICES if list in kinds else AttributeKind.CHOICE
        return Attribute(id=attribute, name=name, kind=kind, values=words)
    return Attribute(id=attribute, name=name, kind=AttributeKind.TEXT)


def _words(value: AttributeValue) -> list[str]:
    return value if isinstance(value, list) else [str(value)]
