"""A label widened so that the spans of another can have it without losing a value or a slot.

What both labels have under one id and can be one attribute is one; what cannot be (another type, another order) keeps
its values under an id of its own ("force-2").
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Generic, TypeVar

from annotator.model.codebook import Attribute, Counterpart, Cues, Label, Role
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.span import Link, Span

_Part = TypeVar("_Part", Attribute, Role)


@dataclass(frozen=True, slots=True)
class Following:
    """What becomes of a span that gets another label: which one, and the ids that attributes and roles get there.

    `slots`: those of what is asked of the parties, by the role as it was.
    """

    label: LabelId
    attributes: Mapping[str, str]
    roles: Mapping[str, str]
    slots: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def span(self, span: Span) -> Span:
        """Return the span under its other label, with all its values."""
        values = {self.attributes.get(id, id): value for id, value in span.attributes.items()}
        return replace(span, label=self.label, attributes=values)

    def link(self, link: Link) -> Link:
        """Return a link of the span under its other label."""
        ids = self.slots.get(link.role, {})
        values = {ids.get(id, id): value for id, value in link.attributes.items()} if ids else link.attributes
        return replace(link, role=RoleId(self.roles.get(link.role, link.role)), attributes=values)

    def counterpart(self, one: Counterpart) -> Counterpart:
        """Return a counterpart of the label with the ids that its conditions have at the other label."""
        when = {AttributeId(self.attributes.get(id, id)): values for id, values in one.when.items()}
        return one.model_copy(update={"when": when})


def widened(
    label: Label, by: Label, strays: Collection[str] = (), *, optional: bool = False, strict: bool = False
) -> tuple[Label, Following]:
    """Return `label` with what `by` has more, and what becomes of the spans of `by`.

    `strays`: attributes of spans of `by`, also such that the codebook does not know any more. `optional`: what is added
    is not required, since the spans that have `label` already lack it. `strict`: attributes in which a value means
    something else are not one.
    """
    one_of = _one_meaning if strict else _one_attribute
    attributes = _joined_attributes(label.attributes, by, strays, one_of, optional)
    roles = _Joining(label.roles, {one.id for one in by.roles}, _one_role)
    slots: dict[str, Mapping[str, str]] = {}
    for role in by.roles:
        roles.take(role, f" ({by.name})", optional)
        new = roles.ids.get(role.id, role.id)
        if (ours := label.role(new)) is not None and (ours.attributes or role.attributes):
            of_slot = _joined_attributes(ours.attributes, role, (), one_of, optional)
            both = {"attributes": tuple(of_slot.parts.values())}
            roles.parts[new], slots[role.id] = roles.parts[new].model_copy(update=both), of_slot.ids
    wide = {"attributes": tuple(attributes.parts.values()), "roles": tuple(roles.parts.values())}
    return label.model_copy(update=wide), Following(label.id, attributes.ids, roles.ids, slots)


def _joined_attributes(
    ours: Collection[Attribute],
    by: Label | Role,
    strays: Collection[str],
    one_of: Callable[[Attribute, Attribute], Attribute | None],
    optional: bool,
) -> "_Joining[Attribute]":
    """Return the attributes of a label, or of a role, with those of another; what theirs hang on is theirs still.

    One of both that each asks somewhere else is asked everywhere, so that no value of either is where none is asked.
    """
    known = {one.id for one in by.attributes}
    unknown = sorted(set(strays) - known)
    joining, before = _Joining(ours, {*known, *unknown}, one_of), {one.id: one for one in ours}
    for one in by.attributes:
        joining.take(one, f" ({by.name})", optional)
    for stray in unknown:
        joining.step_aside(stray)
    for one in by.attributes:
        new = joining.ids.get(one.id, one.id)
        when = {AttributeId(joining.ids.get(id, id)): values for id, values in one.when.items()}
        was = before.get(AttributeId(new))
        if was is None:
            joining.parts[new] = joining.parts[new].model_copy(update={"when": when})
        elif was.when != when:
            joining.parts[new] = joining.parts[new].model_copy(update={"when": {}, "required": False})
    return joining


class _Joining(Generic[_Part]):
    """The attributes, or the roles, of a label while it takes up those of another. `ids`: what is called otherwise."""

    def __init__(
        self, ours: Collection[_Part], theirs: Collection[str], joined: Callable[[_Part, _Part], _Part | None]
    ) -> None:
        self.parts: dict[str, _Part] = {part.id: part for part in ours}
        self.ids: dict[str, str] = {}
        self._theirs = set(theirs)
        self._given: set[str] = set()
        self._joined: Callable[[_Part, _Part], _Part | None] = joined

    def take(self, part: _Part, named: str, optional: bool) -> None:
        """Make a part one with ours, or put it under the next id that is free, with `named` behind its name."""
        for id in chain([part.id], self._others(part.id)):
            if id in self._given:
                continue
            known = self.parts.get(id)
            name = part.name if id == part.id else part.name + named
            new = {"id": id, "name": name, "required": part.required and not optional}
            both = part.model_copy(update=new) if known is None else self._joined(known, part)
            if both is not None:
                self._put(part.id, id, both)
                return

    def step_aside(self, stray: str) -> None:
        """Give values that the codebook does not know an id under which it does not know them either."""
        if stray in self.parts:
            id = next(id for id in self._others(stray) if id not in self.parts and id not in self._given)
            self._given.add(id)
            self.ids[stray] = id

    def _put(self, old: str, new: str, part: _Part) -> None:
        self.parts[new] = part
        self._given.add(new)
        if new != old:
            self.ids[old] = new

    def _others(self, id: str) -> Iterator[str]:
        numbered = (f"{id[:56]}-{number}" for number in count(2))
        return (id for id in numbered if id not in self._theirs)


def _one_meaning(ours: Attribute, theirs: Attribute) -> Attribute | None:
    """As `_one_attribute`, None also where a value of both is defined otherwise in each."""
    shared = (ours.meanings.keys() & theirs.meanings.keys()) - {""}
    is_one = all(ours.meanings[value] == theirs.meanings[value] for value in shared)
    return _one_attribute(ours, theirs) if is_one else None


def _one_attribute(ours: Attribute, theirs: Attribute) -> Attribute | None:
    """Return an attribute that takes the values of both, None where there can be none."""
    if ours.kind is not theirs.kind:
        return None
    every = tuple(dict.fromkeys((*ours.values, *theirs.values)))
    values = _one_order(ours.values, theirs.values) if ours.value_type.is_ordered else every
    if values is None:
        return None
    cues = {value: _one_list(ours.cues.get(value, {}), cues) for value, cues in theirs.cues.items()}
    texts = {"meanings": {**theirs.meanings, **ours.meanings}, "cues": {**ours.cues, **cues}}
    return ours.model_copy(update={"values": values, **texts})


def _one_list(ours: Cues, theirs: Cues) -> Cues:
    return {of: tuple(dict.fromkeys((*ours.get(of, ()), *theirs.get(of, ())))) for of in {**ours, **theirs}}


def _one_order(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the longer of two rising lists where it has all of the other in the same order, else None."""
    longer, shorter = (ours, theirs) if len(ours) >= len(theirs) else (theirs, ours)
    return longer if shorter == tuple(value for value in longer if value in shorter) else None


def _one_role(ours: Role, theirs: Role) -> Role | None:
    """Return a role that takes the parties of both, None where there can be none."""
    if ours.takes is not theirs.takes:
        return None
    labels = tuple(dict.fromkeys((*ours.labels, *theirs.labels))) if ours.labels and theirs.labels else ()
    return ours.model_copy(update={"several": ours.several or theirs.several, "labels": labels})
