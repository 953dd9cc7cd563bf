"""Texts that coders divided into segments, written as the segments' lengths, as segmentation has them; and drawn.

The segmentations of four chapters of The Moonstone by six coders (group 2) are those of Kazantseva, A. & Szpakowicz, S.
(2012). Topical Segmentation: a Study of Human Performance and a New Measure of Quality. Proceedings of NAACL 2012,
211-220.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.span_table import span_table
from annotator.agreement.input.units import UnitKind
from annotator.agreement.spans.cuts import Cuts, cuts_of
from annotator.model.ids import LayerId
from tests.agreement.texts import coded, text_of

Masses = Sequence[int]
CODERS = "ABCDEF"
CHAPTER_2 = ([4, 7, 3, 1], [4, 7, 3, 1], [5, 6, 3, 1], [5, 5, 4, 1], [14, 1], [14, 1])
CHAPTER_5 = (
    [9, 4, 5, 9, 8, 7],
    [2, 1, 6, 3, 2, 4, 17, 7],
    [19, 15, 8],
    [4, 10, 5, 1, 14, 4, 4],
    [9, 4, 6, 16, 3, 4],
    [13, 6, 15, 8],
)
CHAPTER_8 = (
    [9, 7, 5, 12, 4, 2],
    [3, 5, 4, 3, 6, 7, 5, 4, 2],
    [2, 6, 2, 2, 2, 8, 8, 3, 4, 1, 1],
    [2, 6, 4, 3, 6, 7, 5, 4, 1, 1],
    [8, 4, 21, 4, 2],
    [3, 5, 4, 10, 9, 6, 2],
)
CHAPTER_10 = (
    [24, 6, 45, 6, 2],
    [3, 3, 2, 3, 8, 1, 4, 6, 11, 22, 10, 6, 4],
    [3, 3, 2, 16, 6, 45, 4, 1, 1, 1, 1],
    [3, 5, 16, 5, 8, 2, 23, 13, 4, 4],
    [8, 16, 6, 32, 11, 6, 1, 3],
    [3, 3, 2, 11, 5, 6, 45, 4, 4],
)
MOONSTONE = (CHAPTER_8, CHAPTER_10, CHAPTER_2, CHAPTER_5)


def segmented(*coders: Masses) -> CodedText:
    """Return a text that each coder divided into marked segments without gaps."""
    names = CODERS[: len(coders)]
    spans = [
        coded(name, stop - size, stop)
        for name, masses in zip(names, coders, strict=True)
        for size, stop in zip(masses, accumulate(masses), strict=True)
    ]
    return text_of(*spans, coders=names, length=sum(coders[0]))


def cuts_in(*texts: CodedText, coders: str = "AB", unit: UnitKind = UnitKind.CHARACTERS) -> Cuts:
    """Return where coders, a letter each, cut texts."""
    labels = sorted({span.label for text in texts for spans in text.spans.values() for span in spans})
    return cuts_of(unit, texts, span_table(texts, [LayerId(name) for name in coders], labels))


def boundaries(masses: Masses) -> set[int]:
    """Return before which units there is a boundary."""
    return set(accumulate(masses[:-1]))


@st.composite
def two_segmentations(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Draw two segmentations of a text, often with near misses."""
    size = draw(st.integers(2, 25))
    places = st.sets(st.integers(1, size - 1), max_size=8)
    first = draw(places)
    moved = {min(size - 1, max(1, place + draw(st.integers(-1, 1)))) for place in first}
    second = draw(st.sampled_from([moved, draw(places), moved | draw(places)]))
    return masses_of(first, size), masses_of(second, size)


def masses_of(places: set[int], size: int) -> list[int]:
    """Return the lengths of segments that end at these places and at the end of the text."""
    edges = [0, *sorted(places), size]
    return [stop - start for start, stop in pairwise(edges)]
