"""How far the categories of aligned units differ: the terms of gamma-cat and gamma-k.

Mathet, Y. (2017). The Agreement Measure γcat, a Complement to γ Focused on Categorization of a Continuum. Computational
Linguistics 43(3), 661-681. Each pair of real units in a unitary alignment of k real units has the weight
max(0, 1 - alpha d_pos / Δ∅) / (k - 1): pairs that hardly overlap say little of categories, and a unit weighs 1 however
many others it is aligned with. Gamma-k takes the pairs in which one unit at least is of category k.
"""

import numpy as np

from annotator.agreement.gamma.alignment import Alignments
from annotator.agreement.gamma.continuum import Dissimilarity
from annotator.agreement.input.ratings import Ints
from annotator.agreement.tally import Array


def category_terms(found: Alignments, dissimilarity: Dissimilarity, categories: int) -> Array:
    """Return (continua, 1 + categories, 3), for all pairs and for those in which one unit at least is of each category.

    The weight of pairs whose categories differ; that of all pairs of real units; the number of pairs of a real unit and
    an empty one, which gamma-cat leaves out.
    """
    units, members = found.units, found.members
    sizes = (members >= 0).sum(axis=0)
    one, other = np.triu_indices(len(members), 1)
    pair, at = np.nonzero((members[one] >= 0) & (members[other] >= 0))
    left, right = members[one[pair], at], members[other[pair], at]
    positional = dissimilarity.positional(units.start[left], units.stop[left], units.start[right], units.stop[right])
    weight = np.maximum(0, 1 - dissimilarity.alpha * positional / dissimilarity.empty) / (sizes[at] - 1)
    differs = units.category[left] != units.category[right]
    coder, place = np.nonzero(members >= 0)
    real = members[coder, place]
    width = 1 + categories

    def added(unit: Ints, which: Ints, value: Array) -> Array:
        """Return (continua, width): values by the continuum of a unit and `which` of the sums they belong to."""
        cell = units.continuum[unit] * width + which
        return np.bincount(cell, value, minlength=units.continua * width).astype(np.float64).reshape(-1, width)

    def of_pairs(value: Array) -> Array:
        ours = added(left, np.zeros_like(left), value) + added(left, 1 + units.category[left], value)
        return ours + added(right, 1 + units.category[right], value * differs)

    empties = (len(members) - sizes[place]).astype(np.float64)
    lone = added(real, np.zeros_like(real), empties) + added(real, 1 + units.category[real], empties)
    return np.stack([of_pairs(weight * differs), of_pairs(weight), lone], axis=2)
