"""Dispersion: whether a phrase is used all over a corpus, or in a few of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Over the parts of a corpus.

    `parts`: how many there are; `reach`: in how many the phrase is used, its range. `juilland`: Juilland's D, 1 where
    it is used evenly, 0 where in one part alone; `dp`: the deviation of proportions, 0 where it is used as the sizes of
    the parts lead one to expect, near 1 where in a small part alone; `dp_norm`: the same, with 1 as its largest value.
    None of a single part, of which nothing can be said.
    """

    parts: int
    reach: int
    juilland: float | None
    dp: float | None
    dp_norm: float | None


def dispersion(parts: Sequence[tuple[int, int]]) -> Dispersion:
    """Return the dispersion by how often a phrase is used in each part, and how large the part is, more than 0.

    Juilland's D is of the shares in the parts, so that these may differ in size, and of the deviation that divides by
    the number of parts: Gries, Dispersions and adjusted frequencies in corpora, International Journal of Corpus
    Linguistics 13 (2008), where DP is from, too. `dp_norm` divides by 1 less the share of the smallest part: Lijffijt
    and Gries, Correction to Dispersions and adjusted frequencies in corpora, the same journal, 17 (2012). Raises
    `ValueError` where the phrase is used nowhere, or a part is empty.
    """
    used, whole = sum(number for number, _ in parts), sum(size for _, size in parts)
    if not used or any(size <= 0 for _, size in parts):
        raise ValueError("a phrase is dispersed where it is used, over parts that have words")
    reach = sum(1 for number, _ in parts if number)
    if len(parts) == 1:
        return Dispersion(1, reach, None, None, None)
    dp = sum(abs(number / used - size / whole) for number, size in parts) / 2
    most = 1 - min(size for _, size in parts) / whole
    return Dispersion(len(parts), reach, _juilland(parts), dp, min(1.0, dp / most))


def _juilland(parts: Sequence[tuple[int, int]]) -> float:
    shares = [number / size for number, size in parts]
    mean = sum(shares) / len(shares)
    deviation = sqrt(sum((share - mean) ** 2 for share in shares) / len(shares))
    return min(1.0, max(0.0, 1 - deviation / mean / sqrt(len(shares) - 1)))
