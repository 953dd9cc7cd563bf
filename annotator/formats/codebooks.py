"""A codebook out of what is found in a file that has none: labels, attributes and roles by the names used there.

A label that has the id of one in the program's own codebook is that one, with its roles in their order and its forces
from weak to strong, as far as what is said with it fits. Of the others nobody knows which role is the speaker but by
its name: the names of the program's own roles come first, in their order, then the others as they were found.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Cue, Label, Role
from annotator.model.codebook_rules import slug_for
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.role_kinds import Takes
from annotator.model.span import AttributeValue
from annotator.model.value_forms import words_of
from annotator.resources import resource

MOST_CHOICES = 30
"""An attribute with more values than this is taken for free text."""

COLOURS = (
    *("#0072B2", "#009E73", "#D55E00", "#A65C8B", "#B8860B"),
    *("#3B7F93", "#7A5195", "#8C564B", "#4B6A2F", "#B0413E"),
)
"""Of labels for which nobody chose one: Okabe and Ito's darker ones, then others that stay apart from them."""
_NO_COLOUR = Label.model_fields["colour"].default

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
    """Collects names and values, and makes the codebook at the end.

    `completes`: whether a label of the program's own codebook is that one, as where a file describes no labels itself.
    """

    def __init__(self, completes: bool = True) -> None:
        self.completes = completes
        self._labels, self._attributes, self._roles = Slugs(), Slugs(), Slugs()
        self._values: dict[LabelId, dict[AttributeId, _ValuesSaid]] = {}
        self._filled: dict[LabelId, dict[RoleId, bool]] = {}
        self._of_slots: dict[tuple[LabelId, RoleId], dict[AttributeId, _ValuesSaid]] = {}
        self._described: dict[LabelId, dict[str, Any]] = {}

    def describe(self, label: LabelId, **said: Any) -> None:
        """Note what the file says of a label: its definition, colour, parent … as fields of `Label`."""
        self._described.setdefault(label, {}).update(said)

    def label(self, name: str) -> LabelId:
        """Return the id of a label, which is new where the name is."""
        return LabelId(self._labels.get(name))

    def attribute(self, label: LabelId, name: str, value: AttributeValue) -> AttributeId:
        """Note a value of an attribute and return the attribute's id."""
        attribute = AttributeId(self._attributes.get(name))
        values = self._values.setdefault(label, {})
        if (said := values.get(attribute)) is None:
            known = _own_labels().get(label) if self.completes else None
            said = values[attribute] = _ValuesSaid(known.attribute(attribute) if known is not None else None)
        said.add(value)
        return attribute

    def role(self, label: LabelId, name: str, is_passage: bool = False) -> RoleId:
        """Note that acts with this label have this role and return its id.

        `is_passage`: whether it is filled by a passage that is neither a span nor an actor. A role that nothing else
        fills takes passages.
        """
        role = RoleId(self._roles.get(name))
        filled = self._filled.setdefault(label, {})
        filled[role] = is_passage and filled.get(role, True)
        return role

    def role_attribute(self, label: LabelId, role: RoleId, name: str, value: AttributeValue) -> AttributeId:
        """Note a value that is said of who fills a slot, and return its attribute's id."""
        attribute = AttributeId(self._attributes.get(name))
        self._of_slots.setdefault((label, role), {}).setdefault(attribute, _ValuesSaid()).add(value)
        return attribute

    def codebook(self, name: str, shown: dict[str, str] | None = None) -> Codebook:
        """Return the codebook; `shown`: nicer names for labels, attributes and roles, by the names in the file."""
        names = {slug: (shown or {}).get(own) or own for slugs in self._all() for own, slug in slugs.items()}
        found = frozenset(LabelId(slug) for _, slug in self._labels.items())
        labels = []
        for own, slug in self._labels.items():
            made, known = self._made(LabelId(slug), names), _own_labels().get(LabelId(slug))
            if known is not None and self.completes:
                is_named = own in (shown or {})
                known = known.model_copy(update={"name": made.name}) if is_named else known
                made = _completed(known, made, self._values.get(made.id, {}), found)
            made = self._with_slot_values(made, names)
            labels.append(made.model_copy(update=self._described.get(made.id, {})))
        return Codebook(name=name or "Codebook", labels=told_apart(labels))

    def _made(self, label: LabelId, names: Mapping[str, str]) -> Label:
        attributes = self._values.get(label, {})
        roles = (
            _role(role, names[role] or role, is_passage) for role, is_passage in self._filled.get(label, {}).items()
        )
        return Label(
            id=label,
            name=names[label] or label,
            attributes=tuple(_attribute(id, names[id] or id, values) for id, values in attributes.items()),
            roles=_in_order(roles),
        )

    def _with_slot_values(self, label: Label, names: Mapping[str, str]) -> Label:
        """Return a label whose roles have the attributes that are said in their slots."""
        said = {role.id: self._of_slots.get((label.id, role.id), {}) for role in label.roles}
        made = {
            role: tuple(_attribute(id, names[id] or id, values) for id, values in found.items())
            for role, found in said.items()
        }
        roles = (role.model_copy(update={"attributes": made[role.id] or role.attributes}) for role in label.roles)
        return label.model_copy(update={"roles": tuple(roles)}) if any(made.values()) else label

    def _all(self) -> tuple[Slugs, Slugs, Slugs]:
        # Where a label and an attribute share an id they share the name too; labels are named last and win.
        return self._roles, self._attributes, self._labels


