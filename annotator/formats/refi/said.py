"""What this program says at a coding that REFI-QDA has no field for, as a note at it: attributes, doubt, slots.

A note of its own, “Attributes”, has a line for each: its name, and its value as JSON, so that a text is told from a
number. Other programs show it as a note; this one reads it again.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.formats.refi.notes import RefiNote
from annotator.model.span import AttributeValue

ATTRIBUTES = "Attributes"
DOUBT = "doubt"
SLOT = "→ "


SlotSaid = tuple[str, str, Mapping[str, AttributeValue]]


@dataclass(frozen=True, slots=True)
class SpanSaid:
    """`slots`: values of slots, each with its role and what is said of it there."""

    note: str = ""
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    doubt: bool = False
    slots: tuple[SlotSaid, ...] = ()


def lines_of(said: SpanSaid) -> str:
    """Return what the note at a coding says, empty where there is nothing to say."""
    lines = [f"{name}: {_json(value)}" for name, value in sorted(said.attributes.items())]
    lines += [f"{SLOT}{role}: {value} {_json(about)}".rstrip() for role, value, about in said.slots]
    return "\n".join([*lines, *([DOUBT] if said.doubt else [])])


def said_in(notes: Iterable[RefiNote], is_ours: bool) -> SpanSaid:
    """Return what notes at a coding say."""
    words: list[str] = []
    attributes: dict[str, AttributeValue] = {}
    slots: list[SlotSaid] = []
    doubt = False
    for note in notes:
        if not (is_ours and note.name == ATTRIBUTES):
            words.append(note.text if is_ours else note.words)
            continue
        for line in note.text.split("\n"):
            name, sign, value = line.partition(": ")
            if line == DOUBT:
                doubt = True
            elif name.startswith(SLOT):
                word, _, about = value.partition(" ")
                slots.append((name.removeprefix(SLOT), word, _said(about)))
            elif sign:
                attributes[name] = _value(value)
    return SpanSaid("\n".join(words), attributes, doubt, tuple(slots))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value != {} else ""


def _said(written: str) -> Mapping[str, AttributeValue]:
    try:
        found = json.loads(written) if written else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _value(written: str) -> AttributeValue:
    try:
        value = json.loads(written)
    except ValueError:
        return written
    if isinstance(value, list):
        return [str(one) for one in value]
    return value if isinstance(value, str | int | float | bool) else written
