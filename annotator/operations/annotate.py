"""Coding: what a coder does to the spans of their own layer."""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import get_args

from annotator.model.codebook import Label, Scope
from annotator.model.coder import Assignment, LayerKind
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import ActorId, AttributeId, DocumentId, LayerId, LinkId, RoleId, SpanId, new_id
from annotator.model.span import AttributeValue, Link, SlotValue, Span, quote_of, tidy
from annotator.model.values import checked_value
from annotator.store.project import Project


def add_span(
    project: Project, document: DocumentId, layer: LayerId, extents: Iterable[tuple[int, int]], label: str
) -> Span:
    """Code a passage, or the whole document where `extents` is empty; raises `NotAllowed` where it is coded so."""
    _must_be_own(project, layer)
    found = usable_label(project, label, bool(extents := tidy(extents)))
    text = project.documents.get(document).text
    span = Span(SpanId(new_id()), layer, document, found.id, extents, quote_of(text, extents))
    _must_be_new(project, span, found)
    with project.transact(f"Code as {found.name.lower()}"):
        project.spans.add([span])
    return span


def set_extents(project: Project, span: SpanId, extents: Iterable[tuple[int, int]]) -> Span:
    """Give a span other extents; a span that had some keeps at least one character."""
    old = _own_span(project, span)
    new_extents = tidy(extents)
    if bool(new_extents) != bool(old.extents):
        raise NotAllowed("A span keeps at least one character; delete it instead.")
    if new_extents == old.extents:
        return old
    text = project.documents.get(old.document).text
    new = replace(old, extents=new_extents, quote=quote_of(text, new_extents))
    label = _known_label(project, old.label)
    _must_be_new(project, new, label)
    with project.transact(f"Move the edge of {_a(label.name)}"):
        project.spans.put(new)
    return new


def relabel(project: Project, spans: Sequence[SpanId], label: str) -> list[Span]:
    """Give spans another label; attributes and links that the new label does not have are dropped."""
    found = _known_label(project, label)
    old = [_own_span(project, span) for span in dict.fromkeys(spans)]
    new: list[Span] = []
    for span in old:
        usable_label(project, label, bool(span.extents))
        after = replace(span, label=found.id, attributes=_kept_attributes(span, found))
        if span.label != found.id:
            _must_be_new(project, after, found, new)
        new.append(after)
    roles = {role.id for role in found.roles}
    changed = [after.id for before, after in zip(old, new, strict=True) if before.label != after.label]
    dropped = [link.id for link in project.links.of_spans(changed) if link.act in changed and link.role not in roles]
    with project.transact(f"Relabel as {found.name.lower()}"):
        project.links.delete(dropped)
        for before, after in zip(old, new, strict=True):
            if before != after:
                project.spans.put(after)
    return new


def remove_spans(project: Project, spans: Sequence[SpanId]) -> None:
    """Delete spans, with the links in which they stand."""
    old = [_own_span(project, span) for span in dict.fromkeys(spans)]
    names = {_label_name(project, span.label) for span in old}
    label = f"Delete {_a(names.pop())}" if len(old) == 1 else f"Delete {len(old)} spans"
    with project.transact(label):
        project.links.delete(link.id for link in project.links.of_spans(spans))
        project.spans.delete(spans)


def set_note(project: Project, span: SpanId, note: str) -> Span:
    """Write the note of a span; an empty one removes it."""
    return _put(project, "Note", replace(_own_span(project, span), note=note.strip()))


def set_doubt(project: Project, span: SpanId, doubt: bool) -> Span:
    """Mark a span as in doubt, or take the mark away."""
    label = "Mark as in doubt" if doubt else "Take the doubt away"
    return _put(project, label, replace(_own_span(project, span), doubt=doubt))


def set_attribute(project: Project, span: SpanId, attribute: str, value: AttributeValue | None) -> Span:
    """Set an attribute of a span, or remove it with None; raises `NotAllowed` for a value of another type."""
    old = _own_span(project, span)
    label = _known_label(project, old.label)
    found = next((one for one in label.attributes if one.id == attribute), None)
    if found is None:
        raise NotFound(f"The label “{label.name}” has no attribute “{attribute}”.")
    attributes = dict(old.attributes)
    if value is None:
        attributes.pop(found.id, None)
    else:
        attributes[AttributeId(found.id)] = checked_value(found, value)
    return _put(project, f"Set {found.name.lower()}", replace(old, attributes=attributes))


