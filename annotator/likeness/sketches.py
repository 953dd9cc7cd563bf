"""Short sketches of texts, and the pairs whose sketches say that they may be alike.

A sketch holds the least of each of 120 random functions of a text's shingles (MinHash: Broder 1997, see `shingles.py`;
A. Z. Broder, M. Charikar, A. M. Frieze, M. Mitzenmacher, Min-wise independent permutations, STOC 1998). Two texts with
the resemblance r agree in each place with the chance r. The places are 40 bands of 3, and a pair is looked at where a
band is the same (locality-sensitive hashing: P. Indyk and R. Motwani, Approximate nearest neighbors, STOC 1998). The
chance of that is 1 - (1 - r^3)^40: 0.995 where r is 0.5, and all but one in 10^12 where it is 0.8. Whether a pair is
looked at hangs on its two texts alone, on no others, nor on any order.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from annotator.likeness.shingles import Shingles

BANDS, ROWS = 40, 3
PLACES = BANDS * ROWS
FLOOR = 0.25
"""What is looked at no further: sketches that are the same in less; of a pair that resembles by 0.5 none in 10^8."""

Sketch = NDArray[np.uint32]
"""Of `PLACES` numbers; empty for a text without words."""

_RANDOM = np.random.Generator(np.random.PCG64(1997))
_FACTORS = _RANDOM.integers(0, 2**63, PLACES, np.uint64) * np.uint64(2) + np.uint64(1)
_ADDED = _RANDOM.integers(0, 2**63, PLACES, np.uint64)
_HIGH = np.uint64(32)
_AT_ONCE = 512


def sketch(found: Shingles) -> Sketch:
    """Return the sketch of a text's shingles."""
    if not len(found):
        return np.empty(0, np.uint32)
    least = np.full(PLACES, np.iinfo(np.uint64).max, np.uint64)
    for first in range(0, len(found), _AT_ONCE):
        # In pieces, so that a large text costs no more memory than a small one.
        values = found[first : first + _AT_ONCE, None] * _FACTORS
        values += _ADDED
        np.minimum(least, values.min(axis=0), out=least)
    return (least >> _HIGH).astype(np.uint32)


def candidates(sketches: Sequence[Sketch]) -> Iterator[tuple[int, list[int]]]:
    """Yield for each text, by its place in the list, the places of those before it that may be like it."""
    kept = [place for place, one in enumerate(sketches) if len(one)]
    if not kept:
        return
    table = np.stack([sketches[place] for place in kept])
    bands = _bands(table)
    seen: defaultdict[int, list[int]] = defaultdict(list)
    for row, place in enumerate(kept):
        keys = bands[row].tolist()
        found = {other for key in keys if key in seen for other in seen[key]}
        for key in keys:
            seen[key].append(row)
        near = np.fromiter(sorted(found), np.intp, len(found))
        same = (table[near] == table[row]).mean(axis=1) if len(near) else np.empty(0)
        yield place, [kept[other] for other in near[same >= FLOOR].tolist()]


def _bands(table: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return a number for each band of each sketch, that tells the band too."""
    wide = table.reshape(len(table), BANDS, ROWS).astype(np.uint64)
    keys = np.broadcast_to(np.arange(1, BANDS + 1, dtype=np.uint64), wide.shape[:2]).copy()
    for row in range(ROWS):
        keys = (keys * _FACTORS[row]) ^ (wide[:, :, row] * _FACTORS[row + ROWS])
        keys ^= keys >> _HIGH
    return keys
