"""The list of coefficients, from which the command line, the window, the report and the manual read."""

from collections.abc import Mapping

from annotator.agreement.coefficient import Coefficient, CoefficientEntry
from annotator.agreement.coefficients import alpha, brennan, conger, fleiss, gwet, kappa, percent, pi
from annotator.agreement.span_coefficients import GAMMA, SCORES, SEGMENTATION, UNITIZING

ON_RATINGS: tuple[Coefficient, ...] = (
    *percent.COEFFICIENTS,
    *pi.COEFFICIENTS,
    *kappa.COEFFICIENTS,
    *fleiss.COEFFICIENTS,
    *conger.COEFFICIENTS,
    *brennan.COEFFICIENTS,
    *alpha.COEFFICIENTS,
    *gwet.COEFFICIENTS,
)
ON_SPANS: tuple[CoefficientEntry, ...] = (*UNITIZING, *SCORES, *SEGMENTATION, *GAMMA)
COEFFICIENTS: tuple[CoefficientEntry, ...] = (*ON_RATINGS, *ON_SPANS)
"""All of them, each once, in the order in which they are shown."""
BY_NAME: Mapping[str, CoefficientEntry] = {one.name: one for one in COEFFICIENTS}
NAMES = tuple(BY_NAME)
SYMBOLS: Mapping[str, str] = {one.name: one.symbol for one in COEFFICIENTS}
HEADLINES = frozenset(
    {
        "percent",
        "alpha-nominal",
        "alpha-ordinal",
        "alpha-ratio",
        "alpha-masi",
        "cohen-kappa",
        "ac1",
        "f1-strict",
        "f1-overlap",
        "boundary",
        "boundary-similarity",
        "f1-dyads",
        "u-alpha",
        "gamma",
    }
)
"""Those that are shown first; the others are a choice away."""


def title_of(name: str) -> str:
    """Return what a coefficient is called."""
    return BY_NAME[name].title
