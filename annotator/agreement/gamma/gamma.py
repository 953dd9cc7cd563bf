"""Gamma, gamma-cat and gamma-k: agreement on where units are and what they are, over the best alignment of them.

Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The Unified and Holistic Method Gamma (γ) for Inter-Annotator
Agreement Measure and Alignment. Computational Linguistics 41(3), 437-479.
Mathet, Y. (2017). The Agreement Measure γcat, a Complement to γ Focused on Categorization of a Continuum. Computational
Linguistics 43(3), 661-681.

Both are defined for one continuum. Over documents the disorders are averaged, each document weighing as many units as
it has: that is the disorder of all of them end to end, if no unit may be aligned or moved beyond its document.
"""

import numpy as np

from annotator.agreement.gamma.gamma_study import GammaStudy
from annotator.agreement.plus_one import Errors
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.model.errors import NotFound

GAMMA, GAMMA_CAT, GAMMA_K = "gamma", "gamma-cat", "gamma-k"
MONTE_CARLO_ERROR = "Monte Carlo error"
"""In `Result.details`: the standard error that comes of so few samples, by which values differ from seed to seed."""
_NO_UNITS = "No coder marked anything in these documents, so there is nothing to align."
_ONE_CODER = "Units of one coder only: no other coder took part in these documents."
_NO_CHANCE = "Units placed at random would coincide as well, so chance cannot be told from agreement."
_NO_PAIRS = "No units of different coders were aligned that are near enough to compare their categories."
_ONE_CATEGORY = "Units placed at random would not differ in category either, so chance cannot be told from agreement."
_NOWHERE = "No unit of the category “{}” was aligned with one of another coder that is near enough to compare them."


