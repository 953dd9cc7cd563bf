"""Lines stand apart as far as their size says, and no coding moves one."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import of_text
from annotator.model.codebook import Cue
from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import ROWS, Metrics
from annotator.ui.reader.pitch import Spacing, measure_of, naskh, pitch_of, usual_size, zoomed
from annotator.ui.reader.style import LabelStyle, ReaderStyle
from tests.ui.reader.samples import ALL, ARABIC, BY_NAME, LATIN, mark, page_of, view_of

_KEYS = ("appeal", "commitment", "warning", "actor")
_SPANS = st.lists(
    st.tuples(st.integers(0, len(ALL) - 60), st.integers(1, 500), st.sampled_from(_KEYS)), max_size=100
).map(lambda found: [mark(f"m{at}", (a, min(len(ALL), a + n)), key=key) for at, (a, n, key) in enumerate(found)])


def _baselines(page: Page) -> list[list[int]]:
    return [[line.top + line.baseline for line in page.shaped(number).lines] for number in range(len(page.pieces))]


def test_the_sizes_have_the_pitch_and_the_measure_of_the_table() -> None:
    sizes = (15, 16, 17, 19, 21, 24)
    assert [pitch_of(size) for size in sizes] == [28, 30, 32, 36, 40, 44]
    assert [measure_of(size) for size in sizes] == [504, 538, 572, 640, 707, 808]
    assert naskh(17) == (20, 36)


@given(st.integers(8, 60), st.integers(8, 60))
def test_a_larger_text_never_has_closer_or_shorter_lines(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert pitch_of(low) <= pitch_of(high) and pitch_of(low) % 2 == 0
    assert measure_of(low) <= measure_of(high)
    assert naskh(low)[1] >= pitch_of(low) and naskh(low)[0] > low
    assert measure_of(low, 58) < measure_of(low) < measure_of(low, 78)


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("px", [15, 17, 24])
@pytest.mark.parametrize("spacing", Spacing)
def test_the_baselines_of_a_paragraph_are_equidistant(name: str, px: int, spacing: Spacing, qapp: QApplication) -> None:
    page = page_of(BY_NAME[name])
    page.reshape(Metrics(replace(ReaderStyle.light(), font_px=px, spacing=spacing)), 300)
    for baselines in _baselines(page):
        assert len({below - above for above, below in pairwise(baselines)}) <= 1
    if name in ("latin", "chinese", "arabic", "hebrew"):
        assert {b - a for found in _baselines(page) for a, b in pairwise(found)} <= {pitch_of(px) + spacing.more}


def test_coding_and_undoing_moves_no_line(qapp: QApplication) -> None:
    page = page_of(ALL)
    before, heights = _baselines(page), page.heights.total

    @given(_SPANS, st.data())
    def stands(marks: list[Any], data: st.DataObject) -> None:
        page.set_marks(marks)
        assert _baselines(page) == before
        taken = data.draw(st.sets(st.sampled_from([each.id for each in marks]))) if marks else set()
        page.update_marks([mark("one more", (3, 300))], sorted(taken))
        assert _baselines(page) == before
        page.put_first(marks[0] if marks else None)
        assert _baselines(page) == before and page.heights.total == heights

    stands()


def test_the_bars_of_three_layers_stand_within_the_pitch(qapp: QApplication) -> None:
    for px in (15, 17, 19, 24, 31):
        for spacing in Spacing:
            made = Metrics(replace(ReaderStyle.light(), font_px=px, spacing=spacing))
            assert len(made.row_tops) == (3 if spacing is Spacing.CLOSE else 4)
            assert made.row_tops[-1] + 3 * made.scale <= made.line + 0.5
    assert [top - metrics.baseline for metrics in [Metrics(ReaderStyle.light())] for top in metrics.row_tops] == [*ROWS]


def test_first_the_outermost_then_as_there_is_room_and_the_rest_is_crowded_until_it_is_active(
    qapp: QApplication,
) -> None:
    nested = [mark(f"m{at}", (at, 50 - at)) for at in range(5)]
    page = page_of(LATIN, 2000, [*nested, mark("mention", (10, 20), key="actor")])

    def rows() -> dict[str, tuple[int, bool]]:
        return {each.mark.id: (each.row, each.crowded) for each in page.shaped(0).lines[0].placed}

    assert rows() == {
        **{"m0": (1, False), "m1": (2, False), "m2": (3, False), "m3": (3, True), "m4": (3, True)},
        "mention": (0, False),
    }
    page.put_first(nested[4])
    assert rows()["m4"] == (1, False) and rows()["m2"] == (3, True) and rows()["m0"] == (2, False)
    page.put_first(None)
    assert rows()["m0"] == (1, False) and rows()["m4"] == (3, True)
    page.put_first(nested[1])
    assert rows()["m1"] == (2, False), "one that has a row keeps it"


def test_larger_and_smaller_go_through_the_sizes_and_end_at_their_ends() -> None:
    assert [zoomed(17, steps) for steps in range(-2, 5)] == [15, 16, 17, 19, 21, 24, 28]
    for size in range(11, 41):
        assert zoomed(zoomed(size, 1), -1) <= size <= zoomed(zoomed(size, -1), 1)
        assert zoomed(size, 99) == 40 and zoomed(size, -99) == 11 and zoomed(size, 0) == size
        assert size == 40 or zoomed(size, 1) > size
        assert zoomed(zoomed(size, 1), 1) == zoomed(size, 2)


def test_on_a_wide_screen_a_text_is_larger_at_first() -> None:
    assert [usual_size(width) for width in (0, 1280, 1919, 1920, 2560)] == [17, 17, 17, 19, 19]


def test_the_measure_is_the_same_before_and_after_the_first_act_at_any_width(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, size=(1000, 480))
    for width in range(200, 1500, 53):
        view.set_marks([])
        view.board.set_sentences({})
        view.resize(width, 480)
        before = view.sheet.column_lefts()[0], view.sheet.column_width
        view.update_marks([mark("a", (4, 60))])
        view.board.update_sentences({"a": of_text("France urges China")})
        assert (view.sheet.column_lefts()[0], view.sheet.column_width) == before


def test_arabic_is_larger_and_chinese_has_33_characters_to_the_line(qtbot: Any) -> None:
    view = view_of(qtbot, ARABIC * 6, size=(960, 480))
    assert (view.sheet.metrics.font.pixelSize(), view.sheet.metrics.line) == (20, 36)
    chinese = view_of(qtbot, "中方呼吁各方保持冷静克制并愿继续为劝和促谈发挥建设性作用" * 6, size=(960, 480))
    assert chinese.sheet.page is not None
    first = chinese.sheet.page.shaped(0).lines[0]
    assert first.stop - first.start == 33
    assert chinese.sheet.page.shaped(0).outer_edges(0) == pytest.approx((0, 33 * 17), abs=1)


def test_a_dotted_label_hugs_the_words_and_any_other_stands_below(qapp: QApplication) -> None:
    looks = {cue.value: LabelStyle("#0072B2", cue) for cue in Cue}
    for cue in Cue:
        page = page_of(LATIN, marks=[mark("m", (0, 9), key=cue.value)])
        page.reshape(Metrics(replace(ReaderStyle.light(), looks=looks)), 420)
        assert page.shaped(0).lines[0].placed[0].row == (0 if cue is Cue.DOTTED else 1)
