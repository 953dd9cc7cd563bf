"""The figures of a study: which coefficients are computed on what, one after the other.

A figure is not a number yet but a `Tally`, from which its value, its interval and its value by document are read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients import percent
from annotator.agreement.coefficients.alpha import alpha
from annotator.agreement.coefficients.chance_corrected import no_value
from annotator.agreement.coefficients.standard_errors import NAME as STANDARD_ERROR
from annotator.agreement.input.grouped_spans import Columns, GroupedSpans
from annotator.agreement.input.passages import places_in
from annotator.agreement.input.ratings import MISSING, Ratings, paired
from annotator.agreement.input.span_table import SpanTable, span_table
from annotator.agreement.input.stretches import added_up
from annotator.agreement.input.units import UNMARKED, UnitKind, any_label, covered, marked, ratings_on, without_unmarked
from annotator.agreement.registry import ON_RATINGS
from annotator.agreement.study import parts
from annotator.agreement.study.part_ratings import PartRatings, RatingsOf
from annotator.agreement.study.span_figures import on_spans
from annotator.agreement.study.study import ASPECTS, Aspect, Design
from annotator.agreement.study.study_input import Computed, Prepared, StudyInput, explained
from annotator.agreement.tally import Array, Tally
from annotator.model.attribute_kinds import Scale
from annotator.model.codebook import Scope
from annotator.model.ids import LabelId

_ONE_LABEL = "A unit counts as marked or not with this label."
_ALL_LABELS = "A unit's category is the set of labels on it."
_ANY_LABEL = "A unit counts as marked or not, whatever its label."
_NOT_ON_WHOLE = "Labels on whole documents are left out."
_WHOLE_DOCUMENTS = {
    UnitKind.SPANS: "A whole document is one unit, if anyone put a label on it: the set of its labels.",
    UnitKind.DOCUMENTS: "",
}
"""What is said of labels on whole documents."""
_ON_WHOLE = "“{}” is put on whole documents and on no passage; compare documents."
_NO_CHANCE = (
    "Where what nobody marked is left out, all is marked by someone, so that chance cannot be told from agreement."
)
_INDEPENDENT = (
    "The standard error takes units to be independent of each other, which those of one document rarely are: the "
    "interval over documents is the one to quote."
)
_IN_TEXT = (UnitKind.CHARACTERS, UnitKind.WORDS, UnitKind.SENTENCES)
_PLACES = "What nobody marked cannot be counted in spans and is left out."
_FITS = {
    Scale.NOMINAL: (Scale.NOMINAL,),
    Scale.SETS: (Scale.NOMINAL, Scale.SETS),
    Scale.ORDINAL: (Scale.NOMINAL, Scale.ORDINAL),
    Scale.RATIO: (Scale.NOMINAL, Scale.INTERVAL, Scale.RATIO),
}
"""For what is compared, of which scale a coefficient may be."""


def prepare(material: StudyInput) -> Prepared:
    """Return a material with what its figures are computed from."""
    places = places_in(material.texts, material.coders, material.ids)
    table = span_table(material.texts, material.coders, material.ids)
    grouped = GroupedSpans(material.texts, material.coders, material.ids, table, places)
    found = PartRatings(grouped, [text.fillings for text in material.texts])
    units = found.marked if material.design.unit is UnitKind.SPANS else _on_units(material, table)
    return Prepared(material, table, places, found, cache(units), units_covered(material, table))


def _on_units(material: StudyInput, table: SpanTable) -> RatingsOf:
    every = ratings_on(material.design.unit, material.texts, table)
    return lambda coders: every if coders == material.everyone else every.of_coders(coders)


def units_covered(material: StudyInput, table: SpanTable) -> Array:
    """Return how many units spans cover, for `Prepared.covered`."""
    units = covered(material.design.unit, material.texts, table)
    shape = len(material.coders), len(table.labels)
    cell = table.coder * shape[1] + table.label
    return np.stack([added_up(cell, weight, shape[0] * shape[1]).reshape(shape) for weight in (units, units**2)])


def compute(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of a study, but for gamma."""
    design = prepared.material.design
    for one in (*_whole(prepared), *_taken_apart(prepared), *on_spans(prepared)):
        if design.wants(one.tally.coefficient) and design.shows(one.label):
            yield one if not ASPECTS[one.aspect].of_units or one.counts_decisions else _in_decisions(one, prepared)