def gamma(found: GammaStudy) -> Tally:
    """Return gamma = 1 - observed / expected disorder.

    Undefined without units, with one coder, and where random units have no disorder.
    """
    disorders = np.array([one.disorders for one in found.found]).reshape(-1, 2)
    units, alone = found.units, found.used.sum(axis=1) * (1 - found.is_compared)

    def finish(sums: Array) -> Estimate:
        observed, expected, total, _ = np.moveaxis(sums, -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(expected > 0, 1 - observed / expected, np.nan)
            details = {"observed disorder": observed / total, "expected disorder": expected / total}
        # A unit that is aligned with none costs 1, and disorders are by half of two coders' units.
        return Estimate(value, details=details, errors=Errors(observed / 2, expected / 2))

    def undefined(total: Array) -> str:
        return _NO_CHANCE if total[2] else _ONE_CODER if total[3] else _NO_UNITS

    (observed, expected), variances = units @ disorders, np.array([one.disorder_variance for one in found.found])
    variance = float((variances * units**2).sum())
    return Tally(
        coefficient=GAMMA,
        sums=np.column_stack([disorders * units[:, None], units, alone]),
        finish=finish,
        undefined=undefined,
        n=units,
        categories=found.categories,
        used=found.used * found.is_compared[:, None],
        convention=f"{_WEIGHED} {convention(found)}",
        details=_error_of(observed, expected, variance),
    )


def gamma_cat(found: GammaStudy, unaligned: bool = False) -> Tally:
    """Return gamma-cat: agreement on the categories of the units that gamma aligned.

    `unaligned`: count a unit, for each coder who has none there, as a pair that differs, of weight 1. By its definition
    gamma-cat leaves such pairs out, as alpha does missing values; some software counted them.
    Undefined where nothing is aligned, and where random units do not differ in category.
    """
    return _of_pairs(GAMMA_CAT, found, 0, found.units, _NO_PAIRS, unaligned)


def gamma_k(found: GammaStudy, category: str, unaligned: bool = False) -> Tally:
    """Return gamma-k: gamma-cat over the pairs in which a unit is of this category, by its name.

    Raises `NotFound` where no unit is of it. Undefined as gamma-cat is.
    """
    if category not in found.categories:
        raise NotFound(f"No unit in these documents is of the category “{category}”.")
    at = found.categories.index(category)
    return _of_pairs(
        GAMMA_K, found, 1 + at, found.used[:, at] * found.is_compared, _NOWHERE.format(category), unaligned
    )


def _of_pairs(name: str, found: GammaStudy, at: int, n: Array, no_pairs: str, unaligned: bool) -> Tally:
    """Return 1 - observed / expected share of differing pairs, of the terms at `at`; `n`: (documents,), its units."""
    terms = np.array([one.terms[:, at] for one in found.found]).reshape(-1, 2, 3)
    pairs_of_each = (terms[..., :2] + unaligned * terms[..., 2:]).reshape(-1, 4)
    alone = found.used.sum(axis=1) * (1 - found.is_compared)

    def finish(sums: Array) -> Estimate:
        differing, pairs, random_differing, random_pairs, _, _ = np.moveaxis(sums, -1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            observed, expected = differing / pairs, random_differing / random_pairs
            value = np.where((pairs > 0) & (random_differing > 0), 1 - observed / expected, np.nan)
            errors = Errors((1 - value) * expected * pairs, expected * pairs)
        return Estimate(value, 1 - observed, 1 - expected, errors=errors)

    def undefined(total: Array) -> str:
        if not total[4]:
            return _ONE_CODER if total[5] else _NO_UNITS
        return _ONE_CATEGORY if total[1] else no_pairs

    differing, pairs, random_differing, random_pairs = pairs_of_each.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed, expected = differing / pairs, random_differing / random_pairs
        slope = np.array([1, -expected, unaligned * (1 - expected)]) / random_pairs
        variances = [slope @ one.term_variances[at] @ slope for one in found.found if one.term_variances is not None]
    variance = float(sum(variances))
    return Tally(
        coefficient=name,
        sums=np.column_stack([pairs_of_each, n, alone]),
        finish=finish,
        undefined=undefined,
        n=n,
        categories=found.categories,
        used=found.used * found.is_compared[:, None],
        convention=f"{_PAIRED} {_UNALIGNED[unaligned]} {convention(found)}",
        details=_error_of(observed, expected, variance),
    )


def _error_of(observed: float, expected: float, variance: float) -> dict[str, float]:
    """Return the Monte Carlo error of 1 - observed / expected, where `expected` was estimated with this variance."""
    with np.errstate(divide="ignore", invalid="ignore"):
        error = float(np.float64(observed) / np.float64(expected) ** 2 * np.sqrt(max(variance, 0.0)))
    return {MONTE_CARLO_ERROR: error} if np.isfinite(error) else {}


_UNPROVEN = (
    "In {} of {} alignments, where too many units lie close together, coders were aligned one by one: "
    "the disorder there is an upper bound."
)
_WEIGHED = "Disorders of documents weigh as many units as they have."
_UNALIGNED = (
    "Units that are aligned with none are left out.",
    "A unit counts as differing from each coder who has none aligned with it.",
)
_PAIRED = (
    "Pairs of aligned units weigh max(0, 1 − α d) ÷ (units aligned − 1) by their distance d; observed and expected "
    "shares of differing pairs are each taken over all documents and samples together."
)


def convention(found: GammaStudy) -> str:
    """Return what was chosen where the literature has several ways, and what could not be done exactly."""
    choices, d = found.choices, found.choices.dissimilarity
    alignments = sum(one.alignments for one in found.found)
    unproven = sum(one.unproven for one in found.found)
    proof = "Every alignment is a best one." if not unproven else _UNPROVEN.format(unproven, alignments)
    precise = f", more where a precision of {choices.precision:g} needs them" if choices.precision else ""
    return (
        f"Combined dissimilarity with α = {d.alpha:g}, β = {d.beta:g}, Δ∅ = {d.empty:g}, categories nominal; a "
        f"discontinuous span counts by its hull. Chance from {choices.samples} samples of each document{precise} "
        f"(seed {choices.seed}), in which coders’ units are moved around the text; the Monte Carlo error is the "
        f"standard error that comes of so few. {proof}"
    )
