"""The widget: what it shows after each call is what a fresh one would show."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.model.text import TextIndex
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import LATIN, view_of


def _picture(view: ReaderView) -> QImage:
    return view.grab().toImage()


def test_a_selection_is_kept_inside_the_text_and_told_once(qtbot: Any) -> None:
    view = view_of(qtbot, "Short.")
    with qtbot.waitSignal(view.selection_changed):
        view.set_selection(-5, 99)
    assert view.selection() == (0, 6)
    with qtbot.assertNotEmitted(view.selection_changed):
        view.set_selection(0, 6)


def test_keys_that_are_not_the_carets_are_left_to_the_window(qtbot: Any) -> None:
    class Window(QWidget):
        keys: list[int]

        def keyPressEvent(self, event: Any) -> None:
            self.keys.append(event.key())

    window = Window()
    window.keys = []
    qtbot.addWidget(window)
    view = ReaderView(window)
    view.set_document(TextIndex(LATIN))
    for key in (Qt.Key.Key_3, Qt.Key.Key_Slash, Qt.Key.Key_Delete, Qt.Key.Key_Right):
        QTest.keyClick(view, key)
    assert window.keys == [Qt.Key.Key_3, Qt.Key.Key_Slash, Qt.Key.Key_Delete]
    assert view.caret == 1


def test_assistive_tools_are_told_what_the_widget_is(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    assert view.accessibleName() == "Text of the document"
