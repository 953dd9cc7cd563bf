"""WindowDiff and Pk: a window slides over a text, and is wrong where two coders' boundaries in it are not alike.

Pevzner, L. & Hearst, M. A. (2002). A Critique and Improvement of an Evaluation Metric for Text Segmentation.
Computational Linguistics 28(1), 19-36. Beeferman, D., Berger, A. & Lafferty, J. (1999). Statistical Models for Text
Segmentation. Machine Learning 34(1-3), 177-210. Both leave open how a width is rounded; two units at least, and no
window beyond the ends, are as in Fournier's program segeval.
"""

from typing import NamedTuple

import numpy as np

from annotator.agreement.input.ratings import Ints
from annotator.agreement.input.stretches import added_up
from annotator.agreement.plus_one import Errors
from annotator.agreement.spans.cuts import CUTS, NO_CUTS, Cuts
from annotator.agreement.tally import Array, Estimate, Tally

_LEAST = 2
WINDOW_DIFF, PK = "window-diff", "pk"
_WINDOWS = (
    f"{CUTS} Each coder is the reference in turn, and the value is the mean of both. A window spans half the mean "
    "length of the reference's segments in the document, k units: to the nearest whole number, halves up, 2 at least. "
    "Of N units there are N - k windows, none beyond the ends. Documents weigh as many places as they have, N - 1, "
    "which n counts."
)
CONVENTIONS = {
    WINDOW_DIFF: f"A window is wrong where the coders have not as many boundaries in it. {_WINDOWS}",
    PK: f"A window is wrong where one coder has a boundary in it and the other has none. {_WINDOWS}",
}


class SegmentWindows(NamedTuple):
    """What is wrong between two coders, (documents,) each. `places`: between two units; 0 where nobody cut the text.

    `by_number`, `by_presence`: the share of windows that are wrong for WindowDiff and for Pk, the mean over the
    references. `size`: of a window, likewise.
    """

    cuts: Cuts
    places: Array
    by_number: Array
    by_presence: Array
    size: Array


def segment_windows(cuts: Cuts, pair: tuple[int, int]) -> SegmentWindows:
    """Return the windows of two coders, by number, over spans of all labels."""
    any_label = len(cuts.labels) * cuts.line
    both = [found[cuts.part(found, None)] - any_label for found in cuts.of(pair)]
    units, documents = np.diff(cuts.starts), len(cuts.present)
    counts = [added_up(cuts.documents_of(found), np.ones(len(found)), documents) for found in both]
    cut = (counts[0] > 0) | (counts[1] > 0)
    sizes = [_size(units, count) for count in counts]
    shares = [_wrong(cuts, both, size) / np.maximum(units - size, 1) for size in sizes]
    by_number, by_presence = np.mean(shares, axis=0)
    return SegmentWindows(cuts, np.where(cut, units - 1, 0), by_number, by_presence, np.mean(sizes, axis=0))


def _size(units: Ints, cuts: Array) -> Ints:
    """Return (documents,): of how many units a window is, by the cuts of the reference."""
    half = np.floor(units / (2 * (cuts + 1)) + 0.5).astype(np.int64)
    return np.asarray(np.maximum(1, np.minimum(np.maximum(half, _LEAST), units - 1)))


def _wrong(cuts: Cuts, both: list[Ints], size: Ints) -> Array:
    """Return (2, documents): how many windows are wrong, of as many units in each document as `size` says.

    A cut before unit b is in the windows that begin with the units from b - size to b - 1, as far as there are such. So
    what is in a window changes only where these begin and end, and all between two changes are counted at once.
    """
    steps = [_steps(cuts, found, size) for found in both]
    at = np.concatenate([place for place, _ in steps])
    order = np.argsort(at, kind="stable")
    there = [np.zeros(len(at), dtype=np.int64), np.zeros(len(at), dtype=np.int64)]
    there[0][: len(steps[0][0])], there[1][len(steps[0][0]) :] = steps[0][1], steps[1][1]
    first, second = (np.cumsum(one[order]) for one in there)
    windows = np.append(np.diff(at[order]), 0) if len(at) else at
    document = np.searchsorted(cuts.starts, at[order], "right") - 1
    wrong = first != second, (first > 0) != (second > 0)
    return np.stack([added_up(document, windows * one, len(size)) for one in wrong])


def _steps(cuts: Cuts, found: Ints, size: Ints) -> tuple[Ints, Ints]:
    """Return the windows (by their first unit) with which cuts begin or cease to be in one, and whether they begin."""
    document = cuts.documents_of(found)
    start, stop = cuts.starts[document], cuts.starts[document + 1] - size[document]
    begin, end = np.maximum(found - size[document], start), np.minimum(found, stop)
    up = np.ones(len(found), dtype=np.int64)
    return np.concatenate((begin, end)), np.concatenate((up, -up))


def window_diff(windows: SegmentWindows) -> Tally:
    """Return 1 - WindowDiff."""
    return _tally(windows, WINDOW_DIFF, windows.by_number)


def pk(windows: SegmentWindows) -> Tally:
    """Return 1 - Pk."""
    return _tally(windows, PK, windows.by_presence)


def _tally(windows: SegmentWindows, name: str, wrong: Array) -> Tally:
    places = windows.places.sum()
    # A boundary that one coder has alone is in as many windows as these are wide.
    decision = float((windows.places * windows.size).sum() / places) if places else 1.0
    return Tally(
        coefficient=name,
        sums=np.column_stack((windows.places * wrong, windows.places)),
        finish=_right,
        undefined=lambda total: NO_CUTS,
        n=windows.places,
        convention=f"{CONVENTIONS[name]} Units are {windows.cuts.unit}.",
        decision=decision,
        lowest=0.0,
    )


def _right(sums: Array) -> Estimate:
    wrong, places = np.moveaxis(sums, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Estimate(1 - wrong / places, errors=Errors(wrong, places))
