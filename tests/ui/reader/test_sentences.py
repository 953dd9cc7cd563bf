"""The small sentences of acts stand in the margin where the acts begin, apart from each other and from all else."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.model.text import TextIndex
from annotator.ui.kit.colour import contrast
from annotator.ui.reader.layout import Page
from annotator.ui.reader.link_painter import word_colour
from annotator.ui.reader.metrics import Metrics
from annotator.ui.reader.sentences import GAP, MARK, SHORT_GAP, Room, Sentence, sentences_of, shortened
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.stripes import STRIPES_WIDTH
from annotator.ui.reader.style import ReaderStyle, SpanLook
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, ARABIC, CHINESE, LATIN, mark, page_of, place_of, send_mouse, view_of

SAID = "France → urges → China"
_LONG = "The Ministry of Foreign Affairs of France → calls on → China, Russia, the United States"
_OUTER = Room(260, 260)


def _placed(page: Page, said: dict[str, str], room: Room) -> Iterator[tuple[ShapedPiece, list[Sentence]]]:
    for number in range(len(page.pieces)):
        piece = page.shaped(number)
        yield piece, sentences_of(piece, said, page.metrics, room)


def _rectangle(sentence: Sentence, top: int = 0) -> QRect:
    return QRect(sentence.left, top + sentence.top, sentence.width, sentence.height)


@pytest.mark.parametrize("look", SpanLook)
def test_each_act_is_said_and_no_sentence_covers_another_or_a_bracket_or_the_text(
    look: SpanLook, qapp: QApplication
) -> None:
    starts = st.lists(st.integers(0, len(ALL) - 30), min_size=1, max_size=30, unique=True)
    texts = st.sampled_from([SAID, _LONG, "Egypt → will", "الدول الأعضاء → will → أبناء الشعب", "a"])

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
                place, gap = _rectangle(each), SHORT_GAP if each.is_short else GAP
                assert place.right() < -gap + 1 or place.left() >= piece.width + gap
                assert -room <= place.left() and place.right() < piece.width + room + STRIPES_WIDTH
                assert place.top() >= 0 and each.top + each.height <= piece.height
                for stripe in piece.stripes:
                    assert not place.intersects(QRect(stripe.x, stripe.top, 4, stripe.bottom - stripe.top))
                    if stripe.word:
                        assert not place.intersects(QRect(stripe.word_left, stripe.top, stripe.word_width, 15))
                found.append(_rectangle(each, y))
            y += piece.height
            shown += [each.id for sentence in sentences for each in sentence.marks]
        assert all(not one.intersects(other) for one, other in combinations(found, 2))
        assert sorted(shown) == sorted(said)

    stand_apart()


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
    first, second = next(_placed(page, {"a": _LONG, "b": _LONG}, Room(0, 200)))[1]
    assert first.shown[0].startswith("The Ministry") and first.shown[1] == "→ calls on"
    assert first.top + first.height <= second.top
    one = shortened(_LONG, 220, page.metrics)
    assert page.metrics.small_width(one) <= 220
    assert one.count("→") == 2 and "calls on" in one and one.count("…") == 2


@pytest.mark.parametrize("room, shown", [(Room(12, 76), "calls on"), (Room(12, 42), "call"), (Room(30, 20), "")])
def test_without_room_for_all_of_it_a_verb_stands_there_or_a_mark(room: Room, shown: str, qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("a", (4, 150))])
    (found,) = next(_placed(page, {"a": _LONG}, room))[1]
    assert (found.text, found.is_short) == (_LONG, True)
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


def _acts(qtbot: Any, size: tuple[int, int] = (1000, 480)) -> ReaderView:
    view = view_of(qtbot, LATIN, [mark("a", (4, 60)), mark("b", (100, 140), key="warning")], size)
    view.set_sentences({"a": SAID, "b": "France → warns → China"})
    QApplication.processEvents()
    return view


def _point_of(view: ReaderView, mark_id: str) -> QPoint:
    assert view._scroll is not None
    for piece, y in view._scroll.visible():
        for each in view.sentences_beside(piece):
            if each.says(mark_id):
                return _rectangle(each, y).translated(view.column_left(), 0).center()
    raise AssertionError(mark_id)


def test_a_click_on_a_sentence_means_its_act(qtbot: Any) -> None:
    view = _acts(qtbot)
    for mark_id in "ab":
        point = _point_of(view, mark_id)
        with qtbot.waitSignal(view.mark_clicked) as blocker:
            send_mouse(view, QEvent.Type.MouseButtonPress, point)
            send_mouse(view, QEvent.Type.MouseButtonRelease, point)
        assert blocker.args == [mark_id]


def test_all_of_a_sentence_is_said_where_the_pointer_rests(qtbot: Any) -> None:
    view = _acts(qtbot)
    view.set_sentences({"a": _LONG * 3})
    assert view.tool_tip_at(QPointF(_point_of(view, "a"))) == f"Appeal: {_LONG * 3}"
    point = _point_of(view, "a")
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == f"Appeal: {_LONG * 3}"
    QToolTip.hideText()


def test_a_sentence_is_changed_taken_away_and_gone_with_its_document(qtbot: Any) -> None:
    view = _acts(qtbot)
    place = QRect(_point_of(view, "b") - QPoint(20, 5), _point_of(view, "b") + QPoint(20, 5))
    shown = view.viewport().grab(place).toImage()
    view.update_sentences({"b": "Egypt → notes with concern → Russia"})
    changed = view.viewport().grab(place).toImage()
    view.update_sentences({"b": None})
    assert shown != changed != view.viewport().grab(place).toImage()
    assert dict(view.sentences()) == {"a": SAID}
    view.set_document(TextIndex(LATIN))
    assert not view.sentences()


def test_the_sentence_of_the_active_act_is_in_full_ink(qtbot: Any) -> None:
    view = _acts(qtbot)
    place = QRect(_point_of(view, "a") - QPoint(60, 8), _point_of(view, "a") + QPoint(60, 8))

    def darkest() -> int:
        image = view.viewport().grab(place).toImage()
        return min(image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))

    before = darkest()
    view.set_active("a")
    assert darkest() < before - 20


def test_room_is_kept_once_there_may_be_sentences_and_the_lines_break_alike(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, size=(760, 480))
    before, width = view.column_left(), view._column_width()
    view.set_sentences({})
    assert view.column_left() < before
    assert view._column_width() == width
    view.set_lanes(["Ana", "Ben"])
    assert view.sentences_beside(view._page.shaped(0)) == []  # type: ignore[union-attr]


def test_the_text_gives_way_once_to_the_acts_of_a_document_and_keeps_its_place(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join([LATIN] * 12)
    view = view_of(qtbot, text, [mark("a", (4, 60)), mark("b", (1900, 1940))], (710, 480))
    wide, set_anew = view._column_width(), list[int]()
    reshape = Page.reshape

    def counting(page: Page, metrics: Metrics, width: int) -> None:
        set_anew.append(width)
        reshape(page, metrics, width)

    monkeypatch.setattr(Page, "reshape", counting)
    view.set_selection(1900, 1900)
    view.set_sentences({})
    assert not set_anew
    view.update_sentences({"a": SAID})
    narrow = view._column_width()
    assert 50 < narrow / view._metrics.character < 54 < wide / view._metrics.character
    assert view.viewport().width() - view.column_left() - narrow >= 150 + GAP
    assert not view.line_rectangle(1900).isEmpty()
    for changes in ({"b": SAID}, {"a": None, "b": None}, {"b": SAID}):
        view.update_sentences(changes)
        view.scroll_pixels(200)
    view.set_sentences({})
    view.viewport().grab()
    assert set_anew == [narrow]
    view.set_document(TextIndex(text))
    assert view._column_width() == wide


@pytest.mark.parametrize("text", [LATIN, ARABIC, CHINESE])
@pytest.mark.parametrize("width", [250, 390, 560, 710])
def test_in_windows_of_any_width_each_act_is_said_in_the_window(text: str, width: int, qtbot: Any) -> None:
    view = view_of(qtbot, text, [mark("a", (2, 30)), mark("b", (31, 40))], (width, 480))
    view.set_sentences({"a": _LONG, "b": "Egypt → threatens consequences → Russia"})
    for mark_id in "ab":
        point = _point_of(view, mark_id)
        assert view.viewport().rect().contains(point)
        assert _LONG in view.tool_tip_at(QPointF(_point_of(view, "a")))
    verbs = {each for piece, _ in view._scroll.visible() for one in view.sentences_beside(piece) for each in one.shown}  # type: ignore[union-attr]
    assert any("calls on" in each for each in verbs)


def test_a_paragraph_that_runs_otherwise_than_its_document_has_its_sentences_where_there_is_room(qtbot: Any) -> None:
    start = len(ARABIC) * 3 + 3
    view = view_of(qtbot, "\n".join([ARABIC] * 3 + [LATIN[:80]]), [mark("a", (start, start + 30))], (710, 480))
    view.set_sentences({"a": SAID})
    assert not view.right_to_left_at(start)
    assert _point_of(view, "a").x() < view.column_left()
    assert any(SAID in one.shown for piece, _ in view._scroll.visible() for one in view.sentences_beside(piece))  # type: ignore[union-attr]


def test_a_hundred_thousand_sentences_are_looked_up_for_what_is_in_view(qtbot: Any) -> None:
    text = "\n".join([LATIN.replace("\n", " ")] * 600)
    step = len(text) / 100_000
    marks = [Mark(f"m{n}", "Appeal", "appeal", (_extent(int(n * step)),)) for n in range(100_000)]
    view = view_of(qtbot, text, marks, (1000, 480))
    said = {each.id: f"France → urges → {each.id}" for each in marks}
    view.viewport().grab()
    begun = time.thread_time()
    view.set_sentences(said)
    view.viewport().grab()
    spent = time.thread_time() - begun
    begun = time.thread_time()
    view.update_sentences({"m5": "Egypt → will"})
    view.viewport().grab()
    assert spent < 0.15
    assert time.thread_time() - begun < 0.1


def _extent(start: int) -> Any:
    return mark("", (start, start + 4)).extents[0]


def test_the_sentence_is_part_of_what_is_told_of_a_span(qtbot: Any) -> None:
    view = _acts(qtbot)
    view.set_selection(5, 5)
    told = QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Description)
    assert told == f"Appeal, {SAID}, from “French President urged China to use…”"


@pytest.mark.parametrize(
    "style", [ReaderStyle.light, ReaderStyle.dark, ReaderStyle.light_contrast, ReaderStyle.dark_contrast]
)
def test_all_words_can_be_read(style: Any, qapp: QApplication) -> None:
    look = style()
    least = 7 if look.high_contrast else 4.5
    assert contrast(look.secondary, look.paper) >= least
    for key in (*look.looks, "of no label"):
        assert contrast(word_colour(look, key), look.paper) >= least
        assert contrast(word_colour(look, key), look.tint(key)) >= least


def test_the_caret_can_be_put_beside_a_sentence(qtbot: Any) -> None:
    view = _acts(qtbot)
    send_mouse(view, QEvent.Type.MouseButtonPress, place_of(view, 10))
    send_mouse(view, QEvent.Type.MouseButtonRelease, place_of(view, 10))
    assert view.caret == 10
