"""The slots of an act: who does it, towards whom, and what is asked, promised or threatened."""

from dataclasses import dataclass, replace
from typing import get_args

from annotator.acts.acts import filling_of
from annotator.model.actor import Actor
from annotator.model.codebook import Label, Role
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import ActorId, LabelId, LinkId, RoleId, SpanId, new_id
from annotator.model.span import AttributeValue, Link, SlotValue, Span, quote_of, tidy
from annotator.model.verbs import coding as verbs
from annotator.model.wording import word_list
from annotator.operations.actors import actors
from annotator.operations.coding.annotate import add_span, known_label, own_span, set_actor, span_at, with_value
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class SlotFiller:
    """What is to fill a slot: a span, a registered actor, both, a passage (with an actor or without), or a value."""

    span: SpanId | None = None
    actor: ActorId | None = None
    value: SlotValue | None = None
    extents: tuple[tuple[int, int], ...] = ()


def fill_slot(project: Project, act: SpanId, role: str, party: SlotFiller, *, instead: LinkId | None = None) -> Link:
    """Fill a slot of an act, or with `instead` put the party in the place of another, as one step.

    A passage for a role that takes the spans of a label becomes a span of that label. An actor chosen for a span that
    mentions none yet is noted at that span. Raises `NotFound` for a role that the label lacks, `NotAllowed` where the
    party is none that the role takes, or is there already.
    """
    owner = own_span(project, act)
    label = known_label(project, owner.label)
    found = _role(label, role)
    _check(project, owner, found, party)
    fill = verbs.FillSlot(**verbs.at_span(owner), role=RoleId(found.id), party=party.span, actor=party.actor)
    with project.transact(fill):
        if instead is not None:
            clear_slot(project, act, instead)
        settled = _settled(project, owner, found, party)
        link = _link(project, owner, found, settled)
        _must_be_free(project, owner, found, link)
        project.links.add([link])
    return link


def clear_slot(project: Project, act: SpanId, link: LinkId) -> None:
    """Take a party out of its slot."""
    owner = own_span(project, act)
    filling = next((one for one in project.links.of_spans([act]) if one.id == link and one.act == act), None)
    if filling is None:
        raise NotFound("The slot is empty already.")
    with project.transact(verbs.EmptySlot(**verbs.at_span(owner), role=filling.role)):
        project.links.delete([link])


def set_slot_value(project: Project, act: SpanId, link: LinkId, attribute: str, value: AttributeValue | None) -> Link:
    """Set what is said of a party in its slot, or remove it with None; raises as `annotate.set_attribute` does."""
    owner = own_span(project, act)
    old = next((one for one in project.links.of_spans([act]) if one.id == link and one.act == act), None)
    if old is None:
        raise NotFound("The slot is empty by now.")
    role = _role(known_label(project, owner.label), old.role)
    found = role.attribute(attribute)
    if found is None:
        raise NotFound(f"The role “{role.name}” has no attribute “{attribute}”.")
    new = replace(old, attributes=with_value(role.attributes, old.attributes, found, value))
    with project.transact(verbs.SetSlotValue(**verbs.at_span(owner), role=old.role, attribute=found.id)):
        if new != old:
            project.links.put(new)
    return new


def fill_as(project: Project, act: SpanId, other: SpanId) -> list[Link]:
    """Fill the empty slots for parties as those of another act are filled, as one step; return the new links.

    Raises `NotAllowed` where the other act has nothing for them, or stands elsewhere.
    """
    owner, theirs = own_span(project, act), own_span(project, other)
    if (owner.document, owner.layer) != (theirs.document, theirs.layer):
        raise NotAllowed("Both acts are to stand in the same text and layer.")
    links = project.links.of_spans([act, other])
    filled = {link.role for link in links if link.act == act}
    roles = {role.id for role in known_label(project, owner.label).parties} - filled
    found = [link for link in links if link.act == other and link.role in roles and link.span != act]
    if not found:
        raise NotAllowed("The act before has no party for a slot that is empty in this one.")
    with project.transact(verbs.FillAs(**verbs.at_span(owner), other=theirs.id)):
        parties = [SlotFiller(one.span, one.actor, one.value, () if one.span else one.extents) for one in found]
        return [fill_slot(project, act, one.role, party) for one, party in zip(found, parties, strict=True)]


