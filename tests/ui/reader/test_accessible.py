"""What an assistive tool is told through Qt's accessibility interface, asked here as Qt's bridges ask."""

import gc
import time
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.model.text import TextIndex
from annotator.ui.reader.accessible import Voice
from annotator.ui.reader.mirror import Mirror
from annotator.ui.reader.pieces import shown
from annotator.ui.reader.style import ReaderStyle
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, ASTRAL, BY_NAME, LATIN, mark, view_of

ODD = "A\x00B\u2028C\u00a0D\rE\u2029F\x85G\ufffc 🕊\ufdd0x\ty\n\nz"
MEGABYTE = "\n".join(["The parties agreed to meet again, and called for restraint. " * 17] * 1000)


@pytest.fixture(autouse=True)
def active() -> Iterator[None]:
    """Behave as if a tool were there."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


def asked(reader: ReaderView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(reader)


def text_of(reader: ReaderView) -> QAccessibleTextInterface:
    return asked(reader).textInterface()


def mirror_of(reader: ReaderView) -> Mirror:
    text_of(reader)
    found = reader.findChild(Mirror)
    assert isinstance(found, Mirror)
    return found


def told(reader: ReaderView) -> tuple[str, int]:
    """Return the whole text and the caret."""
    text = text_of(reader)
    return text.text(0, text.characterCount()), text.cursorPosition()


def unit_at(reader: ReaderView, position: int, kind: QAccessible.TextBoundaryType) -> str:
    """Return the word, sentence or line at a position, found as Qt finds it for a bridge."""
    mirror, index = mirror_of(reader), reader.text_index()
    cursor = QTextCursor(mirror.document())
    cursor.setPosition(index.to_qt(position))
    start, stop = QAccessible.qAccessibleTextBoundaryHelper(cursor, kind)
    return index.text[index.from_qt(start) : index.from_qt(stop)]


def test_it_is_one_text_that_cannot_be_written_in(qtbot: Any) -> None:
    interface = asked(view_of(qtbot, LATIN))
    state = interface.state()
    assert interface.role() is QAccessible.Role.EditableText
    assert interface.text(QAccessible.Text.Name) == "Text of the document"
    assert interface.text(QAccessible.Text.Value) == LATIN
    assert state.readOnly and state.multiLine and state.selectableText and state.focusable and state.focused
    assert interface.editableTextInterface() is None
    assert interface.valueInterface() is None
    assert interface.actionInterface() is not None
    assert interface.childCount() == 0
    assert not interface.child(0) and not interface.childAt(3, 3)


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


def test_caret_and_selection_are_those_of_the_reader(qtbot: Any) -> None:
    view = view_of(qtbot, ASTRAL)
    dove = ASTRAL.index("and")
    view.set_selection(dove, dove + 3)
    text = text_of(view)
    assert (text.cursorPosition(), text.selectionCount()) == (view.text_index().to_qt(dove + 3), 1)
    assert mirror_of(view).textCursor().selectedText() == "and"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert (text_of(view).cursorPosition(), text_of(view).selectionCount()) == (dove + 4, 0)
    view.set_document(TextIndex(LATIN))
    assert told(view) == (LATIN, 0)


def test_a_tool_moves_the_caret_and_selects(qtbot: Any) -> None:
    view = view_of(qtbot, ASTRAL)
    index = view.text_index()
    stop = ASTRAL.index("families")
    with qtbot.waitSignal(view.selection_changed):
        text_of(view).setCursorPosition(index.to_qt(stop))
    assert (view.caret, view.selection()) == (stop, None)
    text_of(view).addSelection(index.to_qt(2), index.to_qt(stop))
    assert view.selection() == (2, stop)
    text_of(view).removeSelection(0)
    assert (view.caret, view.selection()) == (stop, None)
    # Inside a surrogate pair stands nobody.
    text_of(view).setCursorPosition(index.to_qt(ASTRAL.index("👩")) + 1)
    assert (view.caret, told(view)[1]) == (ASTRAL.index("👩"), index.to_qt(ASTRAL.index("👩")))


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
    scroll = view.seen()
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
        view.scroll_pixels(pixels)
        seen = 0
        for position in range(0, len(index.text), 11):
            place, found = view.line_rectangle(position), text_of(view).characterRect(index.to_qt(position))
            found.moveTopLeft(view.viewport().mapFromGlobal(found.topLeft()))
            if view.viewport().rect().intersects(place):
                seen += 1
                assert abs(found.y() - place.y()) <= 3
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


def test_the_description_lists_the_marks_at_the_caret(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("a", (4, 30)), mark("w", key="actor")])
    description = QAccessible.Text.Description
    assert asked(view).text(description) == "the whole text: Actor"
    view.set_selection(5, 5)
    assert asked(view).text(description) == "Appeal, from “French President urged Chi”; the whole text: Actor"
    view.set_lanes(["Ana"])
    assert asked(view).text(description).startswith("Ana: Appeal")
    view.set_document(None)
    assert asked(view).text(description) == ""


def test_nothing_is_mirrored_before_a_tool_asks_for_the_text(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    QTest.keyClick(view, Qt.Key.Key_Right)
    asked(view).text(QAccessible.Text.Name)
    asked(view).state()
    assert view.findChild(Mirror) is None
    text_of(view)
    text_of(view)
    assert len(view.findChildren(Mirror)) == 1
    assert not mirror_of(view).isVisible()


def test_without_a_tool_there_is_no_voice(qtbot: Any) -> None:
    QAccessible.setActive(False)
    view = view_of(qtbot, LATIN)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.findChild(Voice) is None


def test_a_large_text_costs_little_more_than_a_plain_editor(qtbot: Any) -> None:
    view, plain = view_of(qtbot, MEGABYTE), QPlainTextEdit()
    qtbot.addWidget(plain)
    start = time.thread_time()
    plain.setPlainText(MEGABYTE)
    QAccessible.queryAccessibleInterface(plain).textInterface().characterCount()
    floor = time.thread_time() - start
    start = time.thread_time()
    assert text_of(view).characterCount() == len(MEGABYTE)
    assert time.thread_time() - start < 3 * floor + 0.03
    start = time.thread_time()
    for position in range(0, len(MEGABYTE), len(MEGABYTE) // 100):
        view.set_selection(position, position)
        text_of(view).cursorPosition()
    assert time.thread_time() - start < 1.5


def test_twenty_thousand_questions_leave_the_program_alive(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN, [mark("a", (4, 30))])
    interface = asked(view)
    for number in range(20_000):
        interface.textInterface().cursorPosition()
        interface.childAt(number, 5)
        interface.editableTextInterface()
    for number in range(200):
        view.set_selection(number, 200 - number)
        text_of(view).setCursorPosition(number)
    assert view.caret == 199


def test_nothing_is_left_over_of_texts_and_readers(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    for text in (ALL, ODD, "", LATIN):
        view.set_document(TextIndex(text))
        text_of(view)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(mirror_of(view).findChildren(QTextDocument)) == 1
    others = [ReaderView() for _ in range(10)]
    for other in others:
        other.set_document(TextIndex(LATIN))
    parts = [part for other in others for part in (mirror_of(other), asked(other), other.findChild(Voice))]
    for other in others:
        shiboken6.delete(other)
    gc.collect()
    assert not any(shiboken6.isValid(part) for part in parts if part is not None)
    assert told(view)[0] == LATIN
