"""How the text gives way to the sentences of its acts: it moves to the side where it begins, then it narrows.

A text of fewer characters a line than `LEAST_MEASURE` is hard to read: down to there sentences have their room first,
beyond it only as much as a verb takes.
"""

from math import ceil

from annotator.ui.reader.metrics import Metrics

WANTED = 240
"""The width in pixels that the margin is given where the window has it."""
LEAST_MEASURE = 52
"""Characters in a line, down to which the text narrows for sentences."""
_ENOUGH = 174
"""The margin in pixels that holds most sentences: for less than this the text moves nearer to the window's edge."""
_VERB = 76
"""The margin in pixels that holds most verbs."""
_NEAREST = 12
"""How near the text comes to the window's edge, in pixels."""


def narrowed(width: int, viewport: int, metrics: Metrics) -> int:
    """Return how wide a text with acts is in a `viewport`, of one that is `width` without them; all in pixels."""
    least = min(ceil(LEAST_MEASURE * metrics.character), viewport - _NEAREST - _VERB)
    wanted = max(least, viewport - metrics.style.margin - WANTED)
    return min(width, max(wanted, metrics.least_column))


def nearer(centred: int, free: int, margin: int) -> int:
    """Return how far from the side where it begins a text stands that would be `centred`, in pixels.

    `free`: what the text leaves of the viewport. `margin`: what it keeps beside it as long as there is room for both.
    """
    kept = min(margin, max(_NEAREST, free - _ENOUGH))
    return max(min(centred, free - WANTED), min(centred, kept))
