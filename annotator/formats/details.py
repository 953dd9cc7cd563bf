"""What a format of labels has no field for: kept under one key of ours beside what its users see, and read again.

The other program's own fields win: whoever changed a choice there has changed it. What stands under our key only says
what those fields cannot: that a word is a number or a yes, a mark of doubt, the actor that is mentioned, parties that
are no spans.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from annotator.formats.json_files import Record, items, objects, whole, words
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId, AttributeId, LabelId, RoleId, SpanId
from annotator.model.span import AttributeValue, Link, SlotValue, Span
from annotator.model.value_forms import words_of

KEY = "annotator"
"""Under which what is ours stands in files of other programs."""

VALUES: tuple[SlotValue, ...] = ("implicit", "collective", "unclear", "document")


@dataclass(frozen=True, slots=True)
class Own:
    """What stands under our key of a span; empty for a file of another program."""

    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    note: str = ""
    doubt: bool = False
    actor: Actor | None = None
    slots: tuple[Record, ...] = ()

    def typed(self, native: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
        """Return attributes as the other program says them, each of its own type where its words are still those.

        What has no words cannot be said by another program, and is as it was.
        """
        ours = self.attributes
        silent = {name: value for name, value in ours.items() if not any(words_of(value)) and name not in native}
        return silent | {
            name: ours[name] if name in ours and words_of(ours[name]) == words_of(value) else value
            for name, value in native.items()
        }


NOTHING = Own()


def own_of(span: Span, links: Sequence[Link], actors: Mapping[ActorId, Actor], **left_out: bool) -> Record:
    """Return what our key says of a span, without what is empty; `links`: those of it that stand nowhere else.

    `left_out`: `note`, or another part, that the format has a field for.
    """
    said: Record = {}
    if span.attributes:
        said["attributes"] = {name: span.attributes[name] for name in sorted(span.attributes)}
    if span.note:
        said["note"] = span.note
    if span.doubt:
        said["doubt"] = True
    if span.actor is not None:
        said["actor"] = actor_record(span.actor, actors)
    if links:
        said["slots"] = [_slot(link, actors) for link in sorted(links, key=lambda link: link.id)]
    for name, is_left_out in left_out.items():
        if is_left_out:
            said.pop(name, None)
    return said


def actor_record(actor: ActorId, actors: Mapping[ActorId, Actor]) -> Record:
    """Return by what an actor is known: id, name, kind, codes."""
    found = actors.get(actor)
    if found is None:
        return {"id": actor, "name": actor}
    return found.model_dump(mode="json", include={"id", "name", "kind", "codes"}, exclude_defaults=True)


def _slot(link: Link, actors: Mapping[ActorId, Actor]) -> Record:
    said: Record = {
        "id": link.id,
        "role": link.role,
        "span": link.span,
        "actor": actor_record(link.actor, actors) if link.actor is not None else None,
        "value": link.value,
        "extents": [list(extent) for extent in link.extents],
        "quote": link.quote,
        "attributes": dict(sorted(link.attributes.items())),
    }
    return {name: value for name, value in said.items() if value}


def read_own(record: object) -> Own:
    """Return what stands under our key; what does not fit there counts as not said."""
    found = record if isinstance(record, dict) else {}
    return Own(
        attributes=values_of(found.get("attributes")),
        note=words(found.get("note")),
        doubt=found.get("doubt") is True,
        actor=read_actor(found.get("actor")),
        slots=tuple(objects(found.get("slots"))),
    )


def values_of(record: object) -> dict[str, AttributeValue]:
    """Return the values of attributes by their names."""
    said = record if isinstance(record, dict) else {}
    return {str(name): value for name, value in said.items() if is_value(value)}


def is_value(value: object) -> bool:
    """Whether this can be the value of an attribute."""
    return isinstance(value, str | int | float | bool) or (
        isinstance(value, list) and all(isinstance(one, str) for one in value)
    )


def read_actor(record: object) -> Actor | None:
    """Return an actor as `actor_record` wrote it, None where there is none."""
    if not isinstance(record, dict) or not record.get("id"):
        return None
    try:
        return Actor.model_validate({"kind": ActorKind.STATE, "name": record["id"], **record})
    except ValidationError:
        return None


def take_slots(
    maker: BundleMaker,
    document: DocumentMaker,
    act: SpanId,
    label: LabelId,
    slots: Iterable[Record],
    called: Callable[[str], SpanId | None],
) -> None:
    """Fill the slots of an act as our key says; `called`: what a span of the file is called."""
    for slot in slots:
        role, value = words(slot.get("role")), slot.get("value")
        if not role:
            continue
        actor = read_actor(slot.get("actor"))
        span = called(words(slot.get("span"))) if slot.get("span") else None
        ranges = tuple(found for pair in items(slot.get("extents")) if (found := range_of(pair)))
        claim = PlaceClaim(ranges, words(slot.get("quote")) or None) if ranges else None
        made = maker.codes.role(label, role, is_passage=span is None and actor is None and claim is not None)
        document.link(
            words(slot.get("id")),
            act,
            made,
            span=span,
            actor=maker.actor(actor) if actor is not None else None,
            value=next((one for one in VALUES if one == value), None),
            claim=claim,
            attributes=said_in_slot(maker, label, made, slot),
        )


def said_in_slot(maker: BundleMaker, label: LabelId, role: RoleId, slot: Record) -> dict[AttributeId, AttributeValue]:
    """Return what is said of who fills a slot."""
    values = values_of(slot.get("attributes"))
    return {maker.codes.role_attribute(label, role, name, value): value for name, value in values.items()}


def range_of(pair: object) -> tuple[int, int] | None:
    """Return a pair of whole numbers, None for anything else."""
    ends = [whole(one) for one in pair[:2]] if isinstance(pair, list | tuple) else []
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    return ends[0], ends[1]
