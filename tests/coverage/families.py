"""What is simulated: families of populations, each as tallies with the coefficient's name and what it is over."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from annotator.agreement.input.units import UnitKind, Unmarked
from annotator.agreement.span_coefficients import SEGMENTATION
from annotator.agreement.study.compared import IN_TEXT
from annotator.agreement.study.study import ASPECTS
from annotator.agreement.study.study_input import Computed
from annotator.agreement.tally import Tally
from tests.coverage import texts, units


class Row(NamedTuple):
    """A coefficient by name, and what it is `over`."""

    coefficient: str
    over: str


OVER_UNITS, OVER_STEPS, OVER_HARSH = "units of a document", "ranked values, numbers, sets", "documents alike or unlike"
OVER_UNEQUAL = "documents of very unequal length"
OVER_SPANS, OVER_BOUNDARIES = "spans", "boundaries"
OVER = {
    UnitKind.CHARACTERS: "characters",
    UnitKind.WORDS: "words",
    UnitKind.SENTENCES: "sentences",
    UnitKind.SPANS: "passages",
    UnitKind.DOCUMENTS: "whole documents",
}
_GAMMA_SAMPLES, _GAMMA_DOCUMENTS = 10, 500


def of_units() -> Iterator[tuple[Row, Tally]]:
    """Yield the coefficients on units, with several categories and coders, and with missing values."""
    kinds = {
        OVER_UNITS: units.NOMINAL,
        OVER_STEPS: units.STEPS,
        OVER_HARSH: units.HARSH,
        OVER_UNEQUAL: units.UNEQUAL,
    }
    for number, (over, one) in enumerate((over, one) for over, many in kinds.items() for one in many):
        for name, tally in units.tallies(one, number):
            yield Row(name, over), tally


def of_texts() -> Iterator[tuple[Row, Tally]]:
    """Yield the coefficients on what coders marked in texts."""
    for number, one in enumerate(texts.TEXTS):
        for unit in OVER:
            for found in texts.figures(one, number, unit):
                over = _over(found, unit)
                # What is on spans, or on what was found, is the same whatever the unit.
                if over != OVER_SPANS or unit is UnitKind.CHARACTERS:
                    yield Row(found.tally.coefficient, over), found.tally
        for found in texts.figures(one, number, UnitKind.CHARACTERS, Unmarked.LEFT_OUT):
            if ASPECTS[found.aspect].of_units and not found.counts_decisions:
                yield Row(found.tally.coefficient, "marked characters"), found.tally


def _over(found: Computed, unit: UnitKind) -> str:
    if found.tally.coefficient in {one.name for one in SEGMENTATION}:
        return OVER_BOUNDARIES if unit in IN_TEXT else OVER_SPANS
    return OVER[unit] if ASPECTS[found.aspect].of_units and not found.counts_decisions else OVER_SPANS


def of_gamma() -> Iterator[tuple[Row, Tally]]:
    """Yield gamma, gamma-cat and gamma-k."""
    for number, one in enumerate(texts.TEXTS):
        if one.coders == 2 or one.rate < 10:
            small = texts.TextsDrawn(rate=one.rate, errors=one.errors, coders=one.coders, documents=_GAMMA_DOCUMENTS)
            for found in texts.gammas(small, number, _GAMMA_SAMPLES):
                yield Row(found.tally.coefficient, OVER_SPANS), found.tally


FAMILIES: Mapping[str, Callable[[], Iterator[tuple[Row, Tally]]]] = {
    "units": of_units,
    "texts": of_texts,
    "gamma": of_gamma,
}
