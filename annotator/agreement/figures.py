"""The figures of a study: which coefficients are reckoned on what, one after the other.

A figure is not a number yet but a `Tally`, from which its value, its interval and its value by document are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.agreement import parts
from annotator.agreement.alpha import alpha
from annotator.agreement.coefficient import Coefficient, Scale
from annotator.agreement.material import Material, Prepared, Reckoned, explained
from annotator.agreement.places import Values, places_in, ratings_at
from annotator.agreement.ratings import Ratings, Value
from annotator.agreement.registry import ON_RATINGS
from annotator.agreement.span_table import span_table
from annotator.agreement.spans import on_spans
from annotator.agreement.study import Aspect, Design
from annotator.agreement.tally import Tally
from annotator.agreement.units import UNMARKED, UnitKind, any_label, marked, ratings_on, without_unmarked
from annotator.model.ids import LabelId

_ONE_LABEL = "A unit counts as marked or not with this label."
_ALL_LABELS = "A unit's category is the set of labels on it."
_ANY_LABEL = "A unit counts as marked or not, whatever its label."
_PLACES = "What nobody marked cannot be counted in spans and is left out."
_FITS = {
    Scale.NOMINAL: (Scale.NOMINAL,),
    Scale.SETS: (Scale.NOMINAL, Scale.SETS),
    Scale.ORDINAL: (Scale.NOMINAL, Scale.ORDINAL),
    Scale.RATIO: (Scale.NOMINAL, Scale.INTERVAL, Scale.RATIO),
}
"""For what is compared, of which scale a coefficient may be."""


def prepare(material: Material) -> Prepared:
    """Return a material with what its figures are reckoned from."""
    places = places_in(material.texts, material.coders, material.ids)
    table = span_table(material.texts, material.coders, material.ids)
    if material.design.unit is UnitKind.SPANS:
        ratings = ratings_at(places, len(material.texts), len(material.coders), parts.labels_at)
    else:
        ratings = ratings_on(material.design.unit, material.texts, table)
    return Prepared(material, table, places, ratings)


def reckon(prepared: Prepared) -> Iterator[Reckoned]:
    """Yield the figures of a study, but for gamma."""
    for one in (*_whole(prepared), *_taken_apart(prepared), *on_spans(prepared)):
        if prepared.material.design.wants(one.tally.coefficient):
            yield one


def whole_tally(prepared: Prepared) -> Tally:
    """Return the nominal alpha of all coders on all labels, which is looked up document by document."""
    return alpha(_Compared(Aspect.ALL, prepared.ratings, _ALL_LABELS).chosen(prepared.material.design))


def _whole(prepared: Prepared) -> Iterator[Reckoned]:
    material, ratings = prepared.material, prepared.ratings
    yield from _Compared(Aspect.ALL, ratings, _ALL_LABELS, scale=Scale.SETS).figures(material)
    for label in material.ids:
        yield from _Compared(Aspect.ALL, marked(ratings, label), _ONE_LABEL, label).figures(material)
    yield from _Compared(Aspect.FOUND, any_label(ratings), _ANY_LABEL).figures(material)


def _taken_apart(prepared: Prepared) -> Iterator[Reckoned]:
    material = prepared.material

    def ratings(values: Values, categories: Sequence[Value] = ()) -> Ratings:
        return ratings_at(prepared.places, len(material.texts), len(material.coders), values, categories)

    fillings = [text.fillings for text in material.texts]
    given = ratings(parts.label_at)
    yield from _Compared(Aspect.LABEL, given, parts.ON_LABEL).figures(material)
    for label in material.ids:
        yield from _Compared(Aspect.LABEL, parts.is_label(given, label), parts.ON_LABEL, label).figures(material)
    for one in material.labels:
        for attribute in one.attributes:
            found = ratings(parts.attribute_at(one.id, attribute), parts.order_of(attribute))
            said, scale = parts.convention_of(attribute), parts.scale_of(attribute)
            yield from _Compared(Aspect.ATTRIBUTE, found, said, one.id, attribute.id, scale).figures(material)
        if one.names_actors:
            found = ratings(parts.actor_at(one.id))
            yield from _Compared(Aspect.ATTRIBUTE, found, parts.ON_ACTOR, one.id, parts.ACTOR).figures(material)
        for role in one.roles:
            found = ratings(parts.slot_at(one.id, role.id, fillings))
            yield from _Compared(Aspect.SLOT, found, parts.ON_SLOT, one.id, role.id, Scale.SETS).figures(material)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Ratings, and what they are of. `said`: what is compared, as a sentence."""

    aspect: Aspect
    ratings: Ratings
    said: str
    label: LabelId | None = None
    part: str = ""
    scale: Scale = Scale.NOMINAL

    def figures(self, material: Material) -> Iterator[Reckoned]:
        """Yield each coefficient that fits, for all coders and for each pair."""
        design = material.design
        said = f"{self.said} {self._unmarked(design)}".strip()
        for coders in material.groups:
            chosen = self.chosen(design, coders)
            for coefficient in fitting(self.scale, len(coders), design.coefficients):
                tally = explained(coefficient.function(chosen), said)
                yield Reckoned(aspect=self.aspect, coders=coders, label=self.label, part=self.part, tally=tally)

    def chosen(self, design: Design, coders: Sequence[int] = ()) -> Ratings:
        """Return the ratings of some coders, as the design has it with the units that nobody marked."""
        of_all = not coders or len(coders) == self.ratings.coders
        found = self.ratings if of_all else self.ratings.of_coders(coders)
        on_units = self.aspect in (Aspect.ALL, Aspect.FOUND)
        return without_unmarked(found) if on_units and design.leaves_out_unmarked else found

    def _unmarked(self, design: Design) -> str:
        if self.aspect not in (Aspect.ALL, Aspect.FOUND):
            return ""
        return _PLACES if design.unit is UnitKind.SPANS else UNMARKED[design.unmarked]


def fitting(scale: Scale, coders: int, names: Sequence[str] = ()) -> list[Coefficient]:
    """Return the coefficients for values of a scale and so many coders; `names`: those alone, empty for all."""
    return [
        one
        for one in ON_RATINGS
        if one.scale in _FITS[scale] and one.coders in (None, coders) and (not names or one.name in names)
    ]
