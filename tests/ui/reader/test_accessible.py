"""What an assistive tool is told through Qt's accessibility interface, asked here as Qt's bridges ask."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtTest import QTest

from annotator.model.text import TextIndex
from annotator.ui.reader.accessible import Voice
from annotator.ui.reader.mirror import Mirror
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.assistive import ODD, asked, mirror_of, text_of, told
from tests.ui.reader.samples import ALL, ASTRAL, LATIN, mark, view_of


@pytest.fixture(autouse=True)
def active() -> Iterator[None]:
    """Behave as if a tool were there."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


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
