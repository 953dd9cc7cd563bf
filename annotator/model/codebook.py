"""The codebook: which labels there are, what they mean, and what can be said with them.

Ids are short readable words that never change ("appeal"); names may. The order of the labels is the order in
which coders see them. What a codebook must hold true is checked here, wherever it comes from.
"""

from collections.abc import Container, Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind, ValueType
from annotator.model.bad_input import sentence_about
from annotator.model.codebook_rules import check_ancestry, check_conditions, check_slug, check_unique
from annotator.model.errors import BadCodebook
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.role_kinds import SLOT_TYPES, SlotType, Takes
from annotator.model.span import AttributeValue

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Key = Annotated[str, StringConstraints(pattern=r"^([1-9]|[a-z]?)$")]
Flag = Annotated[bool, Field(strict=True)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, max_length=64, pattern=r"^[^\r\n]*$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]


class _CodebookPart(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")


class Scope(StrEnum):
    """What a label is put on."""

    SPAN = "span"
    DOCUMENT = "document"


class Cue(StrEnum):
    """How a label's bar is drawn, so that it is told apart without its colour."""

    SOLID = "solid"
    DOUBLE = "double"
    THICK = "thick"
    DOTTED = "dotted"
    DASHED = "dashed"
    WAVY = "wavy"


Cues = dict[Language, tuple[str, ...]]
"""Words by which something is recognised in a text, by the language they are of."""


class Attribute(_CodebookPart):
    """Something typed that is said about a span, or a party. `values`: for choices, in rising order for an ordinal.

    `meanings`: definitions of the values, by value. `cues`: words that point to a value, by value; under "" those that
    point to the attribute as a whole, such as a yes. `when`: it is asked only where each of these attributes of the
    same label, or role, has one of these values; any value where there are none (see `asking.py`).
    """

    id: AttributeId
    name: str = Field(min_length=1)
    kind: AttributeKind
    definition: str = ""
    values: tuple[str, ...] = ()
    required: Flag = False
    meanings: dict[str, str] = Field(default_factory=dict)
    cues: dict[str, Cues] = Field(default_factory=dict)
    when: dict[AttributeId, tuple[str, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _values_fit_the_kind(self) -> Self:
        if self.value_type.listed and not self.values:
            raise ValueError(f"attribute “{self.id}” is {self.value_type.noun} and needs a list of values")
        if len(set(self.values)) != len(self.values):
            raise ValueError(f"attribute “{self.id}” lists a value twice")
        if "" in self.values:
            raise ValueError(f"attribute “{self.id}” lists an empty value")
        for known, what in ((self.meanings, "a meaning"), (self.cues, "cue words")):
            for value in known:
                if value not in self.values and not (value == "" and known is self.cues):
                    raise ValueError(f"attribute “{self.id}” has {what} for “{value}”, which is not among its values")
        return self

    @property
    def value_type(self) -> ValueType:
        """What is true of its values, as of all attributes of its kind."""
        return VALUE_TYPES[self.kind]

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen, in words; nothing where it is typed."""
        return tuple(word for value in self.offered for word in self.words(value))

    @property
    def offered(self) -> tuple[AttributeValue, ...]:
        """The values among which one is chosen; none where it is typed."""
        return self.value_type.fixed or self.values

    def fits(self, value: AttributeValue) -> bool:
        """Whether it can have this value."""
        return self.value_type.fits(value, self.values)

    def parse(self, words: Sequence[str]) -> AttributeValue:
        """Return the value that was typed, or chosen word by word; raises `NotAllowed` where it can be none.

        It may still be a value that the attribute cannot have.
        """
        return self.value_type.parse(words, self.values)

    def words(self, value: AttributeValue) -> tuple[str, ...]:
        """Return a value in words: one, or of several one each."""
        return self.value_type.words(value)


class Role(_CodebookPart):
    """A slot of an act, filled by links: its speaker, its addressees …

    `takes`: a party; a passage of the text (what is asked for); or another span (the act that this one answers).
    `labels`: the labels whose spans are meant, any where empty. `attributes`: what is asked of each party in the slot.
    """

    id: RoleId
    name: str = Field(min_length=1)
    definition: str = ""
    required: Flag = False
    several: Flag = False
    takes: Takes = Takes.PARTY
    labels: tuple[LabelId, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, id: str) -> Attribute | None:
        """Return the attribute with this id."""
        return next((found for found in self.attributes if found.id == id), None)

    @property
    def slot_type(self) -> SlotType:
        """What is true of its slots, as of those of all roles of its kind."""
        return SLOT_TYPES[self.takes]


class Counterpart(_CodebookPart):
    """What a label is called in another scheme. `code`: empty where that scheme has nothing for it; `note` says so.

    `when`: the attribute values under which it holds, by attribute. The first one of a scheme that fits is taken.
    """

    scheme: str = Field(min_length=1)
    code: str = ""
    name: str = ""
    when: dict[AttributeId, tuple[str, ...]] = Field(default_factory=dict)
    note: str = ""


class Label(_CodebookPart):
    """A label with the text that tells coders when to use it. `key`: one of 1 to 9 or a to z, or empty.

    One that has roles is an act. `names_actors`: its spans are mentions of actors. `retired`: spans keep it, but
    nobody codes with it any more. `heading`: it stands above others, and nothing is coded with it. `code`: what it is
    called in the scheme that it comes from ("504"), by which it is found.
    """

    id: LabelId
    name: str = Field(min_length=1)
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    colour: Colour = "#5B6470"
    cue: Cue = Cue.SOLID
    key: Key = ""
    parent: LabelId | None = None
    scope: Scope = Scope.SPAN
    attributes: tuple[Attribute, ...] = ()
    roles: tuple[Role, ...] = ()
    names_actors: Flag = False
    retired: Flag = False
    counterparts: tuple[Counterpart, ...] = ()
    heading: Flag = False
    code: Code = ""

    @model_validator(mode="after")
    def _has_no_key_as_a_heading(self) -> Self:
        if self.heading and self.key:
            raise ValueError(
                f"label “{self.id}” is a heading, so that nobody codes with it, but has the key “{self.key}”"
            )
        return self

    @property
    def is_codable(self) -> bool:
        """Whether coders can use it."""
        return not (self.retired or self.heading)

    @property
    def is_act(self) -> bool:
        """Whether a span with this label is an act, with slots to be filled."""
        return bool(self.roles)

    @property
    def parties(self) -> tuple[Role, ...]:
        """The roles that name who acts, and towards whom, in their order."""
        return tuple(role for role in self.roles if role.slot_type.actors)

    def attribute(self, id: str) -> Attribute | None:
        """Return the attribute with this id."""
        return next((found for found in self.attributes if found.id == id), None)

    def role(self, id: str) -> Role | None:
        """Return the role with this id."""
        return next((found for found in self.roles if found.id == id), None)


class CodingUnit(StrEnum):
    """What is coded: any passage, or units that whoever leads has cut the texts into, the same for all coders."""

    FREE = "free"
    SENTENCE = "sentence"
    QUASI_SENTENCE = "quasi-sentence"
    PARAGRAPH = "paragraph"


class CodesPerUnit(StrEnum):
    """How many labels a unit that is given gets."""

    ONE = "one"
    SEVERAL = "several"


class Codebook(_CodebookPart):
    """All labels of a project, in order. `unit`: what they are put on; `codes_per_unit`: where units are given."""

    name: str = "Codebook"
    description: str = ""
    unit: CodingUnit = CodingUnit.FREE
    codes_per_unit: CodesPerUnit = CodesPerUnit.ONE
    labels: tuple[Label, ...] = ()

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        check_unique("label id", [label.id for label in self.labels])
        check_unique("key", [label.key for label in self.labels if label.key])
        parents = {label.id: label.parent for label in self.labels}
        for label in self.labels:
            check_slug(label.id, "a label")
            check_ancestry(label.id, parents)
            for kind, parts in (("attribute", label.attributes), ("role", label.roles)):
                check_unique(f"{kind} id", [part.id for part in parts], f" of label “{label.id}”")
                for part in parts:
                    check_slug(part.id, f"{'an' if kind == 'attribute' else 'a'} {kind} of label “{label.id}”")
            _check_attributes(label)
            _check_references(label, parents)
        return self

    def get(self, label: str) -> Label | None:
        """Return the label with this id."""
        return next((found for found in self.labels if found.id == label), None)

    @property
    def in_use(self) -> tuple[Label, ...]:
        """The labels to code with, in order: all that are neither retired nor headings."""
        return tuple(label for label in self.labels if label.is_codable)

    def with_labels(self, labels: Iterable[Label]) -> "Codebook":
        """Return the codebook with these labels instead; raises `BadCodebook` where they contradict each other."""
        try:
            return Codebook.model_validate(dict(self) | {"labels": tuple(labels)})
        except ValidationError as error:
            problem = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise BadCodebook(f"The codebook cannot be changed so: {problem}.") from error

    def to_json(self) -> str:
        """Return the codebook as indented JSON, the same bytes for the same codebook."""
        return self.model_dump_json(indent=2, exclude_defaults=True) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes, source: str = "codebook") -> Self:
        """Read a codebook; raises `BadCodebook` with one sentence that names `source` and the place."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise BadCodebook(sentence_about(error, text, source)) from error


def _check_attributes(label: Label) -> None:
    for role in label.roles:
        whose = f"role “{role.id}” of label “{label.id}”"
        check_unique("attribute id", [one.id for one in role.attributes], f" of {whose}")
        for one in role.attributes:
            check_slug(one.id, f"an attribute of {whose}")
        _check_asked(role.attributes, whose)
    _check_asked(label.attributes, f"label “{label.id}”")


def _check_asked(attributes: Sequence[Attribute], whose: str) -> None:
    if any(one.when for one in attributes):
        check_conditions({one.id: one.when for one in attributes}, {one.id: one.choices for one in attributes}, whose)


def _check_references(label: Label, known: Container[str]) -> None:
    for role in label.roles:
        for named in role.labels:
            if named not in known:
                raise ValueError(
                    f"role “{role.id}” of label “{label.id}” names the label “{named}”, which does not exist"
                )
    for counterpart in label.counterparts:
        for id, values in counterpart.when.items():
            attribute = label.attribute(id)
            if attribute is None or not set(values) <= set(attribute.values):
                place = f"the {counterpart.scheme} counterpart of label “{label.id}”"
                raise ValueError(f"{place} names a value of “{id}” that the label does not have")
