"""Lists of words as bars: a list for each group, a bar a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.reports.drawing import Anchor, At, ColourRole, Drawing, Rect, Shade, Shape
from annotator.reports.plots.parts import GAP, MARGIN, SIZE, SMALL, WIDTH, nothing, widest_of, words

_PITCH, _BAR, _BETWEEN, _TITLE = 20.0, 12.0, 14.0, 24.0
_GROUND = 0.75
_NONE = "no such word"


@dataclass(frozen=True, slots=True)
class DrawnWord:
    """A word with its weight, which is as long as its bar, and its numbers in words."""

    word: str
    weight: float
    said: str


@dataclass(frozen=True, slots=True)
class WordBars:
    """`groups`: each with its name and its words, the heaviest first. `weight`: what the weights are."""

    groups: Sequence[tuple[str, Sequence[DrawnWord]]]
    weight: str

    def said(self, at: At) -> str:
        """Return a word in words: “Appeal, peace: 12 · 4 passages”."""
        group, found = self.groups[at[0]]
        word = found[at[1]]
        return f"{group}, {word.word}: {word.said}" if group else f"{word.word}: {word.said}"


def word_bars(data: WordBars, *, width: float = WIDTH) -> Drawing:
    """Return the lists below each other; cell (i, j): group i, its word j."""
    every = [word for _, found in data.groups for word in found]
    if not every:
        return nothing("No word is found that could be listed.", width)
    names = widest_of((word.word for word in every), SIZE, width * 0.3)
    said = widest_of((word.said for word in every), SMALL, width * 0.4)
    left = MARGIN + names + GAP
    scale = max(width - MARGIN - said - GAP - left, 40) / max(word.weight for word in every)
    shapes: list[Shape] = []
    top = MARGIN
    for row, (group, found) in enumerate(data.groups):
        shapes.append(words(group, MARGIN, top + _TITLE / 2, bold=True, widest=width - 2 * MARGIN))
        top += _TITLE
        if not found:
            shapes.append(words(_NONE, left, top + _PITCH / 2, size=SMALL, colour=ColourRole.SECONDARY))
            top += _PITCH
        for place, word in enumerate(found):
            middle, long = top + _PITCH / 2, max(word.weight * scale, 1)
            shapes.append(Rect(left=MARGIN, top=top, width=width - 2 * MARGIN, height=_PITCH, at=(row, place)))
            shapes.append(words(word.word, left - GAP, middle, anchor=Anchor.RIGHT, widest=names))
            shapes.append(Rect(left=left, top=middle - _BAR / 2, width=long, height=_BAR, fill=Shade(_GROUND)))
            shapes.append(words(word.said, left + long + 6, middle, size=SMALL, widest=said + 1))
            top += _PITCH
        top += _BETWEEN
    cells = [(row, place) for row, (_, found) in enumerate(data.groups) for place in range(len(found))]
    return Drawing(
        width=width,
        height=top,
        shapes=tuple(shapes),
        summary=f"{data.weight} of words: "
        + "; ".join(
            f"{group or 'all'}: {', '.join(word.word for word in found[:5]) or _NONE}" for group, found in data.groups
        )
        + ".",
        tips={at: data.said(at) for at in cells},
    )
