"""Two versions of a codebook compared in words, one sentence for each difference.

The tables below have a line for each field that is compared, so that what a version changed is said whatever it is.
A second, shorter one is for what changes the *meaning* of a label: after such a change, codings made before are to be
looked at again.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from annotator.model.codebook import Attribute, Codebook, Counterpart, Cues, Label, Role
from annotator.model.ids import AttributeId

Teller = Callable[[str, Any, Any], Iterator[str]]
"""(whose field it is, what it was, what it is) -> sentences; asked only where the two differ."""

Fields = Mapping[str, Teller]
_When = Mapping[AttributeId, Sequence[str]]


def changes_between(old: Codebook, new: Codebook) -> tuple[str, ...]:
    """Return what is otherwise in `new`, one sentence each; empty exactly where the two are equal."""
    return tuple(_told(CODEBOOK, "The codebook", old, new))


def meaning_changes(old: Label, new: Label) -> tuple[str, ...]:
    """Return what makes a coding under `old` doubtful under `new`, one sentence each; mostly there is nothing.

    What counts is what a coder decides by, or is asked for: definition, what to include and exclude, near misses, the
    scope; the attributes with their types, definitions and values, whether they are required, and where they are asked;
    the roles with what fills them and what is asked of that; whether it is a heading. A new attribute counts, since
    nobody was asked about it. What does not count: names, colour, bar, key, external code and place, which say nothing
    about the text; examples and cue words, which show what the definition says already; the order of values, except in
    an ordinal; `retired` and counterparts, which do not change what was seen.
    """
    if old == new:
        return ()
    ordered = tuple(_in_order_of(one, new.attribute(one.id)) for one in old.attributes)
    roles = tuple(_with_order_of(role, new.role(role.id)) for role in old.roles)
    return tuple(_told(MEANING, new.name, old.model_copy(update={"attributes": ordered, "roles": roles}), new))


def _told(fields: Fields, whose: str, old: Any, new: Any) -> Iterator[str]:
    for field, tell in fields.items():
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield from tell(whose, before, after)


def _text(what: str) -> Teller:
    def tell(whose: str, old: str, new: str) -> Iterator[str]:
        if not old:
            yield f"{whose} now has the {what} “{new}”."
        elif not new:
            yield f"{whose} has no {what} any more; it was “{old}”."
        else:
            yield f"{whose}: the {what} was “{old}”, now “{new}”."

    return tell


def _name(whose: str, old: str, new: str) -> Iterator[str]:
    # `whose` is built of the new name already.
    yield f"{whose} was called “{old}” before."


def _parent(whose: str, old: str | None, new: str | None) -> Iterator[str]:
    was = f"below “{old}”" if old else "at the top"
    yield f"{whose} stands {f'below “{new}”' if new else 'at the top'} now, and stood {was} before."


def _kind(what: str) -> Teller:
    def tell(whose: str, old: str, new: str) -> Iterator[str]:
        yield f"{whose}: the {what} was {old}, now {new}."

    return tell


def _flag(yes: str, no: str) -> Teller:
    def tell(whose: str, old: bool, new: bool) -> Iterator[str]:
        yield f"{whose} {yes if new else no}."

    return tell


def _items(one: str, words: Callable[[Any], str] = str, key: Callable[[Any], str] = str) -> Teller:
    """Return a teller for a list in which something may stand twice; `key`: what two items are the same by."""

    def tell(whose: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
        was, now = Counter(map(key, old)), Counter(map(key, new))
        said = {key(item): words(item) for item in (*old, *new)}
        gone, come = list((was - now).elements()), list((now - was).elements())
        yield from (f"{whose} has the {one} “{said[item]}” no more." for item in gone)
        yield from (f"{whose} has a new {one}: “{said[item]}”." for item in come)
        if not gone and not come:
            first = next(after for before, after in zip(old, new, strict=True) if key(before) != key(after))
            yield f"{whose} lists its {one}s in another order now, “{words(first)}” earlier."

    return tell


def _values(whose: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    yield from (f"{whose} has the value “{value}” no more." for value in old if value not in new)
    yield from (f"{whose} has a new value: “{value}”." for value in new if value not in old)
    yield from _moves(old, new, "“{}”".format)


def _meanings(whose: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for value in dict.fromkeys((*old, *new)):
        if value not in new:
            yield f"{whose}: the meaning of “{value}” is not said any more; it was “{old[value]}”."
        elif value not in old:
            yield f"{whose}: the meaning of “{value}” is said now: “{new[value]}”."
        elif old[value] != new[value]:
            yield f"{whose}: the meaning of “{value}” was “{old[value]}”, now “{new[value]}”."


def _cues(whose: str, old: Mapping[str, Cues], new: Mapping[str, Cues]) -> Iterator[str]:
    for value in dict.fromkeys((*old, *new)):
        before, after = old.get(value), new.get(value)
        if before == after:
            continue
        target = f"“{value}”" if value else "it as a whole"
        for language in dict.fromkeys((*(before or ()), *(after or ()))):
            words = [", ".join(cues.get(language, ())) or "none" for cues in (before or {}, after or {})]
            if (before or {}).get(language) != (after or {}).get(language):
                yield f"{whose}: the cue words for {target} ({language}) were: {words[0]}; now: {words[1]}."
        if not before and not after:
            yield f"{whose}: a place for the cue words of {target} was {'made' if before is None else 'taken away'}."


def _conditions(when: _When) -> str:
    return " and ".join(f"{id} is {' or '.join(values) or 'said'}" for id, values in when.items())


def _when(
    whose: str, old: Mapping[AttributeId, Sequence[str]], new: Mapping[AttributeId, Sequence[str]]
) -> Iterator[str]:
    was, now = (f"only where {_conditions(when)}" if when else "always" for when in (old, new))
    yield f"{whose} was asked {was}, and is asked {now} now."


def _counterpart(one: Counterpart) -> str:
    when = _conditions(one.when)
    said = [f"{one.scheme}: {one.code or 'nothing'}", one.name, f"when {when}" if when else "", one.note]
    return ", ".join(part for part in said if part)


@dataclass(frozen=True)
class _Parts:
    """A teller for things that have ids: which came, went, moved, and what became otherwise in those that stayed."""

    fields: Fields
    came: str
    went: str
    named: str
    ordered: bool = True

    def __call__(self, whose: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
        before, after = {part.id: part for part in old}, {part.id: part for part in new}
        names = {id: self.named.format(name=part.name, whose=whose) for id, part in (before | after).items()}
        for id, part in before.items():
            if id not in after:
                yield self.went.format(name=part.name, whose=whose)
        for id, part in after.items():
            if id not in before:
                yield self.came.format(name=part.name, whose=whose)
        for id, part in after.items():
            if id in before and before[id] != part:
                yield from _told(self.fields, names[id], before[id], part)
        if self.ordered:
            yield from _moves(list(before), list(after), names.__getitem__)


def _moves(old: Sequence[str], new: Sequence[str], words: Callable[[str], str]) -> Iterator[str]:
    """Say which of those that both have stand elsewhere, as few of them as explain the new order."""
    both = [[one for one in some if one in set(other)] for some, other in ((old, new), (new, old))]
    blocks = SequenceMatcher(None, both[0], both[1], autojunk=False).get_matching_blocks()
    stayed = {one for block in blocks for one in both[1][block.b : block.b + block.size]}
    for place, one in enumerate(both[1]):
        if one not in stayed:
            following = next(iter(both[1][place + 1 :]), None)
            yield f"{words(one)} now comes {f'before {words(following)}' if following is not None else 'last'}."


def _with_order_of(old: Role, new: Role | None) -> Role:
    if new is None or not old.attributes:
        return old
    return old.model_copy(
        update={"attributes": tuple(_in_order_of(one, new.attribute(one.id)) for one in old.attributes)}
    )


def _in_order_of(old: Attribute, new: Attribute | None) -> Attribute:
    """Return an attribute with its values in the order of another, where that order says nothing."""
    if new is None or old.value_type.is_ordered or new.value_type.is_ordered:
        return old
    place = {value: number for number, value in enumerate(new.values)}
    return old.model_copy(update={"values": tuple(sorted(old.values, key=lambda one: place.get(one, len(place))))})


def _only(fields: Fields, *names: str) -> dict[str, Teller]:
    return {name: fields[name] for name in names}


ATTRIBUTE: Fields = {
    "name": _name,
    "kind": _kind("type"),
    "definition": _text("definition"),
    "values": _values,
    "required": _flag("is required now", "is not required any more"),
    "meanings": _meanings,
    "cues": _cues,
    "when": _when,
}
_ATTRIBUTES = ("{whose} has a new attribute {name}.", "{whose} has the attribute {name} no more.", "{name} of {whose}")
ROLE: Fields = {
    "name": _name,
    "definition": _text("definition"),
    "required": _flag("is required now", "is not required any more"),
    "several": _flag("may have several parties now", "has one party only now"),
    "takes": _kind("filling"),
    "labels": _items("label that fills it"),
    "attributes": _Parts(ATTRIBUTE, *_ATTRIBUTES),
}
_COUNTERPARTS = _items("counterpart", _counterpart, lambda one: str(one.model_dump_json()))
_ROLES = ("{whose} has a new role {name}.", "{whose} has the role {name} no more.", "{name} of {whose}")
LABEL: Fields = {
    "name": _name,
    "definition": _text("definition"),
    "include": _text("rule on what to include"),
    "exclude": _text("rule on what to exclude"),
    "examples": _items("example"),
    "near_misses": _items("near miss"),
    "colour": _kind("colour"),
    "cue": _kind("bar"),
    "key": _text("key"),
    "parent": _parent,
    "scope": _kind("scope"),
    "attributes": _Parts(ATTRIBUTE, *_ATTRIBUTES),
    "roles": _Parts(ROLE, *_ROLES),
    "names_actors": _flag("marks mentions of actors now", "does not mark mentions of actors any more"),
    "retired": _flag("is retired", "is in use again"),
    "heading": _flag("is a heading now, with which nothing is coded", "can be coded now"),
    "code": _text("external code"),
    "counterparts": _COUNTERPARTS,
}
CODEBOOK: Fields = {
    "name": _name,
    "description": _text("description"),
    "unit": _kind("unit that is coded"),
    "codes_per_unit": _kind("number of labels that a unit gets"),
    "labels": _Parts(LABEL, "The label {name} was added.", "The label {name} was removed.", "{name}"),
}
_ASKED = _Parts(
    _only(ATTRIBUTE, "kind", "definition", "values", "required", "meanings", "when"), *_ATTRIBUTES, ordered=False
)
MEANING: Fields = {
    **_only(LABEL, "definition", "include", "exclude", "near_misses", "scope", "names_actors", "heading"),
    "attributes": _ASKED,
    "roles": _Parts(
        {**_only(ROLE, "definition", "required", "several", "takes", "labels"), "attributes": _ASKED},
        *_ROLES,
        ordered=False,
    ),
}
