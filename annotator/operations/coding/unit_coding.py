"""Coding where units are given: one key gives a unit its code, or another one in its place."""

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.codebook import CodesPerUnit
from annotator.model.given_units import held_units
from annotator.model.ids import DocumentId, LayerId, LinkId, SpanId, new_id
from annotator.model.span import Extent, Span
from annotator.model.verbs import coding as verbs
from annotator.operations.coding import annotate
from annotator.store.project import Project


def code_units(
    project: Project, document: DocumentId, layer: LayerId, units: Sequence[Extent], label: str
) -> list[Span]:
    """Give units a code in one's own layer, in one step; return the spans with it, in the order of the units.

    Where a unit gets one code it takes the place of the one that is there. What stood on a unit that was split or
    joined since becomes a coding of each of its units first. Raises `NotAllowed`, as where all have the code already.
    """
    annotate.must_be_own(project, layer)
    found = annotate.usable_label(project, label, on_text=True)
    for unit in units:
        annotate.must_be_unit(project, document, [unit])
    made: dict[Extent, Span] = {}
    with project.transact(verbs.Code(document=document, layer=layer, span=SpanId(""), label=found.id)) as step:
        _square(project, document, layer, units)
        relabelled = []
        for unit in units:
            there = _codes_on(project, document, layer, unit)
            same = next((span for span in there if span.label == found.id), None)
            if project.codebook.codes_per_unit is CodesPerUnit.ONE and there:
                kept = same or there[0]
                if others := [span.id for span in there if span is not kept]:
                    annotate.remove_spans(project, others)
                if kept is not same:
                    relabelled.append(kept)
                    (kept,) = annotate.relabel(project, [kept.id], label)
                made[unit] = kept
            else:
                made[unit] = same or annotate.add_span(project, document, layer, [unit], label)
        new = next((span for span in made.values() if span.id not in {one.id for one in relabelled}), None)
        if relabelled and len(relabelled) == len(made):
            step.verb = verbs.Relabel(**verbs.at_spans(relabelled), label=found.id)
        elif new is not None:
            step.verb = verbs.Code(**verbs.at_span(new))
    return [made[unit] for unit in units]


def clear_units(project: Project, document: DocumentId, layer: LayerId, units: Sequence[Extent]) -> int:
    """Take the codes of units away, in one step; return how many there were."""
    annotate.must_be_own(project, layer)
    with project.transact(verbs.Delete(documents=(document,), layers=(layer,), spans=(), labels=())) as step:
        _square(project, document, layer, units)
        gone = [span for unit in units for span in _codes_on(project, document, layer, unit)]
        if gone:
            annotate.remove_spans(project, [span.id for span in gone])
            step.verb = verbs.Delete(**verbs.at_spans(gone))
    return len(gone)


def _is_code(project: Project, span: Span) -> bool:
    """Whether a span says what its unit is, and not whom it names, or what the document is."""
    label = project.codebook.get(span.label)
    return bool(span.extents) and (label is None or not label.names_actors)


def _codes_on(project: Project, document: DocumentId, layer: LayerId, unit: Extent) -> list[Span]:
    """Return what a layer says of a unit."""
    return [
        span
        for span in project.spans.beginning_in(document, layer, *unit)
        if span.extents == (unit,) and _is_code(project, span)
    ]


def _square(project: Project, document: DocumentId, layer: LayerId, units: Sequence[Extent]) -> None:
    """Let codings that hold one of the units, and are no unit, be codings of each unit that they hold."""
    given = project.units.of_document(document)
    text = project.documents.get(document).text
    own = project.spans.of_document(document, layer)
    there, known = {(span.label, span.extents) for span in own}, set(given)
    for span in own:
        held = [given[at] for at in held_units(given, span.extents)]
        if not _is_code(project, span) or not set(held) & set(units) or set(span.extents) <= known:
            continue
        links = [link for link in project.links.of_spans([span.id]) if link.act == span.id]
        new = [unit for unit in held if (span.label, (unit,)) not in there]
        if not new:
            annotate.remove_spans(project, [span.id])
        for number, unit in enumerate(new):
            id = SpanId(new_id()) if number else span.id
            made = replace(span, id=id, extents=(unit,), quote=text[unit.start : unit.stop])
            if number:
                project.spans.add([made])
                project.links.add(replace(link, id=LinkId(new_id()), act=id) for link in links)
            else:
                project.spans.put(made)
