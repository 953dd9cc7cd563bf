"""How far a coding looks wrong: in [0, 1], from what a model makes of it and from how like passages are coded.

Two signs are weighed. That it is not what is probably right, under a model of coders who err. And that passages of
nearly the same words, elsewhere, have another label: the more of them there are and the less they differ among
themselves, the more that says. Both together count for more than either: 1 - (1 - a)(1 - b).

Klie, J.-C., Webber, B. & Gurevych, I. (2023). Annotation error detection: analyzing the past and present for a more
coherent future. Computational Linguistics, 49(1), 157-198: label entropy (Hollenstein et al. 2016), and disagreement
with what is modelled.
"""

import math
from collections import Counter
from collections.abc import Hashable
from typing import NamedTuple


class Likeness(NamedTuple):
    """How passages of like words elsewhere are coded.

    `others`: how many there are; `same`: how many of them have this label, `usual` how many the label that most have,
    `label`. `entropy`: of the labels of all, this one's too, in bits: 0 where all have one.
    """

    others: int = 0
    same: int = 0
    usual: int = 0
    label: Hashable = None
    entropy: float = 0.0

    @property
    def suspicion(self) -> float:
        """How far it looks wrong by that, in [0, 1): by how many more have the usual label, as a share of one more."""
        return max(0, self.usual - self.same) / (self.others + 1)


def likeness(label: Hashable, elsewhere: Counter[Hashable]) -> Likeness:
    """Return how the labels of like passages stand to that of one; None among them is a passage without any."""
    if not elsewhere:
        return Likeness()
    most, usual = max(elsewhere.items(), key=lambda pair: (pair[1], pair[0] == label, str(pair[0])))
    return Likeness(elsewhere.total(), elsewhere[label], usual, most, entropy(elsewhere + Counter([label])))


def entropy(counts: Counter[Hashable]) -> float:
    """Return the entropy of how often each label is there, in bits."""
    total = counts.total()
    return -sum(count / total * math.log2(count / total) for count in counts.values()) + 0.0


class Suspicion(NamedTuple):
    """How far a coding looks wrong. `against`: how likely something else is right, 0 where no model says anything.

    `part`: of what that is said: empty for the label, else the id of an attribute or slot.
    """

    against: float = 0.0
    part: str = ""
    like: Likeness = Likeness()

    @property
    def score(self) -> float:
        """Both signs together, in [0, 1]."""
        return 1 - (1 - self.against) * (1 - self.like.suspicion)
