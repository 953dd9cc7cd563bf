"""The menu bar and the menu at the pointer are readings of the table of commands."""

from collections.abc import Callable, Iterator
from itertools import pairwise, product
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from annotator.ui.commands.commands import BY_ID, COMMANDS, CommandScope
from annotator.ui.commands.menus import menu_at_pointer, pop_up
from tests.ui.windows import Stage, code_as, make_project


def menus_of(stage: Stage) -> dict[str, QMenu]:
    found = {entry.text(): entry.menu() for entry in stage.window.menuBar().actions()}
    return {title: menu for title, menu in found.items() if isinstance(menu, QMenu)}


def flat(menu: QMenu) -> Iterator[QAction]:
    """Yield the entries of a menu and of those within it."""
    for action in menu.actions():
        within = action.menu()
        if isinstance(within, QMenu):
            yield from flat(within)
        elif not action.isSeparator():
            yield action


def test_every_menu_fits_a_small_screen(stage: Stage) -> None:
    menus = stage.window.menus
    heights = {menu.title(): menu.sizeHint().height() for menu in (*menus.all.values(), *menus.within.values())}
    assert {title: height for title, height in heights.items() if height > 640} == {}


def test_the_menus_hold_every_command_once_in_the_order_of_the_table(stage: Stage) -> None:
    found: dict[str, list[QAction]] = {}
    for entry in stage.window.menuBar().actions():
        menu = entry.menu()
        assert isinstance(menu, QMenu)
        found[entry.text()] = list(flat(menu))
    actions = stage.window.actions_.actions
    for menu_title, listed in found.items():
        assert listed == [actions[command.id] for command in COMMANDS if command.menu == menu_title]
    assert sum(map(len, found.values())) == len(COMMANDS)


def test_six_menus_are_shown_one_of_them_that_of_the_workspace(stage: Stage, tmp_path: Path) -> None:
    window = stage.open(make_project(tmp_path / "six.annot"), "Ana").window
    places = [place for place in CommandScope if place.is_workspace]
    for place, menu in product(places, (window.menuBar(), window.menus.button_menu)):
        window.page.show_workspace(window.workspaces.at(place))
        stage.qtbot.waitUntil(lambda: not window.session.tasks.busy)
        titles = [action.text() for action in menu.actions() if action.isVisible()]
        shown = [title.replace("&", "") for title in titles]
        assert shown == ["Project", "Edit", "View", "Go", place.capitalize(), "Help"]
        mnemonics = [title[title.index("&") + 1].lower() for title in titles]
        assert len(set(mnemonics)) == len(mnemonics)


def test_the_menu_is_behind_its_button_and_its_key_and_alt(stage: Stage) -> None:
    menu = stage.window.menus.button_menu
    assert not stage.window.menuBar().isVisible()
    ways: tuple[Callable[[], object], ...] = (
        lambda: stage.press("F10"),
        lambda: QTest.mouseClick(stage.window.header.menu_button, Qt.MouseButton.LeftButton),
        lambda: QTest.keyClick(stage.window, Qt.Key.Key_Alt),
    )
    for opened in ways:
        opened()
        assert menu.isVisible() and menu.activeAction() is menu.actions()[0]
        menu.close()


def test_a_bar_is_shown_where_the_settings_say_so(stage: Stage) -> None:
    preferences = stage.window.preferences
    preferences.put(preferences.value.model_copy(update={"menu_bar": True}))
    assert stage.window.menuBar().isVisible()
    stage.press("F10")
    assert stage.window.menuBar().activeAction() is stage.window.menuBar().actions()[0]
    stage.press("Esc")


def test_the_menu_at_the_pointer_offers_labels_in_code_and_decisions_in_adjudicate(
    stage: Stage, tmp_path: Path
) -> None:
    window = stage.open(make_project(tmp_path / "menu.annot"), "Ana").window
    for place, first in ((CommandScope.CODE, window.label_keys.actions), (CommandScope.ADJUDICATE, [])):
        menu = menu_at_pointer(window, place, window.actions_, first)
        texts = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert texts[: len(first)] == [action.text() for action in first]
        assert texts[-1] == "Definition of the label"
        assert ("Delete the span" in texts) == (place is CommandScope.CODE)
        menu.deleteLater()


def test_the_menu_at_the_pointer_begins_in_adjudicate_with_the_spans_of_the_coders_who_are_compared(
    stage: Stage, tmp_path: Path
) -> None:
    path = make_project(tmp_path / "takes.annot")
    code_as(path, "Ana", ("France", "actor"))
    code_as(path, "Ben", ("China", "actor"))
    window = stage.open(path, "Ana").window
    stage.press("Ctrl+4")
    stage.qtbot.waitUntil(lambda: window.adjudication.current is not None)
    window.adjudication.menu_requested.emit(window.mapToGlobal(window.rect().center()))
    menu = window.findChildren(QMenu)[-1]
    texts = [action.text() for action in menu.actions() if action.isVisible() and not action.isSeparator()]
    assert texts[:3] == ["Take Ana’s span", "Take Ben’s span", BY_ID["adjudicate.union"].title]
    assert menu.activeAction() is window.actions_.actions["adjudicate.take_a"]
    menu.close()


def test_no_menu_begins_or_ends_with_a_line_or_has_two_in_a_row(stage: Stage) -> None:
    for menu in (*menus_of(stage).values(), *stage.window.menus.within.values()):
        lines = [action.isSeparator() for action in menu.actions()]
        assert not lines[0] and not lines[-1] and (True, True) not in pairwise(lines)
    assert sum(action.isSeparator() for menu in menus_of(stage).values() for action in menu.actions()) > 10


def test_the_menu_at_the_pointer_offers_commands_that_can_be_used_in_the_place_and_what_a_label_means(
    stage: Stage,
) -> None:
    ids = {action: id for id, action in stage.window.actions_.actions.items()}
    for place in CommandScope:
        menu = menu_at_pointer(stage.window, place, stage.window.actions_, ())
        offered = [ids[action] for action in menu.actions() if not action.isSeparator()]
        assert offered[-1] == "help.label" and len(set(offered)) == len(offered)
        assert {BY_ID[id].place for id in offered[:-1]} <= {place}
        menu.deleteLater()


def test_the_keyboard_is_on_the_first_line_that_can_be_chosen(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    pop_up(menu, QPoint(0, 0))
    assert menu.activeAction() is None
    menu.close()
    menu.addSeparator()
    menu.addAction("Not now").setEnabled(False)
    first = menu.addAction("This")
    menu.addAction("That")
    pop_up(menu, QPoint(0, 0))
    assert menu.activeAction() is first
    menu.close()
