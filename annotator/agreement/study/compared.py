"""What is compared, and the coefficients that fit it, for all coders and for each pair."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.coefficients import percent
from annotator.agreement.coefficients.chance_corrected import no_value
from annotator.agreement.coefficients.standard_errors import NAME as STANDARD_ERROR
from annotator.agreement.coefficients.standard_errors import overall
from annotator.agreement.input.grouped_rows import Columns
from annotator.agreement.input.ratings import Ratings, paired
from annotator.agreement.input.units import UNCODED, UNMARKED, Uncoded, UnitKind, without_unmarked
from annotator.agreement.registry import ON_RATINGS
from annotator.agreement.study.part_ratings import RatingsOf
from annotator.agreement.study.study import ASPECTS, Aspect, Design
from annotator.agreement.study.study_input import Computed, StudyInput, explained
from annotator.agreement.tally import Tally
from annotator.model.attribute_kinds import Scale
from annotator.model.ids import LabelId

IN_TEXT = (UnitKind.CHARACTERS, UnitKind.WORDS, UnitKind.SENTENCES)
_INDEPENDENT = (
    "The standard error takes units to be independent of each other, which those of one document rarely are: the "
    "interval over documents is the one to quote."
)
_PLACES = "What nobody marked cannot be counted in spans and is left out."
_FITS = {
    Scale.NOMINAL: (Scale.NOMINAL,),
    Scale.SETS: (Scale.NOMINAL, Scale.SETS),
    Scale.ORDINAL: (Scale.NOMINAL, Scale.ORDINAL),
    Scale.RATIO: (Scale.NOMINAL, Scale.INTERVAL, Scale.RATIO),
}
"""For what is compared, of which scale a coefficient may be."""


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """What is compared. `ratings`: those of some coders; `said`: what they are of, as a sentence.

    `is_open`: whether there is no telling how many categories there are, as of names. `read`: what is compared of the
    ratings, after the coders were chosen. `why_not`: why nothing can be had here; `no_chance`: why nothing can that
    takes off what chance gives. `among`: of how many places those are a part that some coders can be compared on.
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
    among: Callable[[Columns], float] | None = None

    def figures(self, study_input: StudyInput, groups: Sequence[Columns] | None = None) -> Iterator[Computed]:
        """Yield each coefficient that fits; without `groups` of coders for all and for each pair."""
        design = study_input.design
        said = said_of(self.said, self.aspect, design)
        for coders in study_input.groups if groups is None else groups:
            chosen = self.chosen(design, coders)
            among = self.among(coders) if self.among is not None else 0
            for coefficient in fitting(self.scale, len(coders), design.coefficients):
                if not (self.is_open and coefficient.counts_categories):
                    tally = replace(explained(self._tally(coefficient, chosen, design), said), among=among)
                    yield Computed(aspect=self.aspect, coders=coders, label=self.label, part=self.part, tally=tally)

    def _tally(self, coefficient: Coefficient, chosen: Ratings, design: Design) -> Tally:
        why = self.why_not or (self.no_chance if coefficient.name != percent.NAME else "")
        if why:
            convention = " ".join(coefficient.conventions)
            return no_value(name=coefficient.name, convention=convention, ratings=chosen, why=why)
        return with_error(coefficient.function(chosen), published_error(coefficient, chosen, self.aspect, design))

    def chosen(self, design: Design, coders: Columns) -> Ratings:
        """Return the ratings of some coders, of which nothing but what is compared was read."""
        found = of_coders(self.ratings, self.aspect, design, coders)
        if self.read is None:
            return found.trimmed()
        answered = self.read(found)
        used = answered.trimmed()
        # Where all say no, or all say yes, it cannot be told from chance, whatever a coefficient makes of it.
        return used if len(used.categories) < 2 else answered


def of_coders(ratings: RatingsOf, aspect: Aspect, design: Design, coders: Columns) -> Ratings:
    """Return the ratings of some coders, and nothing that only others have a part in.

    What fewer than two of these coders coded is left out, of chance as well: two coders have the same numbers whoever
    else there is, and whatever either of them coded alone. Of units those are left out, too, that none of these coders
    marked, where the design has it so.
    """
    found = paired(ratings(coders))
    return without_unmarked(found) if ASPECTS[aspect].of_units and design.leaves_out_unmarked else found


def may_have_error(aspect: Aspect, design: Design) -> bool:
    """Return whether units may be independent, as published standard errors take them: not where they are of text."""
    return not (ASPECTS[aspect].of_units and design.unit in IN_TEXT)


def published_error(coefficient: Coefficient, ratings: Ratings, aspect: Aspect, design: Design) -> float | None:
    """Return the published standard error, None where there is none."""
    if coefficient.standard_error is None or not may_have_error(aspect, design):
        return None
    return overall(coefficient.standard_error, ratings)


def with_error(tally: Tally, error: float | None) -> Tally:
    """Return a tally with its published standard error, if there is one."""
    if error is None:
        return tally
    details = {**tally.details, STANDARD_ERROR: error}
    return replace(tally, details=details, convention=f"{tally.convention} {_INDEPENDENT}")


def found_by_any(ratings: RatingsOf, coders: Columns) -> float:
    """Return how many units some coders said anything of, alone or not."""
    return float(ratings(coders).weight.sum())


def said_of(said: str, aspect: Aspect, design: Design) -> str:
    """Return what is compared as a sentence, with what becomes of units that nobody marked."""
    if not ASPECTS[aspect].of_units:
        return said
    return f"{said} {left_unsaid(design)}".strip()


def left_unsaid(design: Design) -> str:
    """Return what becomes of what nobody marked, or a coder left without a code, as a sentence."""
    if design.unit is UnitKind.SPANS:
        return _PLACES
    if design.unit is UnitKind.UNITS:
        others = f" {UNMARKED[design.unmarked]}" if design.uncoded is Uncoded.COUNTED else ""
        return f"{UNCODED[design.uncoded]}{others}"
    return UNMARKED[design.unmarked]


def fitting(scale: Scale, coders: int, names: Sequence[str] = ()) -> list[Coefficient]:
    """Return the coefficients for values of a scale and so many coders; `names`: those alone, empty for all."""
    return [
        one
        for one in ON_RATINGS
        if one.scale in _FITS[scale] and one.coders in (None, coders) and (not names or one.name in names)
    ]
