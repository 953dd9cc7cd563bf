"""A side is there while it holds something that is not hidden, and says in its head what it shows."""

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.kit.side import HEAD, Edge, FoldingSide


def test_a_side_has_something_to_show_while_any_of_it_is_not_hidden(qtbot: QtBot) -> None:
    side, one, other = FoldingSide(Edge.RIGHT), QWidget(), QWidget()
    qtbot.addWidget(side)
    assert not side.has_content
    side.hold(one)
    side.hold(other)
    assert side.has_content, "what was never shown yet is not hidden by anybody"
    side.show()
    one.hide()
    assert side.has_content
    with qtbot.waitSignal(side.content_changed, check_params_cb=lambda shown: not shown):
        other.hide()
    assert not side.has_content
    with qtbot.waitSignal(side.content_changed, check_params_cb=lambda shown: bool(shown)):
        one.show()
    assert side.has_content


def test_what_moves_to_another_side_is_no_longer_held(qtbot: QtBot) -> None:
    first, second, shared = FoldingSide(Edge.LEFT), FoldingSide(Edge.LEFT), QWidget()
    for side in (first, second):
        qtbot.addWidget(side)
    first.hold(shared)
    second.hold(shared)
    assert not first.has_content and second.has_content
    first.hold(shared)
    assert first.has_content and not second.has_content


def test_the_head_says_what_is_shown_and_how_much(qtbot: QtBot) -> None:
    side = FoldingSide(Edge.LEFT)
    qtbot.addWidget(side)
    side.say("Documents", "11")
    assert (side.title.text(), side.note.text()) == ("Documents", "11")
    side.button.name("Fold the left side", "F9")
    assert side.button.accessibleName() == "Fold the left side" and "F9" in side.button.toolTip()
    assert side.minimumSizeHint().height() >= HEAD


def test_the_keyboard_goes_to_the_first_thing_that_takes_it(qtbot: QtBot) -> None:
    side, field = FoldingSide(Edge.LEFT), QLineEdit()
    qtbot.addWidget(side)
    side.hold(field)
    with qtbot.waitActive(side):
        side.show()
        side.activateWindow()
    side.button.setFocus()
    side.take_keyboard()
    assert field.hasFocus()


def test_where_what_it_holds_has_a_head_of_its_own_that_begins_at_the_top_beside_the_button(qtbot: QtBot) -> None:
    side, content = FoldingSide(Edge.RIGHT), QLabel("Commitment")
    qtbot.addWidget(side)
    side.hold(content)
    side.leave_out_head()
    for width in (200, 336):
        side.resize(width, 300)
        side.show()
        assert content.geometry().top() == 0 and side.button.isVisible()
        assert side.rect().contains(side.button.geometry()) and side.button.geometry().right() > width - 12
        middle = side.button.geometry().center()
        assert side.childAt(middle) is side.button, "a click reaches it"
