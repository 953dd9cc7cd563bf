"""Boundary similarity: how many boundaries two coders share, near misses counting half.

Fournier, C. (2013). Evaluating Text Segmentation using Boundary Edit Distance. Proceedings of the 51st Annual Meeting
of the ACL, 1702-1712. Boundaries are of one type here, so that nothing is substituted.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.stretches import added_up
from annotator.agreement.plus_one import Errors
from annotator.agreement.spans.cuts import CUTS, NO_CUTS, Cuts
from annotator.agreement.tally import Array, Estimate, Tally
from annotator.model.ids import LabelId

NAME = "boundary-similarity"
MATCHED, NEAR, ALONE = "matched", "near misses", "unmatched"
CONVENTION = (
    f"{CUTS} Boundaries one unit apart are a near miss (a transposition, n = 2) and cost a half; of those that are not "
    "at the same place as many are paired as can be. Edits and boundaries of all documents are added up; n counts two "
    "that are paired as one."
)
_KINDS = 3
_FAR = 2
"""Places that a transposition may span; what it costs is how far apart they are, as a share of this."""


@dataclass(frozen=True, slots=True)
class BoundaryEdits:
    """What makes the boundaries of one coder those of another, of all labels and documents at once.

    `counts`: (e,), how many of one kind (0: matched, 1: near, 2: alone) there are at one place; `cells`: (e,), thrice
    the document and the kind; those of a label stand together. `ends`: (k + 2,), where those of each label end, and of
    whatever label, after a 0.
    """

    cuts: Cuts
    cells: Ints
    counts: Ints
    ends: Ints

    def sums(self, label: LabelId | None) -> Array:
        """Return (documents, 3): how many are matched, near and alone, of a label; None: of any."""
        number = self.cuts.number_of(label)
        part, documents = slice(self.ends[number], self.ends[number + 1]), len(self.cuts.present)
        return added_up(self.cells[part], self.counts[part], _KINDS * documents).reshape(documents, _KINDS)


def boundary_edits(cuts: Cuts, pair: tuple[int, int]) -> BoundaryEdits:
    """Return the edits between two coders, by number."""
    matched, runs, sizes = _paired(*cuts.of(pair))
    at = np.concatenate((matched, runs, runs))
    counts = np.concatenate((np.ones(len(matched), dtype=np.int64), sizes // 2, sizes % 2))
    kinds = np.repeat(np.arange(_KINDS), (len(matched), len(runs), len(runs)))
    label = at // cuts.line
    order = np.argsort(label, kind="stable")
    ends = np.searchsorted(label[order], np.arange(len(cuts.labels) + 2))
    return BoundaryEdits(cuts, (_KINDS * cuts.documents_of(at) + kinds)[order], counts[order], ends)


def _paired(first: Ints, second: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the cuts of both coders; where runs of others begin, and how many cuts each has.

    A run is of cuts one unit apart that are the coders' by turns. As many pairs can be made of it as half of them,
    whichever are taken: nothing depends on where one begins, or on who stands first.
    """
    tagged = np.sort(np.concatenate((2 * first, 2 * second + 1)), kind="stable")
    place, side = tagged >> 1, tagged & 1
    same = place[1:] == place[:-1]
    single = np.ones(len(place), dtype=bool)
    single[1:] &= ~same
    single[:-1] &= ~same
    matched, place, side = place[1:][same], place[single], side[single]
    begins = np.ones(len(place), dtype=bool)
    begins[1:] = (np.diff(place) >= _FAR) | (side[1:] == side[:-1])
    at = np.flatnonzero(begins)
    return matched, place[at], np.diff(np.append(at, len(place)))


def boundary_similarity(edits: BoundaryEdits, label: LabelId | None = None) -> Tally:
    """Return B = 1 - (u + t / 2) / (u + t + m), u: unmatched boundaries, t: near misses, m: matched ones.

    With a `label` only the spans with that label are looked at, of both coders.
    """
    sums = edits.sums(label)
    return Tally(
        coefficient=NAME,
        sums=sums,
        finish=_similarity,
        undefined=lambda total: NO_CUTS,
        n=sums.sum(axis=1),
        convention=f"{CONVENTION} Units are {edits.cuts.unit}.",
        lowest=0.0,
    )


def _similarity(sums: Array) -> Estimate:
    matched, near, alone = np.moveaxis(sums, -1, 0)
    cost, pairs = alone + near / _FAR, matched + near + alone
    with np.errstate(divide="ignore", invalid="ignore"):
        details = {MATCHED: matched, NEAR: near, ALONE: alone}
        return Estimate(1 - cost / pairs, details=details, errors=Errors(cost, pairs))
