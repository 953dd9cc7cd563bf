"""The widget: what it shows after each call is what a fresh one would show."""

import random
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.model.codebook import Cue
from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.ui.reader.caret import MovementUnit
from annotator.ui.reader.spanindex import Mark
from annotator.ui.reader.style import LabelStyle, ReaderStyle
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.samples import ALL, LATIN, mark, view_of

_KEYS = ("appeal", "commitment", "warning", "actor")
_CUES = {cue.value: LabelStyle("#0072B2", cue) for cue in Cue}


def _random_marks(seed: int, count: int, length: int) -> list[Mark]:
    rng = random.Random(seed)
    starts = [rng.randrange(length - 60) for _ in range(count)]
    return [
        mark(f"m{n}", (start, start + rng.randint(1, 60)), key=rng.choice(_KEYS), doubt=n % 5 == 0, lane=n % 3)
        for n, start in enumerate(starts)
    ]


def _picture(view: ReaderView) -> QImage:
    return view.grab().toImage()


@pytest.mark.parametrize("titles", [(), ("Ana", "Bruno", "Chen")])
def test_changing_marks_one_by_one_shows_what_setting_them_all_shows(titles: tuple[str, ...], qtbot: Any) -> None:
    first, last = _random_marks(1, 40, len(ALL)), _random_marks(2, 45, len(ALL))
    changed, fresh = view_of(qtbot, ALL), view_of(qtbot, ALL)
    for view, marks in ((changed, first), (fresh, last[3:])):
        view.set_lanes(titles)
        view.set_marks(marks)
    _picture(changed)
    for each in last:
        changed.update_marks([each])
    changed.update_marks([], [each.id for each in last[:3]])
    for view in (changed, fresh):
        view.clearFocus()
    assert changed.viewport().grab().toImage() == fresh.viewport().grab().toImage()


def test_what_was_shifted_on_the_screen_equals_a_fresh_painting(qtbot: Any) -> None:
    view = view_of(qtbot, "\n".join([ALL] * 6), _random_marks(3, 300, 6 * len(ALL)))
    rng = random.Random(5)
    area = QRect(0, 0, view.viewport().width(), view.viewport().height())
    for _ in range(25):
        view.scroll_pixels(rng.choice([3, 20, 66, -40, 200, -300]))
        QCoreApplication.processEvents()
        place = view.viewport().geometry()
        shifted = view.screen().grabWindow(view.winId(), place.x(), place.y(), area.width(), area.height()).toImage()
        fresh = view.viewport().grab(area).toImage()
        # A scaled screen gives back its device pixels, so many as were asked for.
        fresh = fresh.copy(0, 0, area.width(), area.height())
        shifted = shifted.copy(0, 0, area.width(), area.height())
        assert shifted.convertToFormat(QImage.Format.Format_RGB32) == fresh.convertToFormat(QImage.Format.Format_RGB32)


def test_a_hundred_thousand_paintings_leave_the_program_alive(qtbot: Any) -> None:
    view = view_of(qtbot, "Short text.", [mark("m", (0, 5), key="warning")], (120, 60))
    view.set_active("m")
    for _ in range(100_000):
        view.viewport().repaint()
    assert view.caret == 0


@pytest.mark.parametrize("style", [ReaderStyle.light(), ReaderStyle.dark(), ReaderStyle(looks=_CUES, font_px=23)])
def test_every_style_shows_every_cue_in_both_looks(style: ReaderStyle, qtbot: Any) -> None:
    keys = tuple(style.looks)
    marks = [mark(f"m{n}", (n * 12, n * 12 + 10), (n * 12 + 30, n * 12 + 34), key=key) for n, key in enumerate(keys)]
    view = view_of(qtbot, LATIN, marks)
    view.set_style(style)
    plain = _picture(view)
    view.set_lanes(["Ana"])
    assert _picture(view) != plain
    view.set_lanes([])
    assert _picture(view) == plain
    assert plain.pixelColor(3, 3).name().upper() == style.paper