def _in_decisions(one: Computed, prepared: Prepared) -> Computed:
    """Return a figure of units with how many of them one decision covers."""
    return replace(one, tally=replace(one.tally, decision=prepared.decision(one.coders, one.label)))


def whole_tally(prepared: Prepared) -> Tally:
    """Return the nominal alpha of all coders on all labels, which is looked up document by document."""
    material = prepared.material
    return alpha(_Compared(Aspect.ALL, prepared.units, _ALL_LABELS).chosen(material.design, material.everyone))


def _whole(prepared: Prepared) -> Iterator[Computed]:
    material, ratings = prepared.material, prepared.units
    whole_only = _WHOLE_DOCUMENTS.get(material.design.unit, _NOT_ON_WHOLE)
    yield from _Compared(Aspect.ALL, ratings, f"{_ALL_LABELS} {whole_only}".strip(), scale=Scale.SETS).figures(material)
    for label in material.labels:
        stands_on_whole = label.scope is Scope.DOCUMENT and material.design.unit in _IN_TEXT
        why = _ON_WHOLE.format(label.name) if stands_on_whole else ""
        read = partial(marked, label=label.id)
        yield from _Compared(Aspect.ALL, ratings, _ONE_LABEL, label.id, read=read, why_not=why).figures(material)
    only_percent = _NO_CHANCE if material.design.leaves_out_unmarked else ""
    found = _Compared(Aspect.FOUND, ratings, f"{_ANY_LABEL} {whole_only}".strip(), read=any_label)
    yield from replace(found, no_chance=only_percent).figures(material)


def _labels(prepared: Prepared) -> Iterator[Computed]:
    """Yield the figures of the label: of passages, and of whole documents, which are never one number.

    What stands on whole documents is a part of its own where coders gave such labels to passages too; where they gave
    them to documents only, it is all there is.
    """
    material = prepared.material
    passages, documents = cache(prepared.parts.labels), cache(prepared.parts.document_labels)
    in_text, on_whole = cache(lambda coders: _given(passages(coders))), cache(lambda coders: _given(documents(coders)))
    for label in (None, *material.ids):
        read = None if label is None else partial(parts.is_label, label=label)
        said, scale = (parts.ON_DOCUMENT_LABEL, Scale.NOMINAL) if label else (parts.ON_DOCUMENT_LABELS, Scale.SETS)
        text = _Compared(Aspect.LABEL, passages, parts.ON_LABEL, label, read=read)
        whole = _Compared(Aspect.LABEL, documents, said, label, read=read, scale=scale)

        def stands(labels: frozenset[LabelId], label: LabelId | None = label) -> bool:
            return bool(labels) if label is None else label in labels

        with_documents = [coders for coders in material.groups if stands(on_whole(coders))]
        alone = [coders for coders in with_documents if not stands(in_text(coders))]
        yield from text.figures(material, [coders for coders in material.groups if coders not in alone])
        yield from whole.figures(material, alone)
        both = [coders for coders in with_documents if coders not in alone]
        yield from replace(whole, part=parts.ON_DOCUMENTS).figures(material, both)


def _given(ratings: Ratings) -> frozenset[LabelId]:
    """Return the labels that anyone gave, from ratings whose values are labels or sets of them."""
    used = np.unique(ratings.rows[np.unique(ratings.row)]).tolist()
    values = [ratings.categories[at] for at in used if at != MISSING]
    return frozenset(label for value in values for label in (value if isinstance(value, frozenset) else (value,)))


