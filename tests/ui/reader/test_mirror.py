"""The hidden editor: it has the text, the lines and the places of the reader, so that Qt can answer for it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.model.text import TextIndex
from annotator.ui.reader.pieces import shown
from annotator.ui.reader.style import ReaderStyle
from tests.costs import times_the_floor
from tests.ui.reader.assistive import MEGABYTE, ODD, text_of, told, unit_at
from tests.ui.reader.samples import ALL, BY_NAME, LATIN, mark, view_of


@pytest.fixture(autouse=True)
def active() -> Iterator[None]:
    """Behave as if a tool were there."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


@pytest.mark.parametrize("text", [*BY_NAME.values(), ALL, ODD, "", "\n", "🕊"])
def test_the_text_has_the_length_and_the_characters_that_are_shown(text: str, qtbot: Any) -> None:
    view = view_of(qtbot, text)
    assert told(view) == (shown(text), 0)
    assert text_of(view).characterCount() == view.text_index().to_qt(len(view.text_index().text))


def test_any_text_keeps_all_its_positions(qtbot: Any) -> None:
    view = view_of(qtbot, "")

    @given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\0\n\r\t\x0b\x0c\x85\u2028\u2029\xa0🕊")))
    def keeps(text: str) -> None:
        view.set_document(TextIndex(text))
        assert told(view)[0] == shown(text)
        for position in range(0, len(text), 7):
            view.set_selection(position, position)
            assert told(view)[1] == view.text_index().to_qt(position)

    keeps()


@pytest.mark.parametrize("name", BY_NAME)
def test_words_and_sentences_are_found_in_every_script(name: str, qtbot: Any) -> None:
    view = view_of(qtbot, BY_NAME[name])
    kinds = QAccessible.TextBoundaryType
    word, sentence = (unit_at(view, 7, kind).strip() for kind in (kinds.WordBoundary, kinds.SentenceBoundary))
    # Qt takes a run of Han characters for one word.
    assert word and (word in sentence or sentence in word)
    assert sentence in BY_NAME[name]


@pytest.mark.parametrize("width", [300, 640, 1200])
def test_lines_are_those_that_are_seen(width: int, qtbot: Any) -> None:
    view = view_of(qtbot, f"{ALL}\n{ODD}", size=(width, 480))
    scroll = view.sheet.scroll
    assert scroll is not None
    for number in range(len(scroll.page.pieces)):
        piece = scroll.page.shaped(number)
        for line in piece.lines:
            shown_line = view.text_index().text[line.start : line.stop]
            found = unit_at(view, line.start, QAccessible.TextBoundaryType.LineBoundary)
            # A blank that the line was wrapped at belongs to no line.
            assert found.rstrip() == shown_line.rstrip()


def test_lines_follow_the_width_and_the_font(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    kind = QAccessible.TextBoundaryType.LineBoundary
    wide = unit_at(view, 0, kind)
    view.resize(400, 480)
    QApplication.processEvents()
    narrow = unit_at(view, 0, kind)
    view.set_style(ReaderStyle(font_px=30))
    large = unit_at(view, 0, kind)
    assert len(wide) > len(narrow) > len(large)


def test_characters_are_where_they_are_seen(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([ALL] * 3), [mark(f"m{n}", (n * 40, n * 40 + 90)) for n in range(9)], (600, 700))
    index = view.text_index()
    for pixels in (0, 333):
        view.board.scroll(pixels)
        seen = 0
        for position in range(0, len(index.text), 11):
            place, found = view.line_rectangle(position), text_of(view).characterRect(index.to_qt(position))
            found.moveTopLeft(view.viewport().mapFromGlobal(found.topLeft()))
            if view.viewport().rect().intersects(place):
                seen += 1
                assert abs(found.center().y() - place.center().y()) <= 3
            else:
                assert not view.viewport().rect().intersects(found)
        assert seen > 20
        letters = (at for at in range(800) if index.text[at].isalpha() and index.text[at].isascii())
        for position in letters:
            place, found = view.line_rectangle(position), text_of(view).characterRect(index.to_qt(position))
            if view.viewport().rect().contains(place):
                corner = view.viewport().mapFromGlobal(found.topLeft())
                assert abs(corner.x() - place.x()) <= 3
                assert text_of(view).offsetAtPoint(found.center()) == index.to_qt(position)
    assert text_of(view).offsetAtPoint(view.mapToGlobal(view.rect().bottomLeft())) == -1


def test_a_large_text_costs_little_more_than_a_plain_editor(qtbot: Any) -> None:
    view, plain = view_of(qtbot, MEGABYTE), QPlainTextEdit()
    qtbot.addWidget(plain)

    def plainly() -> None:
        plain.setPlainText(MEGABYTE)
        QAccessible.queryAccessibleInterface(plain).textInterface().characterCount()

    def asked() -> None:
        assert text_of(view).characterCount() == len(MEGABYTE)

    def moved() -> None:
        for position in range(0, len(MEGABYTE), len(MEGABYTE) // 100):
            view.set_selection(position, position)
            text_of(view).cursorPosition()

    assert times_the_floor(asked, plainly, rounds=1) < 12
    assert times_the_floor(moved, plainly) < 200
