"""Disputes: the places behind a figure, those on which its coders differ in just what it measures."""

from collections.abc import Iterator, Mapping, Sequence

from annotator.agreement.input.label_levels import levels_of
from annotator.agreement.input.passages import CodedPassage
from annotator.agreement.input.ratings import Row
from annotator.agreement.study import parts
from annotator.agreement.study.parts import Fillings
from annotator.agreement.study.study import Figure
from annotator.model.codebook import Label


def disputed(
    places: Sequence[CodedPassage], figure: Figure, labels: Mapping[str, Label], fillings: Sequence[Fillings]
) -> list[int]:
    """Return the places on which the coders of a figure differ in its aspect, by number.

    `labels`: those of the codebook; `fillings`: who fills the slots of the acts, by document, for a figure of a slot.
    """
    if figure.with_children:
        places = _counted(places, figure, labels)
    values = parts.values_behind(figure.aspect, figure.label, figure.part, labels, fillings)
    return [number for number, place in _seen_by(figure.coders, places) if _differ(values(place))]


def _counted(places: Sequence[CodedPassage], figure: Figure, labels: Mapping[str, Label]) -> Sequence[CodedPassage]:
    """Return places with what each label counts as on the level of the hierarchy on which a figure was computed."""
    levels = list(levels_of(list(labels.values())))
    level = next((level for level in levels if figure.label is None or figure.label in level.parents), None)
    return places if level is None else level.places(places)


def _seen_by(coders: Sequence[int], places: Sequence[CodedPassage]) -> Iterator[tuple[int, CodedPassage]]:
    """Yield the places at which one of these coders has a span, as they see it, with their numbers."""
    for number, place in enumerate(places):
        seen = place.of_coders(coders)
        if seen is not None:
            yield number, seen


def _differ(row: Row | None) -> bool:
    return row is not None and len({value for value in row if value is not None}) > 1
