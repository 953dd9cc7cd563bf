"""The sentences of marks stand in the margin where the marks begin, within their line and apart from each other."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from annotator.acts.saying import SaidWords, Saying, WordKind, of_text
from annotator.model.text import TextIndex
from annotator.ui.reader.column_placement import GAP, Across
from annotator.ui.reader.layers.said import setting_of
from annotator.ui.reader.layout import Page
from annotator.ui.reader.sentences import INDENT, Sentence, sentences_beside, set_words
from annotator.ui.reader.shaping import ShapedPiece
from annotator.ui.reader.style import ReaderStyle
from tests.ui.reader.acts import LONG, SAID, rectangle_of, view_of_acts
from tests.ui.reader.samples import ALL, ARABIC, LATIN, mark, page_of, place_of, send_mouse

_BESIDE = Across(72, 420, 72, 216)
_TEXTS = st.sampled_from([SAID, LONG, of_text("الدول الأعضاء تحث أبناء الشعب"), of_text("a")])


def _placed(
    page: Page, said: dict[str, Saying], place: Across = _BESIDE
) -> Iterator[tuple[ShapedPiece, list[Sentence]]]:
    for number in range(len(page.pieces)):
        piece = page.shaped(number)
        beside = (one for line in piece.lines for one in sentences_beside(line, said, page.metrics, place))
        yield piece, list(beside)


@given(
    acts=st.lists(st.tuples(st.integers(0, len(ALL) - 30), _TEXTS), min_size=1, max_size=30), leftwards=st.booleans()
)
def test_each_mark_is_said_once_within_its_line_and_no_sentence_covers_another_or_the_text(
    qapp: QApplication, acts: list[tuple[int, Saying]], leftwards: bool
) -> None:
    page = page_of(ALL, marks=[mark(f"a{number}", (start, start + 25)) for number, (start, _) in enumerate(acts)])
    said = {f"a{number}": text for number, (_, text) in enumerate(acts)}
    y, found, shown = 0, [], list[str]()
    for piece, sentences in _placed(page, said, _BESIDE._replace(leftwards=leftwards)):
        for each in sentences:
            assert each.left == (-GAP - 216 if leftwards else 420 + GAP) and each.width == 216
            found.append(rectangle_of(each, y))
            for one in each.marks:
                line = piece.lines[piece.line_at(one.start)]
                assert line.top - 4 <= each.top and each.top + each.height <= line.top + line.text_height + 4
        y += piece.height
        shown += [each.id for sentence in sentences for each in sentence.marks]
    assert all(not one.intersects(other) for one, other in combinations(found, 2))
    assert sorted(shown) == sorted(said)


def test_one_has_two_rows_two_have_one_each_and_of_more_the_others_are_counted(qapp: QApplication) -> None:
    for count, rows, last in ((1, [2], SAID.text), (2, [1, 1], SAID.text), (3, [1, 1], "and 2 more")):
        page = page_of(LATIN, 2000, [mark(f"m{at}", (at, at + 30)) for at in range(count)])
        _, found = next(_placed(page, {f"m{at}": SAID for at in range(count)}))
        assert [each.rows for each in found] == rows and found[-1].saying.text == last
        assert [one.id for each in found for one in each.marks] == [f"m{at}" for at in range(count)]
    assert found[-1].text.splitlines() == [SAID.text] * 2


def test_a_sentence_stands_on_the_baseline_of_its_line(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("a", (4, 150)), mark("b", (100, 120))])
    piece, found = next(_placed(page, {"a": SAID, "b": SAID}))
    for each, at in zip(found, (4, 100), strict=True):
        line, metrics = piece.lines[piece.line_at(at)], page.metrics
        row = metrics.line / 2
        baseline = each.top + (row - metrics.margin_ascent - metrics.margin_descent) / 2 + metrics.margin_ascent
        assert abs(baseline - line.top - line.baseline) <= 0.5


def test_of_what_nothing_is_said_the_label_stands_there_but_of_mentions_nothing(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("a", (4, 60), doubt=True), mark("m", (80, 90), key="actor")])
    (_, found), *_ = _placed(page, {})
    assert [each.text for each in found] == ["Appeal ?"]


def test_without_a_margin_nothing_is_said(qapp: QApplication) -> None:
    page = page_of(LATIN, marks=[mark("a", (4, 60))])
    assert next(_placed(page, {"a": SAID}, Across(40, 420, 40, 0)))[1] == []


@given(_TEXTS, st.integers(60, 320), st.integers(1, 2), st.booleans())
def test_a_sentence_is_cut_only_where_it_does_not_fit_and_then_fills_its_rows(
    saying: Saying, width: int, rows: int, active: bool
) -> None:
    metrics = page_of(LATIN).metrics
    one = Sentence((mark("a", (0, 9)),), saying, saying.text, rows, 0, 0, width, rows * 16)
    setting = setting_of(one, active, metrics.style)
    layout = set_words(saying, metrics, setting)
    assert layout.lineCount() <= rows
    assert all(layout.lineAt(at).naturalTextWidth() <= width - INDENT + 1 for at in range(layout.lineCount()))
    if "…" in layout.text():
        assert set_words(saying, metrics, setting._replace(rows=9, width=4000)).text() != layout.text()
        cut_at_the_end = layout.text() not in {_joined(saying.shortened(most)) for most in range(5, 60)}
        assert layout.lineCount() == rows or not cut_at_the_end
    else:
        assert layout.text() == " ".join(words.text for words in saying.isolated)


@pytest.mark.parametrize("rows", [1, 2])
def test_long_names_are_shortened_so_that_what_is_done_is_still_said(rows: int, qapp: QApplication) -> None:
    metrics = page_of(LATIN).metrics
    one = Sentence((mark("a", (0, 9)),), LONG, LONG.text, rows, 0, 0, 216, rows * 16)
    shown = set_words(LONG, metrics, setting_of(one, True, metrics.style)).text()
    assert shown.startswith("The") and "… calls on China" in shown and shown.count("…") == 2


def _joined(saying: Saying) -> str:
    return " ".join(words.text for words in saying.isolated)


def test_the_verb_is_bold_and_what_is_missing_is_red(qapp: QApplication) -> None:
    metrics, style = page_of(LATIN).metrics, ReaderStyle.light()
    saying = Saying(
        (SaidWords("France"), SaidWords("urges", WordKind.VERB), SaidWords("· Addressee?", WordKind.MISSING))
    )
    one = Sentence((mark("a", (0, 9)),), saying, saying.text, 2, 0, 0, 300, 32)
    found = set_words(saying, metrics, setting_of(one, False, style)).formats()
    assert [each.format.fontWeight() for each in found] == [400, 600, 400]
    assert [each.format.foreground().color().name().upper() for each in found] == [
        *[style.secondary] * 2,
        style.conflict,
    ]
    active = set_words(saying, metrics, setting_of(one, True, style)).formats()
    assert {each.format.fontWeight() for each in active} == {600}
    assert active[0].format.foreground().color().name().upper() == style.ink


def test_the_sentence_is_part_of_what_is_told_of_a_span(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    view.set_selection(5, 5)
    told = QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Description)
    assert told == "Appeal, France urges China, from “French President urged China to use…”"


def test_the_caret_can_be_put_beside_a_sentence(qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    send_mouse(view, QEvent.Type.MouseButtonPress, place_of(view, 10))
    send_mouse(view, QEvent.Type.MouseButtonRelease, place_of(view, 10))
    assert view.caret == 10


@pytest.mark.parametrize(("text", "left"), [(LATIN, False), (ARABIC * 3, True)])
def test_the_margin_is_where_the_lines_of_the_document_end(text: str, left: bool, qtbot: Any) -> None:
    view = view_of_acts(qtbot)
    view.set_document(TextIndex(text))
    view.set_marks([mark("a", (4, 60))])
    place = view.sheet.across()
    assert (place.margin_left < 0) is left
    assert 0 <= place.left + place.margin_left <= view.viewport().width() - place.margin