def fill_with_new(project: Project, act: SpanId, role: str, actor: Actor, *, instead: LinkId | None = None) -> Link:
    """Register an actor and fill a slot with it, as one step."""
    owner = own_span(project, act)
    with project.transact(verbs.RegisterAndFill(**verbs.at_span(owner), role=RoleId(role), actor=actor.id)):
        made = actors.add(project, actor)
        return fill_slot(project, act, role, SlotFiller(actor=made.id), instead=instead)


def name_new(project: Project, span: SpanId, actor: Actor) -> Span:
    """Register an actor and say that a passage mentions it, as one step."""
    with project.transact(verbs.RegisterMentioned(**verbs.at_span(own_span(project, span)), actor=actor.id)):
        return set_actor(project, span, actors.add(project, actor).id)


def _role(label: Label, role: str) -> Role:
    found = label.role(role)
    if found is None:
        raise NotFound(f"The label “{label.name}” has no role “{role}”.")
    return found


def _check(project: Project, owner: Span, role: Role, party: SlotFiller) -> None:
    if party.span is None and party.actor is None and party.value is None and not party.extents:
        raise NotAllowed(f"The slot “{role.name}” needs a span, an actor, a passage or a value.")
    if party.value is not None and party.value not in get_args(SlotValue):
        raise NotAllowed(f"“{party.value}” is no value of a slot; expected: {', '.join(get_args(SlotValue))}.")
    if party.value is not None and (party.span or party.actor or party.extents):
        raise NotAllowed(f"The slot “{role.name}” takes a value or a party, not both.")
    if party.span is not None and party.extents:
        raise NotAllowed(f"The slot “{role.name}” takes a span or a passage, not both.")
    if party.actor is not None:
        if not role.slot_type.actors:
            raise NotAllowed(f"The slot “{role.name}” takes a {role.takes} of the text, not an actor.")
        project.actors.get(party.actor)
    if party.extents and not role.slot_type.words:
        raise NotAllowed(f"The slot “{role.name}” takes a span; code the passage first.")
    if party.span is not None:
        _check_span(project, owner, role, project.spans.get(party.span))


def _check_span(project: Project, owner: Span, role: Role, party: Span) -> None:
    if party.id == owner.id:
        raise NotAllowed("An act cannot be its own party; choose another span.")
    if (party.document, party.layer) != (owner.document, owner.layer):
        raise NotAllowed("An act and its party stand in the same text and layer; code the party here first.")
    if role.labels and party.label not in role.labels:
        names = word_list((known_label(project, label).name for label in role.labels), "or")
        raise NotAllowed(f"The slot “{role.name}” takes spans coded as {names}.")


def _settled(project: Project, owner: Span, role: Role, party: SlotFiller) -> SlotFiller:
    """Return the party with its passage coded, where the role has a label for it, and its actor noted at the span."""
    extents = tidy(party.extents)
    if extents and role.labels:
        span = span_at(project, owner.document, owner.layer, role.labels, extents)
        # Where all labels that the role takes are retired, the passage stays one without a label.
        if span is None and (label := _label_in_use(project, role)) is not None:
            span = add_span(project, owner.document, owner.layer, extents, label, party.actor)
        party = party if span is None else SlotFiller(span=span.id, actor=party.actor)
    if party.span is not None and party.actor is not None:
        span = project.spans.get(party.span)
        if span.actor is None:
            project.spans.put(replace(span, actor=party.actor))
        if span.actor in (None, party.actor):
            party = replace(party, actor=None)
    return party


def _label_in_use(project: Project, role: Role) -> LabelId | None:
    return next((label for label in role.labels if known_label(project, label).is_codable), None)


def _link(project: Project, owner: Span, role: Role, party: SlotFiller) -> Link:
    extents = tidy(party.extents)
    quote = quote_of(project.documents.get(owner.document).text, extents) if extents else ""
    return Link(LinkId(new_id()), owner.id, RoleId(role.id), party.span, party.actor, party.value, extents, quote)


def _must_be_free(project: Project, owner: Span, role: Role, link: Link) -> None:
    filled = [one for one in project.links.of_spans([owner.id]) if one.act == owner.id and one.role == role.id]
    if filled and not role.several:
        raise NotAllowed(f"The slot “{role.name}” is filled; empty it first.")
    spans = {span.id: span for span in project.spans.get_many([one.span for one in (*filled, link) if one.span])}
    new, *there = [filling_of(one, spans.get(one.span) if one.span else None).who_there for one in (link, *filled)]
    if new in there:
        raise NotAllowed(f"This party is in the slot “{role.name}” already.")
