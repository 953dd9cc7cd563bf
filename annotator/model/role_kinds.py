"""The kinds of role: what may fill a slot of each, in one table that everything else reads.

A new kind is a value of `Takes` and its line in `SLOT_TYPES`; nothing else asks which kind a role is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Takes(StrEnum):
    """What fills a slot. A party: a span, a registered actor, or both; or an explicit value, as for the others too."""

    PARTY = "party"
    PASSAGE = "passage"
    SPAN = "span"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotType:
    """What is true of the slots of one kind of role. Each may be filled by an explicit value too.

    `title`: what the form of the codebook calls it. `actors`: whether registered actors may fill it, so that it says
    who acts or towards whom; `words`: whether a passage that is no span may; `spans`: whether spans may, of any label
    where the role names none.
    """

    title: str
    actors: bool = False
    words: bool = False
    spans: bool = False


SLOT_TYPES: Mapping[Takes, SlotType] = {
    Takes.PARTY: SlotType(title="A party: a mention or a registered actor", actors=True, words=True, spans=True),
    Takes.PASSAGE: SlotType(title="A passage of the text", words=True),
    Takes.SPAN: SlotType(title="Another span", spans=True),
}
"""The one list of kinds, in the order in which the codebook's form offers them."""
