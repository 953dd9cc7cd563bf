"""The slots of a layer that is delivered again, compared with those that are here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.model.ids import LinkId, SpanId
from annotator.model.span import Link, Span
from annotator.operations.exchange.slot_import import content_of, party_of, takes_several
from annotator.store.project import Project


@dataclass(slots=True)
class OtherSlots:
    """Slots that are filled otherwise. `acts`: those whose they are."""

    new: list[Link] = field(default_factory=list)
    changed: list[Link] = field(default_factory=list)
    gone: list[Link] = field(default_factory=list)
    acts: set[SpanId] = field(default_factory=set)


def slots_otherwise(project: Project, here: Sequence[Span], delivered: Sequence[Link], is_whole: bool) -> OtherSlots:
    """Return which slots of the spans of a document are filled otherwise in what is delivered.

    `is_whole`: what is not delivered is gone; else only what gave way to another party.
    """
    slots = OtherSlots()
    mine = {link.id: link for link in project.links.of_spans([span.id for span in here])}
    by_party = {party_of(link): link.id for link in mine.values()}
    left = dict(mine)
    told = set[tuple[object, ...]]()
    for link in delivered:
        known = link.id if link.id in left else by_party.get(party_of(link))
        if party_of(link) in told and link.id not in left:
            continue  # the same party in the same slot once more: a format that carries no actors has two as one
        told.add(party_of(link))
        if known is None or known not in left:
            slots.new.append(link)
            continue
        before = left.pop(LinkId(known))
        if not is_whole:
            link = replace(link, attributes=link.attributes or before.attributes)  # what is not said stays
        if content_of(before) != content_of(link):
            slots.changed.append(replace(link, id=before.id))
    if is_whole:
        slots.gone = list(left.values())
    else:
        filled = {(link.act, link.role) for link in slots.new}
        slots.gone = [one for one in left.values() if (one.act, one.role) in filled and not takes_several(project, one)]
    slots.acts = {one.act for one in (*slots.new, *slots.changed, *slots.gone)}
    return slots
