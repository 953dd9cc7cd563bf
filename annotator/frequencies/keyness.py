"""Keyness: whether a phrase is used more, or less, in some texts than in others, and how much.

Log-likelihood G² says how sure that is, the log ratio how large. G² has all four cells of the table, as in Dunning,
Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19 (1993); `g2_of_use` has
the two of the phrase itself, as Rayson and Garside, Comparing corpora using frequency profiling (2000), and the
log-likelihood wizard of Lancaster compute it. A cell with 0 adds 0, the limit of x ln x.

As in any test of words, their uses are taken for independent, which those in one text are not: a phrase with a large G²
that stands in few documents is told by its dispersion.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, log, log2, sqrt

DEGREES = 1
"""Degrees of freedom of G²: two rows by two columns."""


@dataclass(frozen=True, slots=True)
class WordUse:
    """How often something is used among all that is there: words, or runs of as many words."""

    number: int
    size: int

    @property
    def share(self) -> float:
        """Of all, 0 where nothing is there."""
        return self.number / self.size if self.size else 0.0


@dataclass(frozen=True, slots=True)
class Keyness:
    """A phrase in some texts against others.

    `g2`, `g2_of_use`: log-likelihood, at least 0; `p`: of `g2`, with one degree of freedom. `log_ratio`: the binary
    logarithm of the ratio of the shares, 1 for twice as often. `difference`: %DIFF, by how many per cent the share is
    larger; None where the others have none. `ell`: the effect size from 0 to 1; None where nothing is expected.
    """

    g2: float
    g2_of_use: float
    p: float
    log_ratio: float
    difference: float | None
    ell: float | None


def keyness(one: WordUse, other: WordUse) -> Keyness:
    """Compare two uses. Raises `ValueError` where one is larger than its texts, or there are no texts.

    Log ratio: Hardie, Log ratio: an informal introduction (2014); a 0 is taken for 0.5 there, so that the ratio is a
    number. %DIFF: Gabrielatos and Marchi, Keyness: matching metrics to definitions (2011), who put a tiny number in the
    place of a 0; here it is undefined. ELL: Johnston, Berry and Mielke, Measures of effect size for chi-squared and
    likelihood-ratio goodness-of-fit tests, Perceptual and Motor Skills 103 (2006), of the two cells of the phrase.
    """
    for use in (one, other):
        if not 0 <= use.number <= use.size or not use.size:
            raise ValueError("a phrase is used from 0 times up to the size of its texts, which have at least a word")
    total, used = one.size + other.size, one.number + other.number
    expected = [use.size * used / total for use in (one, other)]
    of_use = _g2(zip((one.number, other.number), expected, strict=True))
    rest = [use.size * (total - used) / total for use in (one, other)]
    of_rest = _g2(zip((one.size - one.number, other.size - other.number), rest, strict=True))
    g2 = max(0.0, of_use + of_rest)
    difference = (one.share - other.share) * 100 / other.share if other.number else None
    return Keyness(g2, max(0.0, of_use), p_of(g2), _log_ratio(one, other), difference, _ell(of_use, used, expected))


def _g2(cells: "zip[tuple[int, float]]") -> float:
    return 2 * sum(seen * log(seen / expected) for seen, expected in cells if seen)


def p_of(g2: float) -> float:
    """Return how probable so large a G² is by chance, with one degree of freedom."""
    return erfc(sqrt(g2 / 2))


def _log_ratio(one: WordUse, other: WordUse) -> float:
    if not one.number and not other.number:
        return 0.0
    return log2(((one.number or 0.5) / one.size) / ((other.number or 0.5) / other.size))


def _ell(g2: float, used: int, expected: Sequence[float]) -> float | None:
    """Return G² as a share of the largest that it could be: where all uses are in the smaller texts."""
    least = min(expected)
    most = 2 * used * log(used / least) if used else 0.0
    return min(1.0, max(0.0, g2 / most)) if most > 0 else None
