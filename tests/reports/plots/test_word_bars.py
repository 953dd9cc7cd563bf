"""Lists of words as bars: as long as their weights, each a cell that is said."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.reports.drawing import Rect, Shade
from annotator.reports.plots.word_bars import DrawnWord, WordBars, word_bars
from tests.reports.plots.samples import NAMES

WORDS = st.lists(st.builds(DrawnWord, NAMES, st.floats(0.1, 1e4), st.just("12 · 4 passages")), max_size=5)
GROUPS = st.lists(st.tuples(NAMES, WORDS), min_size=1, max_size=4)


@given(GROUPS)
def test_each_word_has_a_line_and_a_bar_as_long_as_its_weight(groups: list[tuple[str, list[DrawnWord]]]) -> None:
    drawing = word_bars(WordBars(groups, "uses"), width=700)
    cells = [(row, place) for row, (_, found) in enumerate(groups) for place in range(len(found))]
    assert list(drawing.cells) == cells == list(drawing.tips)
    lines = [shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.at is not None]
    for above, below in pairwise(lines):
        assert above.top + above.height <= below.top
    bars = [shape for shape in drawing.shapes if isinstance(shape, Rect) and isinstance(shape.fill, Shade)]
    weights = [groups[row][1][place].weight for row, place in cells]
    longest = max(weights, default=1.0)
    full = max((bar.width for bar in bars), default=1.0)
    for bar, weight in zip(bars, weights, strict=True):
        assert abs(bar.width - max(1.0, full * weight / longest)) < 1e-6
        assert bar.left + bar.width <= 700


def test_a_word_is_said_with_its_group_and_so_are_the_lists() -> None:
    data = WordBars([("Appeal", [DrawnWord("peace", 2, "2 · 1 passage")]), ("Warning", [])], "uses")
    assert data.said((0, 0)) == "Appeal, peace: 2 · 1 passage"
    assert word_bars(data).summary == "uses of words: Appeal: peace; Warning: no such word."
    assert word_bars(WordBars([("x", [])], "uses")).summary == "No word is found that could be listed."
