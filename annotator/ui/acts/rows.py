"""The rows of a span's card: its slots and attributes, what fills each, and which of them are open.

They stand in the order of the sentence that the act is: who, does what, what else is required, about what; then others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.acts.acts import Act
from annotator.acts.cues import hinted
from annotator.acts.sentence import name_of
from annotator.model.actor import Actor
from annotator.model.asking import asked, condition_words, unasked
from annotator.model.codebook import Attribute, Role
from annotator.model.ids import ActorId, LinkId
from annotator.model.span import AttributeValue
from annotator.model.values import said_parts
from annotator.model.wording import isolated, word_list
from annotator.ui.commands.key_names import key_of

EMPTY = "○"
"""The sign of what is required and empty."""
MENTIONS = "mentions"
"""The id of the row for the actor whom a passage mentions."""


class Fill(NamedTuple):
    """What fills a row, as it is called. `link`: the party's, `value`: the attribute's, `words`: those of the text."""

    name: str
    link: LinkId | None = None
    value: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A slot, an attribute, or (without a `part`) the actor whom the passage mentions.

    `passage`: the words of the span, or of the party, which may point to a value. `is_verb`: whether it is the act's
    force. `warning`: what is strange about what fills it. `party`: of which party an attribute of a slot is said.
    """

    id: str
    name: str
    part: Role | Attribute | None = None
    required: bool = False
    several: bool = False
    fills: tuple[Fill, ...] = ()
    passage: str = field(default="", compare=False)
    is_verb: bool = False
    warning: str = ""
    party: LinkId | None = None

    @property
    def hints(self) -> tuple[str, ...]:
        """The values that the words of the passage point to, the likeliest first."""
        if not isinstance(self.part, Attribute):
            return ()
        # What points to the attribute as a whole points to the first of values that are always the same: to a yes.
        whole = self.offered[0] if self.part.value_type.fixed else ""
        return tuple(hint or whole for hint in hinted(self.part, self.passage))

    @property
    def is_open(self) -> bool:
        """Whether nothing fills it."""
        return not self.fills

    @property
    def is_typed(self) -> bool:
        """Whether a value is written in it, for which nothing is offered."""
        return isinstance(self.part, Attribute) and self.part.value_type.is_typed

    @property
    def offered(self) -> tuple[str, ...]:
        """The values that are offered for it, in words, in the codebook's order."""
        if not isinstance(self.part, Attribute):
            return ()
        return tuple(word for value in self.part.offered for word in self.part.words(value))

    @property
    def is_slot(self) -> bool:
        """Whether parties or passages fill it, not values."""
        return not isinstance(self.part, Attribute)

    @property
    def is_toggled(self) -> bool:
        """Whether Space goes from one of its values to the next: from yes to no."""
        return isinstance(self.part, Attribute) and bool(self.part.value_type.fixed)

    @property
    def next_value(self) -> str:
        """The value after the one that it has, in words; the first where it has none."""
        at = self.offered.index(self.said) + 1 if self.said in self.offered else 0
        return self.offered[at % len(self.offered)]

    @property
    def takes_party(self) -> bool:
        """Whether registered actors may fill it."""
        return self.part is None or (isinstance(self.part, Role) and self.part.slot_type.actors)

    @property
    def takes_words(self) -> bool:
        """Whether words that are selected in the text may fill it."""
        return isinstance(self.part, Role) and self.part.slot_type.words

    @property
    def wants_words(self) -> bool:
        """Whether it says while it is empty that words are to be selected in the text."""
        return self.is_open and self.prompt == words_wanted()

    @property
    def said(self) -> str:
        """What fills it, in a line; what is typed in it just as it was typed."""
        names = (fill.name for fill in self.fills)
        return ", ".join(names if self.is_typed else map(isolated, names))

    @property
    def is_in_sentence(self) -> bool:
        """Whether it is a word of the act's sentence: a slot, its force, or what is required besides."""
        return self.is_slot or self.is_verb or self.required

    @property
    def shown(self) -> str:
        """What fills it in the sentence: the words of the text, where there are any."""
        words = dict.fromkeys(" ".join((fill.words or fill.name).split()) for fill in self.fills)
        return ", ".join(map(isolated, words))

    @property
    def caption(self) -> str:
        """What stands beneath it: its name, who is meant by other words, and which place a value has in its order."""
        parts = [self.name]
        if self.is_slot and any(fill.words and fill.words != fill.name for fill in self.fills if self.takes_party):
            parts.append(self.said)
        if self.is_verb and self.said in self.offered:
            parts.append(f"{self.offered.index(self.said) + 1} of {len(self.offered)}")
        return " · ".join(parts)

    @property
    def spoken(self) -> str:
        """What assistive tools call it: “Speaker, empty, required”."""
        if self.fills:
            return f"{self.name}: {self.said}"
        return f"{self.name}, empty{', required' if self.required else ''}"

    @property
    def prompt(self) -> str:
        """What stands in it while it is empty."""
        if self.required:
            return "empty, required"
        if isinstance(self.part, Attribute):
            return self.part.value_type.prompt
        return words_wanted() if self.takes_words and not self.takes_party else "empty"


def words_wanted() -> str:
    """Return what leads to a passage, with the key that takes it."""
    return f"select words in the text, then {key_of('code.card')}"


