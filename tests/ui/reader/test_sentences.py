"""The small sentences of acts stand in the margin where the acts begin, apart from each other and from all else."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.layout import Page
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.sentences import GAP, MARK, SHORT_GAP, Room, Sentence, _Beside, sentences_of, shortened
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.stripes import STRIPES_WIDTH
from annotator.ui.reader.style import ReaderStyle, SpanLook
from tests.ui.reader.acts import LONG, SAID, rectangle_of, view_of_acts
from tests.ui.reader.samples import ALL, ARABIC, LATIN, mark, page_of, place_of, send_mouse

_OUTER = Room(260, 260)


def _placed(page: Page, said: dict[str, str], room: Room) -> Iterator[tuple[ShapedPiece, list[Sentence]]]:
    for number in range(len(page.pieces)):
        piece = page.shaped(number)
        yield piece, sentences_of(piece, said, page.metrics, room)


@pytest.mark.parametrize("look", SpanLook)
def test_each_act_is_said_and_no_sentence_covers_another_or_a_bracket_or_the_text(
    look: SpanLook, qapp: QApplication
) -> None:
    starts = st.lists(st.integers(0, len(ALL) - 30), min_size=1, max_size=30, unique=True)
    texts = st.sampled_from([SAID, LONG, "Egypt → will", "الدول الأعضاء → will → أبناء الشعب", "a"])

    @given(
        st.lists(st.tuples(st.integers(0, len(ALL) - 30), texts), min_size=1, max_size=30), st.integers(20, 400), starts
    )
    def stand_apart(acts: list[tuple[int, str]], room: int, others: list[int]) -> None:
        marks = [mark(f"a{number}", (start, start + 25)) for number, (start, _) in enumerate(acts)]
        page = page_of(ALL, marks=[*marks, *(mark(f"o{start}", (start, start + 9), key="actor") for start in others)])
        page.reshape(Metrics(replace(ReaderStyle.light(), span_look=look)), 420)
        said = {f"a{number}": text for number, (_, text) in enumerate(acts)}
        y, found, shown = 0, [], list[str]()
        for piece, sentences in _placed(page, said, Room(room, room + STRIPES_WIDTH)):
            for each in sentences:
                place, gap = rectangle_of(each), SHORT_GAP if each.is_short else GAP
                assert place.right() < -gap + 1 or place.left() >= piece.width + gap
                assert -room <= place.left() and place.right() < piece.width + room + STRIPES_WIDTH
                assert place.top() >= 0 and each.top + each.height <= piece.height
                for stripe in piece.stripes:
                    assert not place.intersects(QRect(stripe.x, stripe.top, 4, stripe.bottom - stripe.top))
                    if stripe.word:
                        assert not place.intersects(QRect(stripe.word_left, stripe.top, stripe.word_width, 15))
                found.append(rectangle_of(each, y))
            y += piece.height
            shown += [each.id for sentence in sentences for each in sentence.marks]
        assert all(not one.intersects(other) for one, other in combinations(found, 2))
        assert sorted(shown) == sorted(said)

    stand_apart()


@pytest.mark.parametrize("look", SpanLook)
def test_what_was_set_before_makes_no_difference_to_what_is_set_now(look: SpanLook, qapp: QApplication) -> None:
    style = replace(ReaderStyle.light(), span_look=look)
    text = f"{ALL}\n{ARABIC}\n{LATIN}"
    acts = st.integers(0, len(text) - 30).flatmap(lambda at: st.tuples(st.just(at), st.integers(at + 1, at + 25)))
    said = st.none() | st.sampled_from([SAID, LONG, "Egypt → will", "الدول الأعضاء → will → أبناء الشعب", "a"])
    steps = st.lists(st.tuples(st.integers(0, 12), acts, said), min_size=1, max_size=40)
    rooms = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(lambda both: Room(*both))

    @given(steps, st.lists(rooms, min_size=1, max_size=3), st.sampled_from([300, 420]))
    def is_set_alike(steps: list[tuple[int, tuple[int, int], str | None]], rooms: list[Room], width: int) -> None:
        page = page_of(text)
        page.reshape(Metrics(style), width)
        says: dict[str, str] = {}
        for number, (mark_id, extent, words) in enumerate(steps):
            page.update_marks([mark(f"m{mark_id}", extent)], [] if words else [f"m{mark_id}"])
            says[f"m{mark_id}"] = words or ""
            room = rooms[number % len(rooms)]
            kept = [found for _, found in _placed(page, says, room)]
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(_Beside, "setting", _Beside._set)
                assert kept == [found for _, found in _placed(page, says, room)]

    is_set_alike()


def test_each_act_is_said_once_beside_the_line_where_it_begins(qapp: QApplication) -> None:
    marks = [mark("a", (4, 150)), mark("b", (100, 120)), mark("no act", (10, 20), key="actor")]
    page = page_of(LATIN, marks=marks)
    piece, found = next(_placed(page, {"a": SAID, "b": "Egypt → will"}, _OUTER))
    assert [(each.marks[0].id, each.shown) for each in found] == [("a", (SAID,)), ("b", ("Egypt → will",))]
    for each, at in zip(found, (4, 100), strict=True):
        line = piece.lines[piece.line_at(at)]
        assert line.top < each.top < line.top + line.text_height


def test_beside_a_paragraph_that_runs_to_the_left_it_stands_at_the_left_if_there_is_room(qapp: QApplication) -> None:
    page = page_of(ARABIC, marks=[mark("a", (2, 40))])
    assert next(_placed(page, {"a": SAID}, _OUTER))[1][0].left < 0
    assert next(_placed(page, {"a": SAID}, Room(40, 260)))[1][0].left >= 420 + GAP


def test_a_long_sentence_goes_on_below_and_keeps_a_bit_of_each_part(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("a", (4, 150)), mark("b", (130, 180))])
    first, second = next(_placed(page, {"a": LONG, "b": LONG}, Room(0, 200)))[1]
    assert first.shown[0].startswith("The Ministry") and first.shown[1] == "→ calls on"
    assert first.top + first.height <= second.top
    one = shortened(LONG, 220, page.metrics)
    assert page.metrics.small_width(one) <= 220
    assert one.count("→") == 2 and "calls on" in one and one.count("…") == 2


@pytest.mark.parametrize("room, shown", [(Room(12, 76), "calls on"), (Room(12, 42), "call"), (Room(30, 20), "")])
def test_without_room_for_all_of_it_a_verb_stands_there_or_a_mark(room: Room, shown: str, qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("a", (4, 150))])
    (found,) = next(_placed(page, {"a": LONG}, room))[1]
    assert (found.text, found.is_short) == (LONG, True)
    assert found.shown[0].startswith(shown or MARK)
    assert found.shown[0].endswith(MARK) is (shown != "calls on")


def test_where_the_margin_is_full_the_last_one_counts_the_others(qapp: QApplication) -> None:
    page = page_of("Here they all begin.", marks=[mark(f"m{at}", (at, at + 3)) for at in range(14)])
    page.reshape(Metrics(replace(ReaderStyle.light(), span_look=SpanLook.COMPACT)), 420)
    said = {f"m{at}": f"France → urges → {at}" for at in range(14)}
    piece, found = next(_placed(page, said, _OUTER))
    assert found[-1].shown[-1].endswith(f"+{14 - len(found)}")
    assert sorted(each.id for one in found for each in one.marks) == sorted(said)
    assert found[-1].text.splitlines()[1:] == [said[each.id] for each in found[-1].marks[1:]]
    assert found[-1].top + found[-1].height <= piece.height


def test_the_sentence_is_part_of_what_is_told_of_a_span(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    view.set_selection(5, 5)
    told = QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Description)
    assert told == f"Appeal, {SAID}, from “French President urged China to use…”"


def test_the_caret_can_be_put_beside_a_sentence(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    send_mouse(view, QEvent.Type.MouseButtonPress, place_of(view, 10))
    send_mouse(view, QEvent.Type.MouseButtonRelease, place_of(view, 10))
    assert view.caret == 10
