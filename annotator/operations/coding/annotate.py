"""Coding: what a coder does to the spans of their own layer. What they say of an act’s parties is in `acts`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.model.asking import asked, condition_words, kept_values, still_asked
from annotator.model.codebook import Attribute, CodingUnit, Label, Role, Scope
from annotator.model.coder import Assignment, LayerKind
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import ActorId, AttributeId, DocumentId, LayerId, LinkId, SpanId, new_id
from annotator.model.span import AttributeValue, Extent, Link, Span, quote_of, tidy
from annotator.model.values import checked_value
from annotator.model.verbs import coding as verbs
from annotator.model.verbs.verb import Verb
from annotator.store.project import Project


def add_span(
    project: Project,
    document: DocumentId,
    layer: LayerId,
    extents: Iterable[tuple[int, int]],
    label: str,
    actor: ActorId | None = None,
) -> Span:
    """Code a passage, or the whole document where `extents` is empty; raises `NotAllowed` where it is coded so.

    `actor`: the registered actor that the passage mentions.
    """
    must_be_own(project, layer)
    found = usable_label(project, label, bool(extents := tidy(extents)))
    _must_be_in_use(found)
    must_be_unit(project, document, extents)
    text = project.documents.get(document).text
    span = Span(
        id=SpanId(new_id()),
        layer=layer,
        document=document,
        label=found.id,
        extents=extents,
        quote=quote_of(text, extents),
        actor=actor,
        codebook_version=project.codebooks.current().id,
    )
    if actor is not None:
        project.actors.get(actor)
    _must_be_new(project, span, found)
    code = verbs.Code(document=document, layer=layer, span=span.id, label=found.id, actor=actor)
    with project.transact(code):
        project.spans.add([span])
    return span


def set_extents(project: Project, span: SpanId, extents: Iterable[tuple[int, int]]) -> Span:
    """Give a span other extents; a span that had some keeps at least one character."""
    old = own_span(project, span)
    new_extents = tidy(extents)
    if bool(new_extents) != bool(old.extents):
        raise NotAllowed("A span keeps at least one character; delete it instead.")
    if new_extents == old.extents:
        return old
    must_be_unit(project, old.document, new_extents)
    text = project.documents.get(old.document).text
    new = replace(old, extents=new_extents, quote=quote_of(text, new_extents))
    label = known_label(project, old.label)
    _must_be_new(project, new, label)
    with project.transact(verbs.MoveEdge(**verbs.at_span(old))):
        project.spans.put(new)
    return new


def relabel(project: Project, spans: Sequence[SpanId], label: str) -> list[Span]:
    """Give spans another label; attributes and links that the new label does not have are dropped.

    Where one stands in a slot that does not take the new label, the slot keeps its passage and its actor instead. Only
    a label that names actors has the actor with it.
    """
    found = known_label(project, label)
    old = [own_span(project, span) for span in dict.fromkeys(spans)]
    new: list[Span] = []
    version = project.codebooks.current().id
    for span in old:
        usable_label(project, label, bool(span.extents))
        if span.label != found.id:
            _must_be_in_use(found)
        attributes = kept_values(found.attributes, span.attributes)
        actor = span.actor if found.names_actors or span.label == found.id else None
        after = replace(span, label=found.id, attributes=attributes, actor=actor, codebook_version=version)
        if span.label != found.id:
            _must_be_new(project, after, found, new)
        new.append(after)
    changed = [after.id for before, after in zip(old, new, strict=True) if before.label != after.label]
    links = project.links.of_spans(changed)
    left = _that_fit(found, [link for link in links if link.act in changed])
    with project.transact(verbs.Relabel(**verbs.at_spans(old), label=found.id)):
        project.links.delete(link.id for link in links if link.act in changed and link.id not in left)
        for link in links:
            if link.id in left and left[link.id] != link:
                project.links.put(left[link.id])
        beside = [link for link in links if link.act not in changed]
        _keep_passages(project, [*left.values(), *beside], {span.id: span for span in old}, found)
        for before, after in zip(old, new, strict=True):
            if before != after:
                project.spans.put(after)
    return new


def _that_fit(label: Label, links: Iterable[Link]) -> dict[LinkId, Link]:
    """Return the links of acts that another label has slots for, with what can be said in these; by their ids.

    Of several parties in a slot that takes one it is the first.
    """
    found: dict[LinkId, Link] = {}
    filled: set[tuple[SpanId, str]] = set()
    for link in links:
        role, place = label.role(link.role), (link.act, link.role)
        if role is None or (link.actor is not None and not role.slot_type.actors):
            continue
        if role.several or place not in filled:
            filled.add(place)
            found[link.id] = replace(link, attributes=kept_values(role.attributes, link.attributes))
    return found


def _keep_passages(project: Project, links: Sequence[Link], relabelled: Mapping[str, Span], label: Label) -> None:
    """Write out the parties of slots that do not take spans with their label; a slot for spans alone is emptied.

    `relabelled`: the spans that get the label, as they were.
    """
    ids = [one for link in links for one in (link.act, link.span) if one is not None and one not in relabelled]
    others = {span.id: span for span in project.spans.get_many(list(dict.fromkeys(ids)))}
    for link in links:
        if link.span is None:
            continue
        role = (label if link.act in relabelled else known_label(project, others[link.act].label)).role(link.role)
        party = relabelled.get(link.span) or others[link.span]
        new = label.id if link.span in relabelled else party.label
        if role is None or not role.labels or new in role.labels:
            continue
        if not role.slot_type.words or not party.extents:
            project.links.delete([link.id])
            continue
        project.links.put(as_passage(link, role, party))


def as_passage(link: Link, role: Role, party: Span) -> Link:
    """Return a link with the passage and the actor of the span that stands in it, in that one's place."""
    actor = link.actor or (party.actor if role.slot_type.actors else None)
    return replace(link, span=None, actor=actor, extents=party.extents, quote=party.quote)


