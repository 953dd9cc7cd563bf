"""The text gives way to the sentences of its acts as far as it can still be read."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.column_placement import LEAST_MEASURE, WANTED, narrowed, nearer
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.style import ReaderStyle

_WINDOWS = st.integers(100, 2500)
_NEAREST, _VERB = 12, 76


def placed(viewport: int, metrics: Metrics) -> tuple[int, int, int]:
    """Return how wide a text with acts is, what stands before it, and what is left for sentences."""
    width = narrowed(metrics.column_in(viewport), viewport, metrics)
    free = viewport - width
    before = nearer(free // 2, free, metrics.style.margin)
    return width, before, free - before


def test_it_is_never_wider_nor_further_in_than_without_acts_and_stays_in_the_window(qapp: QApplication) -> None:
    metrics = Metrics(ReaderStyle.light())

    @given(_WINDOWS)
    def holds(viewport: int) -> None:
        width, before, beside = placed(viewport, metrics)
        assert metrics.least_column <= width <= metrics.column_in(viewport)
        assert before <= (viewport - width) // 2
        if viewport > metrics.least_column + 2 * _NEAREST:
            assert before >= _NEAREST and beside >= _NEAREST

    holds()


def test_a_wider_window_never_takes_room_from_the_text_or_from_the_sentences(qapp: QApplication) -> None:
    metrics = Metrics(ReaderStyle.light())

    @given(_WINDOWS, st.integers(1, 400))
    def grows(viewport: int, more: int) -> None:
        width, _, beside = placed(viewport, metrics)
        wider, _, further = placed(viewport + more, metrics)
        assert wider >= width and further >= beside - 1

    grows()


def test_sentences_have_their_room_first_and_then_the_lines_their_characters(qapp: QApplication) -> None:
    metrics = Metrics(ReaderStyle.light())
    readable = LEAST_MEASURE * metrics.character
    for viewport in range(200, 2400, 7):
        width, _, beside = placed(viewport, metrics)
        if beside < WANTED:
            assert width <= readable + 1, "a text that could still be read is not narrowed for sentences that have room"
        if width < metrics.column_in(viewport) and width < readable - 1:
            assert beside <= _VERB + metrics.style.margin, "below that only a verb is made room for"


def test_a_text_that_has_room_for_both_is_left_where_it_is(qapp: QApplication) -> None:
    metrics = Metrics(ReaderStyle.light())
    wide = metrics.column + 2 * WANTED + 100
    width, before, _ = placed(wide, metrics)
    assert width == metrics.column and before == (wide - width) // 2