def _taken_apart(prepared: Prepared) -> Iterator[Computed]:
    material, found = prepared.material, prepared.parts
    yield from _labels(prepared)
    for one in material.labels:
        for attribute in one.attributes:
            values = found.read(one.id, parts.read_attribute(attribute), parts.categories_of(attribute))
            compared = _Compared(Aspect.ATTRIBUTE, values, parts.convention_of(attribute), one.id, attribute.id)
            scale, is_open = attribute.value_type.scale, parts.is_open(attribute)
            yield from replace(compared, scale=scale, is_open=is_open).figures(material)
        if one.names_actors:
            # An attribute may be called as the actor is.
            part = parts.ACTOR if one.attribute(parts.ACTOR) is None else parts.MENTIONED_ACTOR
            actors = found.read(one.id, parts.read_actor)
            yield from _Compared(Aspect.ATTRIBUTE, actors, parts.ON_ACTOR, one.id, part, is_open=True).figures(material)
        for role in one.roles:
            named = found.slot(one.id, role.id)
            compared = _Compared(Aspect.SLOT, named, parts.ON_SLOT, one.id, role.id, Scale.SETS, is_open=True)
            yield from compared.figures(material)


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is compared. `ratings`: those of some coders; `said`: what they are of, as a sentence.

    `is_open`: whether there is no telling how many categories there are, as of names. `read`: what is compared of the
    ratings, after the coders were chosen. `why_not`: why nothing can be had here; `no_chance`: why nothing can that
    takes off what chance gives.
    """

    aspect: Aspect
    ratings: RatingsOf
    said: str
    label: LabelId | None = None
    part: str = ""
    scale: Scale = Scale.NOMINAL
    is_open: bool = False
    read: Callable[[Ratings], Ratings] | None = None
    why_not: str = ""
    no_chance: str = ""

    def figures(self, material: StudyInput, groups: Sequence[Columns] | None = None) -> Iterator[Computed]:
        """Yield each coefficient that fits; without `groups` of coders for all and for each pair."""
        design = material.design
        said = f"{self.said} {self._unmarked(design)}".strip()
        for coders in material.groups if groups is None else groups:
            chosen = self.chosen(design, coders)
            for coefficient in fitting(self.scale, len(coders), design.coefficients):
                if not (self.is_open and coefficient.counts_categories):
                    tally = explained(self._tally(coefficient, chosen, design), said)
                    yield Computed(aspect=self.aspect, coders=coders, label=self.label, part=self.part, tally=tally)

    def _tally(self, coefficient: Coefficient, chosen: Ratings, design: Design) -> Tally:
        why = self.why_not or (self.no_chance if coefficient.name != percent.NAME else "")
        if why:
            convention = " ".join(coefficient.conventions)
            return no_value(name=coefficient.name, convention=convention, ratings=chosen, why=why)
        tally = coefficient.function(chosen)
        in_text = ASPECTS[self.aspect].of_units and design.unit in _IN_TEXT
        error = None if in_text or coefficient.standard_error is None else coefficient.standard_error(chosen)
        if error is None:
            return tally
        return replace(tally, details={STANDARD_ERROR: error}, convention=f"{tally.convention} {_INDEPENDENT}")

    def chosen(self, design: Design, coders: Columns) -> Ratings:
        """Return the ratings of some coders, and nothing that only others have a part in.

        What fewer than two of these coders coded is left out, of chance as well: two coders have the same numbers
        whoever else there is, and whatever either of them coded alone. Of units those are left out, too, that none of
        these coders marked, where the design has it so.
        """
        found = paired(self.ratings(coders))
        if ASPECTS[self.aspect].of_units and design.leaves_out_unmarked:
            found = without_unmarked(found)
        if self.read is None:
            return found if found.ordered else found.trimmed()
        answered = self.read(found)
        used = answered.trimmed()
        # Where all say no, or all say yes, it cannot be told from chance, whatever a coefficient makes of it.
        return used if len(used.categories) < 2 else answered

    def _unmarked(self, design: Design) -> str:
        if not ASPECTS[self.aspect].of_units:
            return ""
        return _PLACES if design.unit is UnitKind.SPANS else UNMARKED[design.unmarked]


def fitting(scale: Scale, coders: int, names: Sequence[str] = ()) -> list[Coefficient]:
    """Return the coefficients for values of a scale and so many coders; `names`: those alone, empty for all."""
    return [
        one
        for one in ON_RATINGS
        if one.scale in _FITS[scale] and one.coders in (None, coders) and (not names or one.name in names)
    ]