def confirm(project: Project, spans: Sequence[SpanId]) -> list[Span]:
    """Say that spans are right under the codebook in force, whose label has changed since they were coded."""
    version = project.codebooks.current()
    new = [replace(own_span(project, span), codebook_version=version.id) for span in dict.fromkeys(spans)]
    with project.transact(verbs.Confirm(**verbs.at_spans(new), version=version.number)):
        for span in new:
            project.spans.put(span)
    return new


def remove_spans(project: Project, spans: Sequence[SpanId]) -> None:
    """Delete spans, with the links in which they stand."""
    old = [own_span(project, span) for span in dict.fromkeys(spans)]
    with project.transact(verbs.Delete(**verbs.at_spans(old))):
        project.links.delete(link.id for link in project.links.of_spans(spans))
        project.spans.delete(spans)


def set_note(project: Project, span: SpanId, note: str) -> Span:
    """Write the note of a span; an empty one removes it."""
    old = own_span(project, span)
    return _put(project, verbs.WriteNote(**verbs.at_span(old)), replace(old, note=note.strip()))


def set_doubt(project: Project, span: SpanId, doubt: bool) -> Span:
    """Mark a span as in doubt, or take the mark away."""
    old = own_span(project, span)
    return _put(project, verbs.Doubt(**verbs.at_span(old), on=doubt), replace(old, doubt=doubt))


def set_attribute(project: Project, span: SpanId, attribute: str, value: AttributeValue | None) -> Span:
    """Set an attribute of a span, or remove it with None; raises `NotAllowed` for a value of another type.

    Values of attributes that are not asked any more then go with it. Nor is one set that is not asked (`NotAllowed`).
    """
    old = own_span(project, span)
    label = known_label(project, old.label)
    found = next((one for one in label.attributes if one.id == attribute), None)
    if found is None:
        raise NotFound(f"The label “{label.name}” has no attribute “{attribute}”.")
    attributes = with_value(label.attributes, old.attributes, found, value)
    verb = verbs.SetAttribute(**verbs.at_span(old), attribute=AttributeId(found.id))
    return _put(project, verb, replace(old, attributes=attributes))


def with_value(
    among: Sequence[Attribute], said: Mapping[str, AttributeValue], attribute: Attribute, value: AttributeValue | None
) -> dict[str, AttributeValue]:
    """Return what is said with one attribute as given, or without it, and without what is not asked any more then."""
    if value is None:
        return still_asked(among, {id: one for id, one in said.items() if id != attribute.id})
    new = {**said, attribute.id: checked_value(attribute, value)}
    if attribute not in asked(among, new):
        raise NotAllowed(f"“{attribute.name}” is asked only where {condition_words(among, attribute)}.")
    return still_asked(among, new)


