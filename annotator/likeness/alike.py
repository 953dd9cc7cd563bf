"""Which of many texts are nearly the same: pairs of them with exact figures, each whatever other texts there are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.likeness.shingles import Shingles, shared, shingles
from annotator.likeness.sketches import Sketch, candidates
from annotator.model.together import Together

LIKE = 0.8
"""Texts that resemble each other so much are alike."""
HELD = 0.95
"""So is one of which so much stands in the other, as where that has a header more …"""
LEAST_SHARE = 0.5
"""… if it is at least so much of it: a text that a large one quotes is no duplicate of that."""
_KEPT = 500


@dataclass(frozen=True, slots=True)
class TextLikeness:
    """How alike two texts are, from all their shingles. `resemblance`: what they share of what both have together.

    `containment`: how much of the smaller stands in the larger; `share`: how large the smaller is beside the larger.
    All in [0, 1].
    """

    resemblance: float
    containment: float
    share: float

    def is_alike(self, least: float = LIKE) -> bool:
        """Whether they resemble each other by `least`, or one stands in the other but for its header or footer."""
        return self.resemblance >= least or (self.containment >= max(HELD, least) and self.share >= LEAST_SHARE)


def likeness(one: Shingles, other: Shingles) -> TextLikeness:
    """Return how alike two texts are. The numbers are those of the sets, up to collisions of 64-bit hashes."""
    sizes = sorted((len(one), len(other)))
    if not sizes[0]:
        return TextLikeness(0.0, 0.0, 0.0)
    common = shared(one, other)
    return TextLikeness(common / (sum(sizes) - common), common / sizes[0], sizes[0] / sizes[1])


def alike(
    sketches: Sequence[Sketch],
    text_of: Callable[[int], str],
    least: float = LIKE,
    look: Callable[[int], object] = lambda done: None,
    is_known: Callable[[int, int], bool] = lambda one, other: False,
) -> Iterator[tuple[int, int, TextLikeness]]:
    """Yield the pairs of texts that are alike, by their places, with how much.

    `text_of`: the text in a place, asked for where it may be like another one; `look`: is told how many texts are
    through, and may raise. `is_known`: of which pairs nobody asks any more.
    """

    @lru_cache(maxsize=_KEPT)
    def of(place: int) -> Shingles:
        return shingles(text_of(place))

    for done, (place, others) in enumerate(candidates(sketches), 1):
        for other in others:
            if is_known(other, place):
                continue
            found = likeness(of(other), of(place))
            if found.is_alike(least):
                yield other, place, found
        look(done)


def grouped(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return what hangs together by pairs, as sorted groups of ids, in the order of their first ones."""
    together = Together[str]()
    for pair in pairs:
        together.join(*pair)
    return together.groups()