def rows_of(act: Act, register: Mapping[ActorId, Actor]) -> tuple[CardRow, ...]:
    """Return the rows of a span's card; `act` may also be a span whose label has no roles."""
    rows = [_slot_row(act, role, register) for role in act.label.roles]
    rows += _attribute_rows(act)
    # Sorting keeps the order of the codebook among those alike.
    source = next((role_row(role) for role in act.label.parties), "")
    content = next((row.id for row in rows if row.takes_words and not row.takes_party), "")
    rows.sort(key=lambda row: _place(row, source, content))
    rows = [one for row in rows for one in (row, *_party_rows(act, row))]
    if act.label.names_actors:
        known = register.get(act.span.actor) if act.span.actor else None
        fills = (Fill(known.name),) if known else ()
        rows.insert(0, CardRow(MENTIONS, "Mentions", fills=fills))
    return tuple(rows)


def empty_required(act: Act) -> tuple[str, ...]:
    """Return the names of what the codebook requires of an act and nothing fills, of a party what is asked of it."""
    said = act.span.attributes
    unset = [one.name for one in asked(act.label.attributes, said) if one.required and one.id not in said]
    for role in act.label.roles:
        for filling in act.of(role.id) if role.attributes else ():
            said = filling.link.attributes
            unset += [one.name for one in asked(role.attributes, said) if one.required and one.id not in said]
    return (*(role.name for role in act.missing), *dict.fromkeys(unset))


def first_open(rows: Sequence[CardRow]) -> CardRow | None:
    """Return where the keyboard goes first: to the first open row, or else to the first."""
    return next((row for row in rows if row.is_open), rows[0] if rows else None)


def role_row(role: Role) -> str:
    """Return the id of a role's row."""
    return f"role:{role.id}"


def _place(row: CardRow, source: str, content: str) -> int:
    """Return where in the sentence a row stands."""
    if row.id == source:
        return 0
    if row.is_verb:
        return 1
    return 2 if row.required else 3 if row.id == content else 4


def _slot_row(act: Act, role: Role, register: Mapping[ActorId, Actor]) -> CardRow:
    fills = tuple(Fill(name_of(filling, register), filling.link.id, words=filling.quote) for filling in act.of(role.id))
    warning = _spoken_to_itself(act, role, register)
    return CardRow(role_row(role), role.name, role, role.required, role.several, fills, warning=warning)


def _spoken_to_itself(act: Act, role: Role, register: Mapping[ActorId, Actor]) -> str:
    """Return a sentence where who speaks is also who is spoken to, empty where not."""
    source, *target = act.label.parties[:2]
    if role not in target:
        return ""
    speaking = {one.actor for one in act.of(source.id) if one.actor is not None}
    both = {one.actor for one in act.of(role.id) if one.actor in speaking}
    names = word_list(isolated(register[actor].name) for actor in sorted(both) if actor in register)
    return f"{names}: both {source.name} and {role.name}. Is that meant?" if names else ""


def _attribute_rows(act: Act) -> Iterator[CardRow]:
    """Yield a row for each attribute of a span that is asked, or that has a value though it is not."""
    for attribute in _shown(act.label.attributes, act.span.attributes):
        warning = _unasked(act.label.attributes, attribute, act.span.attributes)
        yield CardRow(
            f"attribute:{attribute.id}",
            attribute.name,
            attribute,
            attribute.required,
            attribute.value_type.several,
            _said_fills(attribute, act.span.attributes.get(attribute.id)),
            act.span.quote,
            attribute is act.force,
            warning,
        )


def _party_rows(act: Act, row: CardRow) -> Iterator[CardRow]:
    """Yield the rows behind a slot's: what is asked of each party in it.

    Their ids say which party it is by its place, so that an act has the same ones whoever fills its slots.
    """
    role = row.part
    if not isinstance(role, Role):
        return
    for place, (filling, fill) in enumerate(zip(act.of(role.id), row.fills, strict=True), 1):
        said = filling.link.attributes
        for attribute in _shown(role.attributes, said):
            yield CardRow(
                f"said:{role.id}:{place}:{attribute.id}",
                f"{attribute.name} ({isolated(fill.name)})",
                attribute,
                attribute.required,
                attribute.value_type.several,
                _said_fills(attribute, said.get(attribute.id)),
                filling.quote,
                warning=_unasked(role.attributes, attribute, said),
                party=filling.link.id,
            )


def _shown(attributes: Sequence[Attribute], said: Mapping[str, AttributeValue]) -> list[Attribute]:
    """Return the attributes that are asked, or that have a value though they are not, in the codebook's order."""
    ids = {*(one.id for one in asked(attributes, said)), *unasked(attributes, said)}
    return [one for one in attributes if one.id in ids]


def _unasked(attributes: Sequence[Attribute], one: Attribute, said: Mapping[str, AttributeValue]) -> str:
    """Return a sentence where an attribute has a value though it is not asked, empty where not."""
    if one.id not in unasked(attributes, said):
        return ""
    return f"{one.name} is asked only where {condition_words(attributes, one)}. Take it out?"


def _said_fills(attribute: Attribute, value: AttributeValue | None) -> tuple[Fill, ...]:
    words = () if value is None or value == "" else said_parts(attribute, value)
    return tuple(Fill(word, value=word) for word in words)
