"""Disputes: the places behind a figure, those on which its coders differ in just what it measures."""

from collections.abc import Iterator, Mapping, Sequence

from annotator.agreement import parts
from annotator.agreement.parts import Fillings
from annotator.agreement.places import Place, Values
from annotator.agreement.ratings import Row
from annotator.agreement.study import Aspect, Figure
from annotator.model.codebook import Label
from annotator.model.ids import LabelId


def disputed(
    places: Sequence[Place], figure: Figure, labels: Mapping[str, Label], fillings: Sequence[Fillings]
) -> list[int]:
    """Return the places on which the coders of a figure differ in its aspect, by number.

    `labels`: those of the codebook; `fillings`: who fills the slots of the acts, by document, for a figure of a slot.
    """
    values = _values_behind(figure, labels, fillings)
    return [number for number, place in _seen_by(figure.coders, places) if _differ(values(place))]


def _seen_by(coders: Sequence[int], places: Sequence[Place]) -> Iterator[tuple[int, Place]]:
    """Yield the places at which one of these coders has a span, as they see it, with their numbers."""
    for number, place in enumerate(places):
        seen = place.of_coders(coders)
        if seen is not None:
            yield number, seen


def _differ(row: Row | None) -> bool:
    return row is not None and len({value for value in row if value is not None}) > 1


def _values_behind(figure: Figure, labels: Mapping[str, Label], fillings: Sequence[Fillings]) -> Values:
    if figure.aspect is Aspect.FOUND:
        return _found_at(figure.label)
    if figure.aspect is Aspect.BOUNDARY:
        return _extents_at(figure.label)
    if figure.aspect is Aspect.LABEL:
        return parts.label_at if figure.label is None else _is_label_at(figure.label)
    if figure.label is None or figure.aspect is Aspect.ALL:
        return _marked_at(figure.label)
    if figure.aspect is Aspect.SLOT:
        return parts.slot_at(figure.label, figure.part, fillings)
    attribute = next((one for one in labels[figure.label].attributes if one.id == figure.part), None)
    # A codebook may have an attribute that is called as the actor is; the figure is then of that one.
    return parts.attribute_at(figure.label, attribute) if attribute is not None else parts.actor_at(figure.label)


def _is_label_at(label: LabelId) -> Values:
    """Read whether each coder who found a place gave it this label."""

    def values(place: Place) -> Row | None:
        given = parts.label_at(place)
        return None if given is None else tuple(None if one is None else one == label for one in given)

    return values


def _marked_at(label: LabelId | None) -> Values:
    """Read what each coder marked, with which label; with a label, only where somebody gave that one."""

    def values(place: Place) -> Row | None:
        if label is not None and not place.has(label):
            return None
        return tuple(
            (span.label if label is None else span.label == label, span.extents)
            if span is not None
            else ("",)
            if present
            else None
            for span, present in zip(place.spans, place.present, strict=True)
        )

    return values


def _found_at(label: LabelId | None) -> Values:
    """Read whether each coder has a span; with a label, only where somebody gave that one."""

    def values(place: Place) -> Row | None:
        if label is not None and not place.has(label):
            return None
        return tuple(
            span is not None if present else None for span, present in zip(place.spans, place.present, strict=True)
        )

    return values


def _extents_at(label: LabelId | None) -> Values:
    """Read the extents of those who found something; with a label, of those who gave it that one."""
    return lambda place: tuple(
        span.extents if span is not None and label in (None, span.label) else None for span in place.spans
    )
