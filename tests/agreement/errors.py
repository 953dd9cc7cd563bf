"""Published standard errors of all units together, as one number each."""

from collections.abc import Callable
from typing import Protocol

from annotator.agreement.coefficients.alpha import alpha_errors
from annotator.agreement.coefficients.brennan import brennan_errors
from annotator.agreement.coefficients.conger import conger_errors
from annotator.agreement.coefficients.distance import NOMINAL, Distance
from annotator.agreement.coefficients.fleiss import fleiss_errors
from annotator.agreement.coefficients.gwet import gwet_errors
from annotator.agreement.coefficients.kappa import cohen_errors
from annotator.agreement.coefficients.percent import percent_errors
from annotator.agreement.coefficients.pi import pi_errors
from annotator.agreement.coefficients.standard_errors import overall
from annotator.agreement.input.ratings import Ratings
from annotator.agreement.tally import Array


class StandardError(Protocol):
    """The standard error of a coefficient, None where it has none."""

    def __call__(self, ratings: Ratings, distance: Distance = NOMINAL) -> float | None: ...


def _of_all(errors: Callable[[Ratings, Array, Distance], Array]) -> StandardError:
    def error(ratings: Ratings, distance: Distance = NOMINAL) -> float | None:
        return overall(lambda one, weight: errors(one, weight, distance), ratings)

    return error


alpha_error = _of_all(alpha_errors)
brennan_error = _of_all(brennan_errors)
cohen_error = _of_all(cohen_errors)
conger_error = _of_all(conger_errors)
fleiss_error = _of_all(fleiss_errors)
gwet_error = _of_all(gwet_errors)
percent_error = _of_all(percent_errors)
pi_error = _of_all(pi_errors)
