"""Random codebooks that hold true: every field, every kind, labels below labels."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind
from annotator.model.codebook import (
    Attribute,
    Codebook,
    CodesPerUnit,
    CodingUnit,
    Counterpart,
    Cue,
    Label,
    Role,
    Scope,
)
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.role_kinds import Takes
from annotator.model.span import AttributeValue

IDS = st.text(st.sampled_from("abc"), min_size=1, max_size=2)
TEXTS = st.sampled_from(["", "A request.", "Une demande.", "{name}", "“”\n\x00 العربية 🕊"])
NAMES = TEXTS.filter(bool)
LISTS = st.lists(NAMES, max_size=3).map(tuple)
VALUES = st.lists(st.sampled_from(["low", "middle", "high"]), min_size=1, unique=True).map(tuple)
LANGUAGES = st.sampled_from(["en", "fr", "zh-Hans"])
SCOPES = st.sampled_from(list(Scope))
DATES = st.dates().map(date.isoformat)
NUMBERS = st.integers(-(10**6), 10**6) | st.floats(allow_nan=False, allow_infinity=False)
OF_KIND: Mapping[AttributeKind, Callable[[Sequence[str]], st.SearchStrategy[AttributeValue]]] = {
    AttributeKind.CHOICE: st.sampled_from,
    AttributeKind.CHOICES: lambda values: st.sets(st.sampled_from(values)).map(
        lambda chosen: [value for value in values if value in chosen]
    ),
    AttributeKind.ORDINAL: st.sampled_from,
    AttributeKind.FLAG: lambda values: st.booleans(),
    AttributeKind.NUMBER: lambda values: NUMBERS,
    AttributeKind.DATE: lambda values: DATES,
    AttributeKind.TEXT: lambda values: st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=9),
}
"""Values of each kind, given those that the codebook lists; a new kind needs its line."""


def values_of(attribute: Attribute) -> st.SearchStrategy[AttributeValue]:
    """Values that an attribute can have."""
    return OF_KIND[attribute.kind](attribute.values)


def some_value(attribute: Attribute) -> AttributeValue:
    """Return a value of an attribute that says something in words, the simplest."""
    simplest = settings(phases=[Phase.generate, Phase.shrink])  # and nothing is explained of it
    return find(values_of(attribute), lambda value: bool(attribute.words(value)), settings=simplest)


def attribute_of(kind: AttributeKind, id: str = "one") -> Attribute:
    """Return an attribute of a kind, with three values where it lists them."""
    values = ("low", "middle", "high") if VALUE_TYPES[kind].listed else ()
    return Attribute(id=AttributeId(id), name="One", kind=kind, values=values)


@st.composite
def attributes(draw: st.DrawFn, id: str) -> Attribute:
    kind = draw(st.sampled_from(list(AttributeKind)))
    values = draw(VALUES) if VALUE_TYPES[kind].listed else ()
    cues = st.dictionaries(LANGUAGES, LISTS, max_size=2)
    return Attribute(
        id=AttributeId(id),
        name=draw(NAMES),
        kind=kind,
        definition=draw(TEXTS),
        values=values,
        required=draw(st.booleans()),
        meanings=draw(st.fixed_dictionaries({}, optional=dict.fromkeys(values, TEXTS))),
        cues=draw(st.fixed_dictionaries({}, optional=dict.fromkeys((*values, ""), cues))),
    )


@st.composite
def asked_attributes(draw: st.DrawFn) -> tuple[Attribute, ...]:
    """Draw the attributes of a label or role; a later one may hang on an earlier one."""
    found: list[Attribute] = []
    for id in draw(st.lists(IDS, max_size=2, unique=True)):
        conditions = {
            one.id: st.lists(st.sampled_from(one.choices), max_size=2, unique=True).map(tuple)
            if one.choices
            else st.just(())
            for one in found
        }
        when = draw(st.fixed_dictionaries({}, optional=conditions))
        found.append(draw(attributes(id)).model_copy(update={"when": when}))
    return tuple(found)


@st.composite
def roles(draw: st.DrawFn, id: str, labels: list[str]) -> Role:
    takes = draw(st.sampled_from(list(Takes)))
    named = st.just([]) if takes is Takes.PASSAGE else st.lists(st.sampled_from(labels), max_size=2)
    return Role(
        id=RoleId(id),
        name=draw(NAMES),
        definition=draw(TEXTS),
        required=draw(st.booleans()),
        several=draw(st.booleans()),
        takes=takes,
        labels=tuple(LabelId(label) for label in draw(named)),
        attributes=draw(asked_attributes()),
    )


@st.composite
def counterparts(draw: st.DrawFn, of: tuple[Attribute, ...]) -> Counterpart:
    conditions = {one.id: st.lists(st.sampled_from(one.values), max_size=2).map(tuple) for one in of if one.values}
    return Counterpart(
        scheme=draw(st.sampled_from(["PLOVER", "CAMEO"])),
        code=draw(st.sampled_from(["", "02", "REQUEST"])),
        name=draw(TEXTS),
        when=draw(st.fixed_dictionaries({}, optional=conditions)),
        note=draw(TEXTS),
    )


@st.composite
def labels(draw: st.DrawFn, id: str, ids: list[str], scopes: st.SearchStrategy[Scope]) -> Label:
    mine, is_heading = draw(asked_attributes()), draw(st.booleans())
    return Label(
        id=LabelId(id),
        name=draw(NAMES),
        definition=draw(TEXTS),
        include=draw(TEXTS),
        exclude=draw(TEXTS),
        examples=draw(LISTS),
        near_misses=draw(LISTS),
        colour=draw(st.sampled_from(["#5B6470", "#0072B2"])),
        cue=draw(st.sampled_from(list(Cue))),
        key="" if is_heading else draw(st.sampled_from(["", str(ids.index(id) + 1)])),
        parent=draw(st.sampled_from([None, *(LabelId(one) for one in ids[: ids.index(id)])])),
        scope=draw(scopes),
        attributes=mine,
        roles=tuple(draw(roles(one, ids)) for one in draw(st.lists(IDS, max_size=2, unique=True))),
        names_actors=draw(st.booleans()),
        retired=draw(st.booleans()),
        counterparts=tuple(draw(st.lists(counterparts(mine), max_size=2))),
        heading=is_heading,
        code=draw(st.sampled_from(["", "504", "α-1"])),
    )


@st.composite
def codebooks(draw: st.DrawFn, least: int = 0, scopes: st.SearchStrategy[Scope] = SCOPES) -> Codebook:
    """Draw a codebook with `least` labels or more, in any order."""
    ids = draw(st.lists(st.sampled_from(["x", "y", "z"]), min_size=least, max_size=3, unique=True))
    made = [draw(labels(id, ids, scopes)) for id in ids]
    return Codebook(
        name=draw(TEXTS),
        description=draw(TEXTS),
        unit=draw(st.sampled_from(CodingUnit)),
        codes_per_unit=draw(st.sampled_from(CodesPerUnit)),
        labels=tuple(draw(st.permutations(made))),
    )