def told_apart(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Return labels so that one can code with them: those without a colour get one, and the first a digit as their key.

    What the file says of them stays. When the colours begin again, the bars are drawn otherwise.
    """
    keys = {label.key for label in labels}
    free = (digit for digit in "123456789" if digit not in keys)
    count, found = 0, list[Label]()
    for label in labels:
        said = label.model_fields_set
        more: dict[str, Any] = {}
        if "colour" not in said and label.colour == _NO_COLOUR:
            rounds, place = divmod(count, len(COLOURS))
            more = {"colour": COLOURS[place], "cue": label.cue if "cue" in said else list(Cue)[rounds % len(Cue)]}
            count += 1
        if "key" not in said and label.is_codable:
            more["key"] = next(free, "")
        found.append(label.model_copy(update=more))
    return tuple(found)


class _ValuesSaid:
    """What values of an attribute are, of which there may be a million. `known`: the program's own, if it is that."""

    def __init__(self, known: Attribute | None = None) -> None:
        self.kinds: set[type] = set()
        self.words: dict[str, None] = {}
        self.fits = True
        self._known = known

    def add(self, value: AttributeValue) -> None:
        """Note a value."""
        self.kinds.add(type(value))
        if len(self.words) <= MOST_CHOICES:
            self.words.update(dict.fromkeys(filter(None, words_of(value))))
        if self._known is not None and self.fits:
            self.fits = self._known.fits(value)


def _attribute(attribute: AttributeId, name: str, values: _ValuesSaid) -> Attribute:
    kinds, words = values.kinds, tuple(values.words)
    if kinds <= {bool}:
        return Attribute(id=attribute, name=name, kind=AttributeKind.FLAG)
    if kinds <= {int, float}:
        return Attribute(id=attribute, name=name, kind=AttributeKind.NUMBER)
    if kinds <= {str, list} and 0 < len(words) <= MOST_CHOICES:
        kind = AttributeKind.CHOICES if list in kinds else AttributeKind.CHOICE
        return Attribute(id=attribute, name=name, kind=kind, values=words)
    return Attribute(id=attribute, name=name, kind=AttributeKind.TEXT)


def _role(id: RoleId, name: str, is_passage: bool) -> Role:
    known = next((role for role in _own_roles() if role.id == id), None)
    takes = known.takes if known else Takes.PASSAGE if is_passage else Takes.PARTY
    return Role(id=id, name=name, several=True, takes=takes)


def _in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Return roles with those that the program's own codebook has first, in its order."""
    order = [role.id for role in _own_roles()]
    return tuple(sorted(roles, key=lambda role: order.index(role.id) if role.id in order else len(order)))


def _completed(
    known: Label, made: Label, values: Mapping[AttributeId, _ValuesSaid], found: frozenset[LabelId]
) -> Label:
    """Return the program's own label with all that was said with it; `found`: the labels that there are."""
    unfit = {id for id, said in values.items() if not said.fits}
    kept = [own for own in known.attributes if own.id not in unfit]
    ids = {own.id for own in kept}
    roles = [role.model_copy(update={"labels": tuple(found.intersection(role.labels))}) for role in known.roles]
    return known.model_copy(
        update={
            "attributes": (*kept, *(one for one in made.attributes if one.id not in ids)),
            "roles": (*roles, *(role for role in made.roles if known.role(role.id) is None)),
            "parent": known.parent if known.parent in found else None,
            "counterparts": tuple(one for one in known.counterparts if ids.issuperset(one.when)),
        }
    )


@cache
def _own_labels() -> dict[LabelId, Label]:
    """Return the labels of the program's own codebook."""
    codebook = Codebook.from_json(resource("codebook.json").read_bytes(), "codebook.json")
    return {label.id: label for label in codebook.labels}


@cache
def _own_roles() -> tuple[Role, ...]:
    """Return the roles of the program's own codebook, each once, in their order."""
    return tuple({role.id: role for label in _own_labels().values() for role in label.roles}.values())
