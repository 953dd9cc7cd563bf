"""The list of coefficients, from which the command line, the window and the manual read."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from annotator.agreement.alpha import NAME as ALPHA
from annotator.agreement.alpha import alpha_nominal
from annotator.agreement.kappa import NAME as KAPPA
from annotator.agreement.kappa import cohen_kappa
from annotator.agreement.observed import NAME as PERCENT
from annotator.agreement.observed import percent_agreement
from annotator.agreement.overlap import EXACT, OVERLAP, Matches, exact_f1, overlap_f1
from annotator.agreement.results import Result
from annotator.agreement.units import Table

Input = TypeVar("Input", Table, Matches)


class Scale(StrEnum):
    """Of what kind the values are that a coefficient compares."""

    NOMINAL = "nominal"
    SPANS = "spans"


@dataclass(frozen=True, slots=True)
class Coefficient(Generic[Input]):
    """A coefficient. `coders`: how many it compares at most, None for any number."""

    name: str
    title: str
    scale: Scale
    coders: int | None
    citation: str
    function: Callable[[Input], Result]


ON_UNITS: tuple[Coefficient[Table], ...] = (
    Coefficient(
        PERCENT,
        "Percent agreement",
        Scale.NOMINAL,
        None,
        "Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.). Advanced Analytics.",
        percent_agreement,
    ),
    Coefficient(
        KAPPA,
        "Cohen's kappa",
        Scale.NOMINAL,
        2,
        "Cohen, J. (1960). A coefficient of agreement for nominal scales. "
        "Educational and Psychological Measurement 20(1), 37-46.",
        cohen_kappa,
    ),
    Coefficient(
        ALPHA,
        "Krippendorff's alpha (nominal)",
        Scale.NOMINAL,
        None,
        "Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania.",
        alpha_nominal,
    ),
)
_HRIPCSAK = (
    "Hripcsak, G. & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information retrieval. "
    "Journal of the American Medical Informatics Association 12(3), 296-298."
)
ON_SPANS: tuple[Coefficient[Matches], ...] = (
    Coefficient(EXACT, "F1 of spans, same extents", Scale.SPANS, 2, _HRIPCSAK, exact_f1),
    Coefficient(OVERLAP, "F1 of spans, overlapping", Scale.SPANS, 2, _HRIPCSAK, overlap_f1),
)
COEFFICIENTS: tuple[Coefficient[Table] | Coefficient[Matches], ...] = (*ON_UNITS, *ON_SPANS)