def set_actor(project: Project, span: SpanId, actor: ActorId | None) -> Span:
    """Say which registered actor a passage mentions, or with None that it is nobody in particular."""
    old = own_span(project, span)
    if actor is not None:
        project.actors.get(actor)
    return _put(project, verbs.SetActor(**verbs.at_span(old), actor=actor), replace(old, actor=actor))


def mark_done(project: Project, layer: LayerId, document: DocumentId, done: bool = True) -> None:
    """Say that a document is coded in this layer, or that it is not after all."""
    must_be_own(project, layer)
    project.documents.info(document)
    with project.transact(verbs.MarkDone(document=document, layer=layer, done=done)):
        project.assignments.put([Assignment(layer=layer, document=document, done=done)])


def usable_label(project: Project, label: str, on_text: bool) -> Label:
    """Return the label; raises `NotFound`, or `NotAllowed` where it is put on passages only, or on whole documents."""
    found = known_label(project, label)
    if (found.scope is Scope.SPAN) != on_text:
        raise NotAllowed(
            f"“{found.name}” is a label for whole documents; code the document with it."
            if on_text
            else f"“{found.name}” is a label for passages; select one first."
        )
    return found


def must_be_unit(project: Project, document: DocumentId, extents: Sequence[Extent]) -> None:
    """Raise `NotAllowed` where units are given and a passage is none; a label on the whole document stands on none."""
    if project.codebook.unit is CodingUnit.FREE or not extents:
        return
    units = project.units.of_document(document)
    if not units:
        raise NotAllowed("This document is not cut into units yet; whoever leads cuts it.")
    if len(extents) > 1 or extents[0] not in units:
        raise NotAllowed("Units are given here: only a whole unit can be coded.")


def _must_be_in_use(label: Label) -> None:
    if label.heading:
        raise NotAllowed(f"“{label.name}” is a heading, with which nothing is coded; choose a label below it.")
    if label.retired:
        raise NotAllowed(f"The label “{label.name}” is retired and no longer used for new codings; choose another.")


def _put(project: Project, verb: Verb, span: Span) -> Span:
    with project.transact(verb):
        if span != project.spans.get(span.id):
            project.spans.put(span)
    return span


def own_span(project: Project, span: SpanId) -> Span:
    """Return a span that the person at the desk may change; raises `NotFound` or `NotAllowed`."""
    found = project.spans.get(span)
    must_be_own(project, found.layer)
    return found


def span_at(
    project: Project, document: DocumentId, layer: LayerId, labels: Collection[str], extents: Sequence[Extent]
) -> Span | None:
    """Return the span of a passage with one of the labels, None where there is none."""
    start = extents[0].start
    beginning = project.spans.beginning_in(document, layer, start, start + 1)
    return next((span for span in beginning if span.label in labels and span.extents == extents), None)


def must_be_own(project: Project, layer: LayerId) -> None:
    """Raise `NotAllowed` where the person at the desk may not change a layer."""
    found = project.layers.get(layer)
    if found.kind is LayerKind.GOLD:
        raise NotAllowed("Gold is changed by adjudicating; open the workspace Adjudicate.")
    if found.coder is None or found.coder != project.person:
        raise NotAllowed(f"The layer “{found.name}” is changed by its own coder alone; choose who is coding.")


def _must_be_new(project: Project, span: Span, label: Label, others: Sequence[Span] = ()) -> None:
    for other in (*others, *project.spans.beginning_with(span)):
        if other.id != span.id and _where_and_what(other) == _where_and_what(span):
            where = "This passage" if span.extents else "This document"
            raise NotAllowed(f"{where} is already coded as {label.name}.")


def _where_and_what(span: Span) -> tuple[object, ...]:
    return span.document, span.layer, span.label, span.extents


def known_label(project: Project, label: str) -> Label:
    """Return a label of the codebook in force; raises `NotFound`."""
    found = project.codebook.get(label)
    if found is None:
        raise NotFound(f"The codebook has no label “{label}”.")
    return found