def test_only_the_active_mark_is_tinted(qtbot: Any) -> None:
    style = ReaderStyle.light()
    view = view_of(qtbot, LATIN, [mark("a", (0, 60)), mark("b", (10, 40), key="warning")])
    tints = {key: style.tint(key).lower() for key in ("appeal", "warning")}

    def shown() -> set[str]:
        picture = view.viewport().grab().toImage()
        y = round((view.line_rectangle(0).top() + 1) * picture.devicePixelRatio())
        return {picture.pixelColor(x, y).name() for x in range(picture.width())}

    assert not shown() & set(tints.values())
    view.set_active("b")
    assert tints["warning"] in shown()
    assert tints["appeal"] not in shown()
    view.update_marks([], ["b"])
    assert not shown() & set(tints.values())


def test_the_focus_range_is_lit(qtbot: Any) -> None:
    view = view_of(qtbot, LATIN)
    before = _picture(view)
    view.set_focus_range([Extent(4, 20)])
    assert _picture(view) != before
    view.set_focus_range([])
    assert _picture(view) == before


def test_the_caret_is_dimmer_but_there_when_the_focus_is_elsewhere(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view, other = ReaderView(window), ReaderView(window)
    view.resize(500, 300)
    other.setGeometry(0, 300, 500, 300)
    view.set_document(TextIndex(LATIN))
    window.resize(500, 600)
    window.show()
    place = view.line_rectangle(0).center()

    def colour() -> str:
        picture = view.viewport().grab().toImage()
        return picture.pixelColor(place * picture.devicePixelRatio()).name().upper()

    window.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert colour() == ReaderStyle.light().caret
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert colour() not in (ReaderStyle.light().caret, ReaderStyle.light().paper)


def test_a_view_without_text_says_what_would_fill_it(qtbot: Any) -> None:
    view = ReaderView()
    qtbot.addWidget(view)
    empty = _picture(view)
    view.set_placeholder("No document is open. Import one with Ctrl+I.")
    assert _picture(view) != empty
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_PageDown):
        QTest.keyClick(view, key)
    view.move(MovementUnit.WORD, 1)
    view.set_marks([mark("m", (0, 4))])
    view.reveal("m")
    assert view.caret == 0
    assert view.selection() is None
    view.set_document(TextIndex(LATIN))
    assert view.hits() is not None
    view.set_document(None)
    assert view.hits() is None


def test_a_selection_is_kept_inside_the_text_and_told_once(qtbot: Any) -> None:
    view = view_of(qtbot, "Short.")
    with qtbot.waitSignal(view.selection_changed):
        view.set_selection(-5, 99)
    assert view.selection() == (0, 6)
    with qtbot.assertNotEmitted(view.selection_changed):
        view.set_selection(0, 6)


def test_a_mark_is_revealed_wherever_it_is(qtbot: Any) -> None:
    text = "\n".join([ALL] * 30)
    view = view_of(qtbot, text, [mark("far", (len(text) // 2, len(text) // 2 + 5))])
    assert view.line_rectangle(len(text) // 2).isEmpty()
    view.reveal("far")
    place = view.line_rectangle(len(text) // 2)
    assert view.viewport().rect().contains(place)
    value = view.verticalScrollBar().value()
    view.reveal("far")
    assert view.verticalScrollBar().value() == value


def test_resizing_keeps_the_text_at_the_top(qtbot: Any) -> None:
    text = "\n".join([ALL] * 30)
    view = view_of(qtbot, text)
    view.reveal_range(len(text) // 2, len(text) // 2 + 3)
    assert view._scroll is not None
    before = view._scroll.piece
    view.resize(360, 480)
    assert view._scroll.piece == before
    view.resize(640, 480)
    assert view._scroll.piece == before


def test_a_window_with_no_height_is_no_trouble(qtbot: Any) -> None:
    view = view_of(qtbot, ALL, [mark("m", (0, 5))])
    for size in ((1, 1), (300, 2), (2, 300), (640, 480)):
        view.resize(*size)
        view.move(MovementUnit.PAGE, 1)
        view.scroll_pixels(9)
        _picture(view)
    assert view.caret > 0


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