def add_link(
    project: Project,
    act: SpanId,
    role: str,
    span: SpanId | None = None,
    actor: ActorId | None = None,
    value: SlotValue | None = None,
) -> Link:
    """Fill a slot of an act with a span of the same text and layer, a registered actor, both, or a value."""
    owner = _own_span(project, act)
    label = _known_label(project, owner.label)
    found = next((one for one in label.roles if one.id == role), None)
    if found is None:
        raise NotFound(f"The label “{label.name}” has no role “{role}”.")
    if span is None and actor is None and value is None:
        raise NotAllowed(f"The slot “{found.name}” needs a span, an actor or a value.")
    if value is not None and value not in get_args(SlotValue):
        raise NotAllowed(f"“{value}” is no value of a slot; expected: {', '.join(get_args(SlotValue))}.")
    if not found.several and any(link.act == act and link.role == role for link in project.links.of_spans([act])):
        raise NotAllowed(f"The slot “{found.name}” is filled; empty it first.")
    if span is not None:
        party = project.spans.get(span)
        if (party.document, party.layer) != (owner.document, owner.layer):
            raise NotAllowed("An act and its party stand in the same text and layer; code the party here first.")
    if actor is not None:
        project.actors.get(actor)
    link = Link(LinkId(new_id()), act, RoleId(found.id), span, actor, value)
    with project.transact(f"Fill the slot {found.name.lower()}"):
        project.links.add([link])
    return link


def remove_link(project: Project, act: SpanId, link: LinkId) -> None:
    """Empty a slot of an act."""
    _own_span(project, act)
    if not any(found.id == link and found.act == act for found in project.links.of_spans([act])):
        raise NotFound("The slot is empty already.")
    with project.transact("Empty a slot"):
        project.links.delete([link])


def mark_done(project: Project, layer: LayerId, document: DocumentId, done: bool = True) -> None:
    """Say that a document is coded in this layer, or that it is not after all."""
    _must_be_own(project, layer)
    project.documents.info(document)
    with project.transact("Mark as done" if done else "Mark as not done"):
        project.assignments.put([Assignment(layer=layer, document=document, done=done)])


def usable_label(project: Project, label: str, on_text: bool) -> Label:
    """Return the label; raises `NotFound`, or `NotAllowed` where it is put on passages only, or on whole documents."""
    found = _known_label(project, label)
    if (found.scope is Scope.SPAN) != on_text:
        raise NotAllowed(
            f"“{found.name}” is a label for whole documents; code the document with it."
            if on_text
            else f"“{found.name}” is a label for passages; select one first."
        )
    return found


def _kept_attributes(span: Span, label: Label) -> dict[str, AttributeValue]:
    kept: dict[str, AttributeValue] = {}
    for attribute in label.attributes:
        if attribute.id in span.attributes:
            # The other label may have an attribute of that name with other values.
            with contextlib.suppress(NotAllowed):
                kept[attribute.id] = checked_value(attribute, span.attributes[attribute.id])
    return kept


def _put(project: Project, label: str, span: Span) -> Span:
    with project.transact(label):
        if span != project.spans.get(span.id):
            project.spans.put(span)
    return span


def _own_span(project: Project, span: SpanId) -> Span:
    found = project.spans.get(span)
    _must_be_own(project, found.layer)
    return found


def _must_be_own(project: Project, layer: LayerId) -> None:
    found = project.layers.get(layer)
    if found.kind is LayerKind.GOLD:
        raise NotAllowed("Gold is changed by adjudicating; open the workspace Adjudicate.")
    if found.coder != project.person or project.person is None:
        raise NotAllowed(f"The layer “{found.name}” is changed by its own coder alone; choose who is coding.")


def _must_be_new(project: Project, span: Span, label: Label, others: Sequence[Span] = ()) -> None:
    for other in (*others, *project.spans.beginning_with(span)):
        if other.id != span.id and _where_and_what(other) == _where_and_what(span):
            where = "This passage" if span.extents else "This document"
            raise NotAllowed(f"{where} is coded as {label.name.lower()} already.")


def _where_and_what(span: Span) -> tuple[object, ...]:
    return span.document, span.layer, span.label, span.extents


def _known_label(project: Project, label: str) -> Label:
    found = project.codebook.get(label)
    if found is None:
        raise NotFound(f"The codebook has no label “{label}”.")
    return found


def _label_name(project: Project, label: str) -> str:
    with contextlib.suppress(NotFound):
        return _known_label(project, label).name
    return label


def _a(noun: str) -> str:
    noun = noun.lower()
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
