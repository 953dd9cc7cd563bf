"""Disputes: the places behind a figure, those on which its coders differ in just what it measures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from annotator.agreement.input.label_levels import levels_of
from annotator.agreement.input.passages import CodedPassage, Values
from annotator.agreement.input.ratings import Row
from annotator.agreement.study.act_ratings import PARTIES, acts_behind
from annotator.agreement.study.parts import ON_DOCUMENTS, Fillings, labels_on_documents, values_behind
from annotator.agreement.study.study import Aspect, Figure
from annotator.model.codebook import Label
from annotator.model.grouping import grouped
from annotator.model.span import Span


def disputed(
    places: Sequence[CodedPassage], figure: Figure, labels: Mapping[str, Label], fillings: Sequence[Fillings]
) -> list[int]:
    """Return the places on which the coders of a figure differ in its aspect, by number.

    `labels`: those of the codebook; `fillings`: who fills the slots of the acts, by document, for a figure of a slot.
    """
    if figure.with_children:
        places = _counted(places, figure, labels)
    seen = list(_seen_by(figure.coders, places))
    values = _values(figure, labels, fillings)
    if figure.aspect is Aspect.LABEL:
        is_whole = _is_on_documents(figure, [place for _, place in seen])
        seen = [(numbers, place) for numbers, place in seen if place.is_whole is is_whole]
        values = labels_on_documents([place for _, place in seen], figure.label) if is_whole else values
    return sorted({number for numbers, place in seen if _differ(values(place)) for number in numbers})


def _is_on_documents(figure: Figure, places: Sequence[CodedPassage]) -> bool:
    """Whether a figure of a label is about whole documents: its part says so, or there is nothing else."""
    label = figure.label
    kinds = {one.is_whole for one in places if sum(one.present) > 1 and (label is None or one.has(label))}
    return figure.part == ON_DOCUMENTS or kinds == {True}


def _values(figure: Figure, labels: Mapping[str, Label], fillings: Sequence[Fillings]) -> Values:
    if figure.aspect in (Aspect.ACT, Aspect.DYAD):
        return acts_behind(figure.label, figure.part or PARTIES, labels.values(), fillings)
    return values_behind(figure.aspect, figure.label, figure.part, labels, fillings)


def _counted(places: Sequence[CodedPassage], figure: Figure, labels: Mapping[str, Label]) -> Sequence[CodedPassage]:
    """Return places with what each label counts as on the level of the hierarchy on which a figure was computed."""
    levels = list(levels_of(list(labels.values())))
    level = next((level for level in levels if figure.label is None or figure.label in level.parents), None)
    return places if level is None else level.places(places)


def _seen_by(coders: Sequence[int], places: Sequence[CodedPassage]) -> Iterator[tuple[list[int], CodedPassage]]:
    """Yield what some coders marked, grouped as if there were no others; first the numbers of the places it is in."""
    if not places or len(coders) == len(places[0].spans):
        yield from (([number], place) for number, place in enumerate(places))
        return
    by_document: dict[int, list[tuple[int, CodedPassage]]] = defaultdict(list)
    for number, place in enumerate(places):
        by_document[place.document].append((number, place))
    for document, within in by_document.items():
        place_of = {id(span): at for at, place in within for span in place.found}
        column = {id(place.spans[who]): who for _, place in within for who in coders if place.spans[who]}
        there = {at: place.present for at, place in within}
        # Codings of units are grouped with each other alone, as in the study.
        for is_unit in (True, False):
            mine = [place for _, place in within if place.is_unit is is_unit]
            spans: list[Span] = [span for place in mine for who in coders if (span := place.spans[who])]
            for group in grouped(spans):
                by_coder, numbers = {column[id(span)]: span for span in group}, [place_of[id(span)] for span in group]
                present = tuple(any(there[at][who] for at in numbers) for who in coders)
                yield numbers, CodedPassage(document, tuple(by_coder.get(who) for who in coders), present, is_unit)


def _differ(row: Row | None) -> bool:
    return row is not None and len({value for value in row if value is not None}) > 1
