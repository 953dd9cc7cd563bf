"""What codings say that another codebook would have no place for any more: counted before it is saved."""

from collections import Counter
from collections.abc import Collection, Iterator

from annotator.model.codebook import Attribute, Codebook, Label
from annotator.model.ids import AttributeId, SpanId
from annotator.model.span import AttributeValue, Span
from annotator.model.value_forms import items_of, words_of
from annotator.model.wording import counted
from annotator.store.project import Project


def lost(project: Project, new: Codebook) -> tuple[str, ...]:
    """Return a sentence for each attribute, value or role of `new` that is gone and that codings of any layer use.

    Labels that are gone are not among them: `codebook.save` refuses those that are in use. Reads the codings of the
    labels that say less than before, and no others.
    """
    found: list[str] = []
    for old in project.codebook.labels:
        label = new.get(old.id)
        if label is not None and (label.attributes != old.attributes or label.roles != old.roles):
            found += _lost_of(project, old, label)
    return tuple(found)


def _lost_of(project: Project, old: Label, new: Label) -> Iterator[str]:
    spans = project.spans.with_labels([old.id])
    counts = Counter(use for span in spans for use in _uses(span, old, new))
    for (id, value), count in sorted(counts.items()):
        attribute = old.attribute(id)
        assert attribute is not None
        if new.attribute(id) is None:
            yield f"{old.name}: {_codings(count)} the attribute “{attribute.name}”, which would be gone."
        else:
            yield f"{old.name}: {_codings(count)} “{value}” as “{attribute.name}”, which would be no value of it."
    yield from _lost_of_slots(project, old, new, {span.id for span in spans})
    gone = {role.id: role.name for role in old.roles if new.role(role.id) is None}
    if gone:
        ids = {span.id for span in spans}
        links = project.links.of_spans(sorted(ids))
        slots = Counter(link.role for link in links if link.act in ids and link.role in gone)
        for role, count in sorted(slots.items()):
            slots_are = counted(count, "slot is", "slots are")
            yield f"{old.name}: {slots_are} filled as “{gone[role]}”, a role that would be gone."


def _lost_of_slots(project: Project, old: Label, new: Label, acts: Collection[SpanId]) -> Iterator[str]:
    """Say what is said of parties that their role would have no place for any more."""
    counts: Counter[tuple[str, str, str]] = Counter()
    changed = {
        role.id: (role.attributes, after.attributes)
        for role in old.roles
        if (after := new.role(role.id)) is not None and after.attributes != role.attributes
    }
    links = project.links.of_spans(sorted(acts)) if changed else ()
    for link in (one for one in links if one.act in acts and one.role in changed):
        known, left = ({one.id: one for one in some} for some in changed[link.role])
        for id, value in link.attributes.items():
            was, now = known.get(AttributeId(id)), left.get(AttributeId(id))
            if was is None or not was.fits(value):
                continue
            gone = [""] if now is None else [words_of(one)[0] for one in items_of(value) if not _is(now, one)]
            counts.update((link.role, id, word) for word in gone)
    for (role, id, value), count in sorted(counts.items()):
        of = old.role(role)
        asked = of.attribute(id) if of is not None else None
        assert of is not None and asked is not None
        slots_have = counted(count, "slot", "slots")
        if value:
            yield f"{old.name}: “{asked.name}” of {slots_have} “{of.name}” is “{value}”, which would be no value of it."
        else:
            yield f"{old.name}: “{asked.name}” is said in {slots_have} “{of.name}”, which would not be asked any more."


def _uses(span: Span, old: Label, new: Label) -> Iterator[tuple[str, str]]:
    """Yield (attribute, value) for what a span says rightly now and could not say then; no value for all of one."""
    for id, value in span.attributes.items():
        before, after = old.attribute(id), new.attribute(id)
        if before is None or not before.fits(value):
            continue
        if after is None:
            yield id, ""
        else:
            yield from ((id, words_of(one)[0]) for one in items_of(value) if not _is(after, one))


def _is(attribute: Attribute, one: AttributeValue) -> bool:
    return attribute.fits(one) or attribute.fits([str(one)])


def _codings(count: int) -> str:
    return counted(count, "coding has", "codings have")
