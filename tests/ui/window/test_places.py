"""The workspaces as words: as many as fit, the open one marked, Adjudicate and Feedback in one place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.ui.commands.commands import WORKSPACE_KEYS, CommandScope
from annotator.ui.kit import theme, themes
from annotator.ui.window.places import GROUPS, HEIGHT, PlaceButton, WorkspaceWords

PLACES = [place for place in CommandScope if place.is_workspace]


@pytest.fixture
def places(qtbot: QtBot, qapp: QApplication) -> WorkspaceWords:
    theme.apply(qapp, themes.LIGHT)
    made = WorkspaceWords()
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def menu_of(widget: WorkspaceWords) -> QMenu:
    return next(menu for menu in widget.findChildren(QMenu) if menu.isVisible())


def test_every_workspace_has_a_word_or_shares_one_and_stands_in_the_order_of_its_key() -> None:
    listed = [view for group in GROUPS for views in group for view in views]
    assert sorted(listed) == sorted(WORKSPACE_KEYS) and len(set(listed)) == len(listed)
    numbers = [int(WORKSPACE_KEYS[view][-1]) or 10 for view in listed]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("place", PLACES)
def test_the_open_word_is_marked_and_no_word_moves_when_another_is_opened(
    places: WorkspaceWords, place: CommandScope
) -> None:
    before = [each.geometry() for each in places.buttons]
    places.show_open(place)
    assert [each.geometry() for each in places.buttons] == before
    assert [each.view for each in places.buttons if each.isChecked()] == [place]


def test_where_the_words_do_not_fit_the_last_groups_become_a_menu(places: WorkspaceWords, qtbot: QtBot) -> None:
    places.resize(places.sizeHint().width() - 1, HEIGHT)
    last = [CommandScope.CODEBOOK, CommandScope.ACTORS, CommandScope.TEAM, CommandScope.HISTORY]
    assert [each.view for each in places.folded] == last
    assert places.more.isVisible() and places.more.geometry().right() <= places.width()
    QTest.mouseClick(places.more, Qt.MouseButton.LeftButton)
    menu = menu_of(places)
    assert [action.text().split("\t")[0] for action in menu.actions()] == ["Codebook", "Actors", "Team", "History"]
    with qtbot.waitSignal(places.chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [CommandScope.ACTORS]
    menu.close()
    places.resize(places.minimumSizeHint())
    assert [each.view for each in places.buttons if each.isVisible()] == [
        CommandScope.DOCUMENTS,
        CommandScope.CODE,
        CommandScope.PASSAGES,
    ]
    places.resize(places.sizeHint())
    assert not places.folded and not places.more.isVisible()


def test_a_word_that_may_not_be_gone_to_stays_unmarked(places: WorkspaceWords, qtbot: QtBot) -> None:
    places.show_open(CommandScope.CODE)
    with qtbot.waitSignal(places.chosen) as chosen:
        QTest.mouseClick(places.buttons[4], Qt.MouseButton.LeftButton)
    assert chosen.args == [CommandScope.AGREEMENT]
    assert [each.view for each in places.buttons if each.isChecked()] == [CommandScope.CODE]


def test_feedback_is_a_view_in_the_place_of_adjudicate(places: WorkspaceWords, qtbot: QtBot) -> None:
    place = next(each for each in places.buttons if CommandScope.FEEDBACK in each.views)
    places.show_open(CommandScope.ADJUDICATE)
    QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    menu = menu_of(places)
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    with qtbot.waitSignal(places.chosen) as chosen:
        menu.actions()[1].trigger()
    menu.close()
    assert chosen.args == [CommandScope.FEEDBACK]
    places.show_open(CommandScope.FEEDBACK)
    assert place.text() == "Feedback" and place.isChecked()
    places.show_open(CommandScope.CODE)
    with qtbot.waitSignal(places.chosen) as chosen:
        QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    assert chosen.args == [CommandScope.FEEDBACK]


def test_a_badge_is_seen_and_said(places: WorkspaceWords) -> None:
    places.set_badge(CommandScope.ADJUDICATE, 89)
    found = next(each for each in places.buttons if each.view is CommandScope.ADJUDICATE)
    assert "89 open cases" in found.accessibleDescription()
    assert found.width() >= found.sizeHint().width()
    wide = found.sizeHint().width()
    places.set_badge(CommandScope.ADJUDICATE, 0)
    assert "open" not in found.accessibleDescription() and found.sizeHint().width() < wide


def test_words_are_reached_by_tab_and_pressed_by_enter(places: WorkspaceWords, qtbot: QtBot) -> None:
    button = places.buttons[0]
    assert isinstance(button, PlaceButton) and button.focusPolicy() == Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(places.chosen):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_a_number_stands_beside_the_view_that_it_is_of_and_no_word_moves(qtbot: QtBot) -> None:
    button = PlaceButton((CommandScope.ADJUDICATE, CommandScope.FEEDBACK))
    qtbot.addWidget(button)
    button.set_badge(78, CommandScope.ADJUDICATE)
    wide, told = button.sizeHint().width(), button.accessibleDescription()
    assert "78 open cases" in told
    button.show_open(CommandScope.FEEDBACK)
    assert "open cases" not in button.accessibleDescription() and button.sizeHint().width() == wide
    button.show_open(CommandScope.ADJUDICATE)
    assert button.accessibleDescription() == told


@pytest.mark.parametrize("number", [0, 7, 78, 12345])
def test_nothing_of_a_word_touches_the_next_one(places: WorkspaceWords, number: int) -> None:
    for place in PLACES:
        places.set_badge(CommandScope.ADJUDICATE, number)
        places.show_open(place)
        for each in places.buttons:
            image = each.grab().toImage()
            # Above and below, the ground of the word under the mouse has round corners.
            clear = range(image.width() - 7, image.width() - 2), range(12, 28)
            assert len({image.pixel(x, y) for x in clear[0] for y in clear[1]}) == 1, (place, each.text())
