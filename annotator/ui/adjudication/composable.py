"""What can be chosen of a case part by part: whose passage and label it is, each attribute, each slot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.acts.sentence import slot_in_words
from annotator.adjudication.cases import Case
from annotator.model.codebook import Attribute, Role
from annotator.model.ids import ActorId, AttributeId, LayerId, RoleId
from annotator.model.span import Span
from annotator.model.values import in_words
from annotator.model.wording import isolated, plain
from annotator.ui.adjudication.case_status import CaseContext
from annotator.ui.adjudication.coder_letters import letter
from annotator.ui.cases.wording import NOTHING

_LONGEST = 40
SPAN = ("span", "")
"""The part that says whose passage and label it is."""
PartId = tuple[str, str]
"""What kind of part it is (span, attribute or slot), and its id."""


class Option(NamedTuple):
    """What one coder says of a part."""

    letter: str
    layer: LayerId
    words: str


class CasePart(NamedTuple):
    """`takes_actor`: whether any registered actor may be typed in its place."""

    id: PartId
    name: str
    options: tuple[Option, ...]
    takes_actor: bool = False

    def option(self, letter: str) -> Option | None:
        """Return the option with this letter."""
        return next((one for one in self.options if one.letter == letter.upper()), None)


@dataclass(frozen=True, slots=True)
class Composition:
    """`base`: whose span it is; attributes and slots that are another's, and slots that an actor fills."""

    base: LayerId
    attributes: Mapping[AttributeId, LayerId] = field(default_factory=dict)
    slots: Mapping[RoleId, LayerId] = field(default_factory=dict)
    actors: Mapping[RoleId, ActorId] = field(default_factory=dict)


def short(words: str) -> str:
    """Return words that fit on a button; what is cut keeps its direction."""
    bare = plain(words)
    return words if len(bare) <= _LONGEST else isolated(f"{bare[:_LONGEST].rstrip()}…")


def parts_of(case: Case, base: LayerId, known: CaseContext) -> list[CasePart]:
    """Return the parts that can be chosen where the span is `base`'s: what differs, and the slots that take a party."""
    coders = [(letter(at), case.of(layer.id)) for at, layer in enumerate(known.coder_letters.ordered_layers(case.key))]
    spans = [(sign, span) for sign, span in coders if span is not None]
    own = next(span for _, span in spans if span.layer == base)
    found = [CasePart(SPAN, "Passage", tuple(Option(sign, span.layer, _passage(span, known)) for sign, span in spans))]
    label = known.labels.get(own.label)
    if label is not None:
        found += _attributes(spans, label.attributes, known)
        found += _slots(case, spans, label.roles, known)
    return found


def _attributes(
    spans: list[tuple[str, Span]], attributes: tuple[Attribute, ...], known: CaseContext
) -> Iterator[CasePart]:
    for one in attributes:
        options = []
        for sign, span in spans:
            label = known.labels.get(span.label)
            if label is not None and label.attribute(one.id) is not None:
                value = span.attributes.get(one.id)
                options.append(Option(sign, span.layer, NOTHING if value is None else in_words(one, value)))
        if len({option.words for option in options}) > 1:
            yield CasePart(("attribute", one.id), one.name, tuple(options))


def _slots(
    case: Case, spans: list[tuple[str, Span]], roles: tuple[Role, ...], known: CaseContext
) -> Iterator[CasePart]:
    for role in roles:
        options = []
        for sign, span in spans:
            label = known.labels.get(span.label)
            if label is not None and label.role(role.id) is not None:
                here = (filling for filling in case.slots_of(span) if filling.link.role == role.id)
                options.append(Option(sign, span.layer, slot_in_words(here, known.register) or NOTHING))
        takes_actor = role.slot_type.actors
        if takes_actor or len({option.words for option in options}) > 1:
            yield CasePart(("slot", role.id), role.name, tuple(options), takes_actor)


def _passage(span: Span, known: CaseContext) -> str:
    quote = " ".join(span.quote.split())
    cut = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST].rstrip()}…"
    return f"{known.label(span.label)} “{isolated(cut)}”" if quote else known.label(span.label)
