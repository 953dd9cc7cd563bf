"""Sides fold by buttons, by a drag and by a call, for each class of widths, and lie over the page if asked."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.ui.kit.side import FoldingSide
from annotator.ui.kit.sides import LEAST, NARROW, WIDE, Sides, WidthClass
from tests.examples import examples

LEFT, RIGHT = (248, 260, 288), (320, 336, 400)


class Page(Sides):
    """A text between two fields."""

    def __init__(self) -> None:
        super().__init__(LEFT, RIGHT, frozenset({"left.narrow"}))
        self.page, self.first, self.last = QPlainTextEdit(), QLineEdit(), QLineEdit()
        self.page.setMinimumWidth(340)
        self.set_middle(self.page)
        self.left.hold(self.first)
        self.right.hold(self.last)


BEGIN = {"left.narrow": (248, True), "left.middle": (260, False), "left.wide": (288, False)} | {
    "right.narrow": (320, False),
    "right.middle": (336, False),
    "right.wide": (400, False),
}


@pytest.fixture
def sides(qtbot: QtBot) -> Iterator[Page]:
    made = Page()
    qtbot.addWidget(made)
    made.resize(1440, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.page.setFocus()
    yield made


def drag(sides: Sides, side: FoldingSide, to: int) -> None:
    grip = sides.grips[side]
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(2, 100))
    QTest.mouseMove(grip, grip.mapFromParent(QPoint(to, 100)))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("width", "left", "right"), [(1280, 0, 320), (1440, 260, 336), (2560, 288, 400)])
def test_at_first_each_side_is_as_wide_as_its_class_says_and_the_left_of_a_narrow_window_is_folded(
    sides: Page, width: int, left: int, right: int
) -> None:
    sides.resize(width, 700)
    assert sides.left.isVisible() == bool(left) and (not left or sides.left.width() == left)
    assert sides.right.width() == right
    assert sides.corners[sides.left].isVisible() == (not left)
    assert sides.page.width() == width - left - right - bool(left) - 1


def test_the_classes_of_widths_are_those_of_the_design() -> None:
    assert [WidthClass.of(width) for width in (900, NARROW - 1, NARROW, WIDE - 1, WIDE, 5000)] == [
        WidthClass.NARROW,
        WidthClass.NARROW,
        WidthClass.MIDDLE,
        WidthClass.MIDDLE,
        WidthClass.WIDE,
        WidthClass.WIDE,
    ]


@pytest.mark.parametrize("edge", ["left", "right"])
def test_the_button_in_the_head_folds_and_the_one_in_the_corner_brings_back(sides: Page, edge: str) -> None:
    side = sides.left if edge == "left" else sides.right
    before = sides.page.geometry()
    QTest.mouseClick(side.button, Qt.MouseButton.LeftButton)
    corner = sides.corners[side]
    assert not side.isVisible() and corner.isVisible() and sides.page.width() > before.width()
    assert sides.page.geometry().contains(corner.geometry())
    QTest.mouseClick(corner, Qt.MouseButton.LeftButton)
    assert side.isVisible() and not corner.isVisible() and sides.page.geometry() == before


def test_a_drag_sets_the_width_and_below_160_folds(sides: Page) -> None:
    drag(sides, sides.left, 300)
    assert sides.left.width() == 300
    drag(sides, sides.left, LEAST - 1)
    assert not sides.left.isVisible()
    sides.fold(sides.left, False)
    assert sides.left.width() == 300, "the width from before it was folded"
    drag(sides, sides.right, 1440 - 500)
    assert sides.right.width() == 500
    drag(sides, sides.right, 1440 - LEAST + 1)
    assert not sides.right.isVisible()


@given(st.lists(st.tuples(st.sampled_from(["left", "right"]), st.integers(-50, 2600), st.integers(900, 2600))))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=examples(30))
def test_however_it_is_dragged_no_side_is_narrower_than_160_and_the_page_keeps_its_least(
    sides: Page, drags: list[tuple[str, int, int]]
) -> None:
    sides.put_places(BEGIN)
    for edge, to, width in drags:
        sides.resize(width, 700)
        side = sides.left if edge == "left" else sides.right
        sides.fold(side, False)
        drag(sides, side, to)
        shown = [each for each in (sides.left, sides.right) if each.isVisible()]
        assert all(each.width() >= LEAST for each in shown)
        assert sides.page.width() >= 340
        assert sum(each.width() + 1 for each in shown) + sides.page.width() == width


def test_each_class_of_widths_keeps_its_own(sides: Page, qtbot: QtBot) -> None:
    sides.fold(sides.right, True)
    drag(sides, sides.left, 310)
    sides.resize(2000, 700)
    assert sides.right.isVisible() and sides.left.width() == 288
    sides.resize(1500, 700)
    assert not sides.right.isVisible() and sides.left.width() == 310
    other = Page()
    qtbot.addWidget(other)
    other.put_places({**sides.places, "left.wide": (3, False), "nowhere": (300, True)})
    other.resize(1500, 700)
    other.show()
    assert not other.right.isVisible() and other.left.width() == 310
    other.resize(2000, 700)
    assert other.left.width() == 288


def test_a_folded_side_that_one_goes_to_lies_over_the_page_until_escape(sides: Page) -> None:
    sides.fold(sides.left, True)
    before = sides.page.geometry()
    sides.go(sides.left)
    assert sides.left.isVisible() and sides.first.hasFocus() and sides.page.geometry() == before
    assert sides.left.geometry().intersects(sides.page.geometry())
    QTest.keyClick(sides.first, Qt.Key.Key_Escape)
    assert not sides.left.isVisible() and sides.page.hasFocus()
    assert sides.is_folded(sides.left)


def test_it_goes_when_the_keyboard_goes_elsewhere(sides: Page) -> None:
    sides.fold(sides.left, True)
    sides.go(sides.left)
    sides.page.setFocus()
    assert not sides.left.isVisible() and sides.corners[sides.left].isVisible()


def test_the_keyboard_goes_to_the_page_from_a_side_that_is_folded(sides: Page) -> None:
    sides.go(sides.right)
    assert sides.last.hasFocus()
    sides.toggle(sides.right)
    assert sides.page.hasFocus()
    sides.toggle(sides.right)
    assert sides.right.isVisible() and sides.page.hasFocus()


def test_what_is_asked_for_is_shown_though_its_side_is_folded(sides: Page) -> None:
    sides.last.hide()
    assert not sides.right.isVisible() and not sides.corners[sides.right].isVisible()
    sides.fold(sides.right, True)
    sides.last.show()
    assert sides.right.isVisible() and sides.right.is_over


def test_the_page_alone_has_no_sides_and_no_buttons(sides: Page) -> None:
    sides.show_page_alone(True)
    QApplication.processEvents()
    assert sides.page.width() == sides.width()
    assert not any(each.isVisible() for each in (sides.left, sides.right, *sides.corners.values()))
    sides.show_page_alone(False)
    assert sides.left.isVisible() and sides.right.isVisible()


def seen(sides: Sides) -> tuple[bool, bool]:
    return sides.left.isVisible(), sides.right.isVisible()


@pytest.mark.parametrize(
    ("wish", "stand"), [(0, (True, True)), (840, (True, True)), (900, (False, True)), (1150, (False, False))]
)
def test_sides_give_way_to_a_page_that_wishes_for_room_the_left_first_and_come_back(
    sides: Page, wish: int, stand: tuple[bool, bool]
) -> None:
    sides.wish_page(wish)
    assert seen(sides) == stand and sides.places == BEGIN
    assert sides.page.width() >= wish
    sides.wish_page(0)
    assert seen(sides) == (True, True)


def test_a_side_that_is_brought_back_stays_whatever_the_page_wishes_for(sides: Page) -> None:
    sides.wish_page(2000)
    sides.toggle(sides.left)
    assert seen(sides) == (True, False)
    sides.toggle(sides.left)
    assert seen(sides) == (False, False) and sides.places["left.middle"] == (260, True)
    sides.go(sides.right)
    assert sides.right.is_over
    sides.wish_page(0)
    assert seen(sides) == (False, True) and not sides.right.is_over
