"""The slots of a bundle's acts taken into a project: what a slot cannot hold is left out and counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.model.codebook import Role
from annotator.model.ids import LinkId, SpanId, new_id
from annotator.model.span import Link, Span
from annotator.store.project import Project


@dataclass(slots=True)
class SlotImport:
    """How many were left out. `filled`: another party has the slot; `unfit`: the label has no slot for the party."""

    filled: int = 0
    unfit: int = 0


def import_slots(project: Project, links: Iterable[Link], acts: Iterable[SpanId]) -> SlotImport:
    """Add links whose acts and parties are in the project; those that it has already stay as they are.

    `acts`: the spans whose slots may be filled here.
    """
    links, taken = list(links), SlotImport()
    if not links:
        return taken
    here = project.links.of_spans(list(acts))
    parties = {party_of(link) for link in here}
    filled = {(link.act, link.role) for link in here}
    used = project.links.which_are_taken([link.id for link in links])
    named = {id for link in links for id in (link.act, link.span) if id is not None}
    spans = {span.id: span for span in project.spans.get_many(list(named))}
    for link in links:
        role = _role(project, spans[link.act], link)
        if role is None or not _fits(role, link, spans):
            taken.unfit += 1
        elif party_of(link) in parties:
            continue
        elif (link.act, link.role) in filled and not role.several:
            taken.filled += 1
        else:
            project.links.add([replace(link, id=LinkId(new_id())) if link.id in used else link])
            used.add(link.id)
            parties.add(party_of(link))
            filled.add((link.act, link.role))
    return taken


def fits(project: Project, link: Link, spans: Mapping[SpanId, Span]) -> bool:
    """Whether the act of a link has a slot for its party; `spans`: those that it names."""
    role = _role(project, spans[link.act], link)
    return role is not None and _fits(role, link, spans)


def takes_several(project: Project, link: Link) -> bool:
    """Whether the slot of a link takes several parties."""
    role = _role(project, project.spans.get(link.act), link)
    return role is not None and role.several


def _role(project: Project, act: Span, link: Link) -> Role | None:
    label = project.codebook.get(act.label)
    return label.role(link.role) if label else None


def _fits(role: Role, link: Link, spans: Mapping[SpanId, Span]) -> bool:
    if link.actor is not None and not role.slot_type.actors:
        return False
    if link.extents and (not role.slot_type.words or link.span is not None):
        return False
    if link.span is None:
        return True
    act, party = spans[link.act], spans[link.span]
    return act.id != party.id and (act.document, act.layer) == (party.document, party.layer)


def party_of(link: Link) -> tuple[object, ...]:
    """Return who fills which slot by a link, whatever its id and whatever is said of that party."""
    return link.act, link.role, link.span, link.actor, link.value, link.extents


def content_of(link: Link) -> tuple[object, ...]:
    """Return all that a link says, whatever its id."""
    return *party_of(link), str(sorted(link.attributes.items()))
